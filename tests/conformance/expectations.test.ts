import { absent, createMatcher, printDifference } from './expectations.ts';
import { findAt, parseAt } from './json-path.ts';
import { fillIn, mintTokens } from './placeholders.ts';
import { startTokenIssuer } from './token-issuer.ts';
import { parseVectors } from './vectors.ts';

describe('a subset', () => {
  it.each<[string, unknown, unknown]>([
    ['extra members', { a: 1 }, { a: 1, b: 2 }],
    ['extra members further down', { a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 1, d: 2 }] } }],
    ['null where null is expected', { a: null }, { a: null }],
    ['another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['nothing expected', {}, { a: 1 }],
  ])('allows %s', (_case, expected, actual) => {
    expect(createMatcher().subset('x', expected, actual)).toEqual([]);
  });

  it.each<[string, unknown, unknown, string]>([
    ['another value', { a: 1 }, { a: 2 }, 'x.a'],
    ['text in place of a number', { a: 1 }, { a: '1' }, 'x.a'],
    ['a missing member', { a: 1 }, {}, 'x.a'],
    ['a missing member where null is expected', { a: null }, {}, 'x.a'],
    ['an undefined member of the prototype', { toString: '@any' }, {}, 'x.toString'],
    ['a longer list', { a: [1] }, { a: [1, 2] }, 'x.a'],
    ['a list in another order', { a: [1, 2] }, { a: [2, 1] }, 'x.a[0]'],
    ['an object in place of a list', [1], { 0: 1 }, 'x'],
    ['null in place of an object', { a: {} }, { a: null }, 'x.a'],
  ])('finds %s', (_case, expected, actual, path) => {
    expect(createMatcher().subset('x', expected, actual)[0]?.path).toBe(path);
  });
});

describe('a whole value', () => {
  it('allows no extra member, however deep', () => {
    const differences = createMatcher().whole('x', { a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }], d: 3 });
    expect(differences.map(({ path }) => path)).toEqual(['x.a[0].c', 'x.d']);
  });

  it('does not look at the order of members', () => {
    expect(createMatcher().whole('x', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]);
  });
});

describe('a placeholder', () => {
  it.each<[string, unknown, boolean]>([
    ['@any', 'text', true],
    ['@any', 0, true],
    ['@any', false, true],
    ['@any', '', false],
    ['@any', null, false],
    ['@any', undefined, false],
    ['@int', 7, true],
    ['@int', '-7', true],
    ['@int', 7.5, false],
    ['@int', '7a', false],
    ['@int', null, false],
    ['@regex:^a+$', 'aaa', true],
    ['@regex:b', 'abc', true],
    ['@regex:^\\d{3}$', 404, true],
    ['@regex:.*', undefined, false],
    ['@regex:.*', {}, false],
    ['@unknown', '@unknown', true],
    ['@unknown', 'text', false],
  ])('%j against %j: %s', (expected, actual, matches) => {
    expect(createMatcher().whole('x', expected, actual)).toHaveLength(matches ? 0 : 1);
  });

  it('stands for the same value wherever it has the same name', () => {
    const { subset, whole } = createMatcher();
    expect(subset('x', { a: '@same:id', b: '@same:other' }, { a: 1, b: 2 })).toEqual([]);
    expect(whole('y', '@same:id', 1)).toEqual([]);
    expect(whole('z', '@same:id', 2)).toHaveLength(1);
    expect(createMatcher().whole('new', '@same:id', 2)).toEqual([]);
    expect(createMatcher().whole('empty', '@same:id', undefined)).toHaveLength(1);
  });
});

describe('a difference', () => {
  it.each([
    [{ path: 'status', expected: 200, actual: 500 }, 'status\n      expected 200\n      actual   500'],
    [absent('header', 'x')[0], 'header\n      expected (nothing)\n      actual   "x"'],
  ])('is printed with both values', (difference, text) => {
    if (difference === undefined) throw new Error('There is no difference');
    expect(printDifference(difference)).toBe(text);
  });
});

describe('paths into JSON', () => {
  it.each<[string, unknown]>([
    ['$.a.b[1]', 3],
    ['a.b[0]', 2],
    ['$', { a: { b: [2, 3] }, t: '{"n":1}' }],
    ['$.a.c', undefined],
    ['$.t.n', undefined],
  ])('%s leads to %j', (path, found) => {
    expect(findAt({ a: { b: [2, 3] }, t: '{"n":1}' }, path)).toEqual(found);
  });

  it('open text that holds JSON', () => {
    expect(parseAt({ a: [{ t: '{"n":1}' }] }, '$.a[0].t')).toEqual({ a: [{ t: { n: 1 } }] });
    expect(parseAt({ t: 'no JSON' }, '$.t')).toEqual({ t: 'no JSON' });
  });
});

describe('what an input leaves open', () => {
  it('is filled in wherever it stands, and nothing else is', () => {
    const filled = fillIn({ a: ['@@X@@/y', { b: '@@X@@@@Z@@' }], '@@X@@': '@any' }, { X: 'a"b\n' });
    expect(filled).toEqual({ a: ['a"b\n/y', { b: 'a"b\n@@Z@@' }], 'a"b\n': '@any' });
  });

  it('becomes a signed token', async () => {
    const issuer = await startTokenIssuer();
    const value = mintTokens('Bearer @jwt:{"sub":"a}b\\"","exp":"past","aud":null,"@kid":"k"} rest', issuer, 'me');
    await issuer.close();
    const [, header = '', payload = ''] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+ rest$/.exec(value) ?? [];
    const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(parse(header)).toEqual({ alg: 'RS256', kid: 'k', typ: 'JWT' });
    const claims = parse(payload);
    expect(claims).toEqual({
      iss: issuer.issuer,
      token_use: 'id',
      sub: 'a}b"',
      iat: claims.iat,
      exp: claims.iat - 3600,
    });
  });
});

describe('a file of vectors', () => {
  const vector = { id: 'v', kind: 'vtl', area: 'mock', input: {}, expect: {} };

  it('is read with defaults for what only reports need', () => {
    expect(parseVectors(JSON.stringify([{ ...vector, certainty: { confidence: 'low' } }]), 'f')).toEqual([
      { ...vector, title: '', confidence: 'low' },
    ]);
  });

  it.each([
    ['{', 'f is not JSON'],
    ['{}', 'f does not hold an array of vectors'],
    ['[1]', 'f, element 0 is not an object'],
    [JSON.stringify([vector, { ...vector, id: 7 }]), 'f, element 1: "id" must be text'],
    [JSON.stringify([{ ...vector, kind: '' }]), 'f, element 0 (v): "kind" must be text'],
    [JSON.stringify([{ ...vector, input: [] }]), 'f, element 0 (v): "input" must be an object'],
    [JSON.stringify([{ ...vector, expect: undefined }]), 'f, element 0 (v): "expect" must be an object'],
  ])('is refused with a clear sentence: %s', (text, message) => {
    expect(() => parseVectors(text, 'f')).toThrow(message);
  });
});
