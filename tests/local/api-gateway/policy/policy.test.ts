import { evaluatePolicy, parsePolicy } from '../../../../local/api-gateway/policy/policy.ts';
import { compileWildcard } from '../../../../local/api-gateway/policy/wildcard.ts';

const STAGE = 'arn:aws:execute-api:eu-west-1:123456789012:shop123/dev';
const KEYS = new Map([
  ['aws:sourceip', '10.1.2.3'],
  ['aws:currenttime', '2026-03-04T12:00:00.000Z'],
  ['aws:useragent', 'a-browser'],
]);

const verdictOf = (statements: object | object[], resource = `${STAGE}/GET/books/dune`) =>
  evaluatePolicy(parsePolicy({ Version: '2012-10-17', Statement: statements }), {
    action: 'execute-api:Invoke',
    resource,
    conditionKeys: KEYS,
  });

const allow = (more: object = {}) => ({ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*', ...more });
const deny = (more: object = {}) => ({ ...allow(more), Effect: 'Deny' });
const without = (statement: object, name: string) =>
  Object.fromEntries(Object.entries(statement).filter(([member]) => member !== name));

describe('a policy', () => {
  it.each([
    ['allows what its pattern covers', allow({ Resource: `${STAGE}/GET/books/*` }), 'allow'],
    ['allows by one of several patterns', allow({ Resource: [`${STAGE}/GET/cart`, `${STAGE}/*/books/dun?`] }), 'allow'],
    ['lets a star pass slashes', allow({ Resource: 'arn:aws:execute-api:*/dune' }), 'allow'],
    ['does not cover another path', allow({ Resource: `${STAGE}/GET/cart` }), 'implicitDeny'],
    ['does not cover a longer path', allow({ Resource: `${STAGE}/GET/books` }), 'implicitDeny'],
    ['does not cover another method', allow({ Resource: `${STAGE}/PUT/books/*` }), 'implicitDeny'],
    ['is strict about letter case in resources', allow({ Resource: `${STAGE}/GET/Books/*` }), 'implicitDeny'],
    ['takes actions in any letter case', allow({ Action: ['Execute-API:*'] }), 'allow'],
    ['does not cover another action', allow({ Action: 'execute-api:InvalidateCache' }), 'implicitDeny'],
    ['covers all but NotAction', without(allow({ NotAction: 'execute-api:ManageConnections' }), 'Action'), 'allow'],
    ['does not cover NotAction', without(allow({ NotAction: 'execute-api:*' }), 'Action'), 'implicitDeny'],
    ['covers all but NotResource', without(allow({ NotResource: `${STAGE}/GET/cart` }), 'Resource'), 'allow'],
    ['does not cover NotResource', without(allow({ NotResource: `${STAGE}/GET/*` }), 'Resource'), 'implicitDeny'],
    [
      'denies even where another statement allows',
      [allow(), deny({ Resource: `${STAGE}/GET/books/*` })],
      'explicitDeny',
    ],
    ['ignores a deny for something else', [deny({ Resource: `${STAGE}/GET/cart` }), allow()], 'allow'],
    ['denies by default', [], 'implicitDeny'],
  ])('%s', (_case, statements, verdict) => {
    expect(verdictOf(statements)).toBe(verdict);
  });

  it.each([
    ['IpAddress', { 'aws:SourceIp': ['192.168.0.0/16', '10.0.0.0/8'] }, 'allow'],
    ['IpAddress', { 'aws:SourceIp': '10.1.2.3' }, 'allow'],
    ['IpAddress', { 'aws:SourceIp': '10.1.2.4/32' }, 'implicitDeny'],
    ['IpAddress', { 'aws:SourceIp': 'nonsense/99' }, 'implicitDeny'],
    ['IpAddress', { 'aws:SourceIp': '::/0' }, 'implicitDeny'],
    ['NotIpAddress', { 'aws:SourceIp': '10.0.0.0/8' }, 'implicitDeny'],
    ['NotIpAddress', { 'aws:SourceIp': '192.168.0.0/16' }, 'allow'],
    ['StringEquals', { 'aws:UserAgent': 'a-browser' }, 'allow'],
    ['StringEquals', { 'aws:UserAgent': 'A-Browser' }, 'implicitDeny'],
    ['StringEqualsIgnoreCase', { 'AWS:useragent': 'A-Browser' }, 'allow'],
    ['StringLike', { 'aws:UserAgent': '*brow?er' }, 'allow'],
    ['StringNotLike', { 'aws:UserAgent': ['bot*', '*browser'] }, 'implicitDeny'],
    ['StringEquals', { 'aws:Referer': 'x' }, 'implicitDeny'],
    ['StringNotEquals', { 'aws:Referer': 'x' }, 'allow'],
    ['StringEqualsIfExists', { 'aws:Referer': 'x' }, 'allow'],
    ['Null', { 'aws:Referer': 'true' }, 'allow'],
    ['DateLessThan', { 'aws:CurrentTime': '2026-03-04T12:00:01Z' }, 'allow'],
    ['DateGreaterThan', { 'aws:CurrentTime': '2026-03-04T12:00:00Z' }, 'implicitDeny'],
    ['StringConjecture', { 'aws:UserAgent': 'a-browser' }, 'implicitDeny'],
  ])('weighs the condition %s %j', (operator, tests, verdict) => {
    expect(verdictOf(allow({ Condition: { [operator]: tests } }))).toBe(verdict);
  });

  it('wants every condition to hold', () => {
    const Condition = { StringEquals: { 'aws:UserAgent': 'a-browser' }, IpAddress: { 'aws:SourceIp': '192.168.0.1' } };
    expect(verdictOf(allow({ Condition }))).toBe('implicitDeny');
  });

  it('denies on a condition that it cannot judge', () => {
    const Condition = { 'ForAllValues:StringLike': { 'aws:UserAgent': 'x' } };
    expect(verdictOf([allow(), deny({ Condition })])).toBe('explicitDeny');
  });

  it.each([
    ['text', 'Allow'],
    ['no statement', { Version: '2012-10-17' }],
    ['another effect', { Statement: [allow({ Effect: 'allow' })] }],
    ['no action', { Statement: [without(allow(), 'Action')] }],
    ['no resource', { Statement: [without(allow(), 'Resource')] }],
    ['both kinds of resource', { Statement: [allow({ NotResource: '*' })] }],
    ['a resource that is no text', { Statement: [allow({ Resource: { arn: '*' } })] }],
  ])('is refused when it is %s', (_case, document) => {
    expect(() => parsePolicy(document)).toThrow();
  });
});

describe('a wildcard', () => {
  it.each([
    ['', '', true],
    ['*', '', true],
    ['**', 'abc', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abbd', false],
    ['a*b*c', 'a1b2b3c', true],
    ['a?c', 'ac', false],
    ['a?c', 'abc', true],
    ['?', '', false],
    ['a.c', 'abc', false],
    ['*a', 'aab', false],
    ['a*', 'ba', false],
    ['[a]+', '[a]+', true],
  ])('%j over %j is %s', (pattern, text, expected) => {
    expect(compileWildcard(pattern)(text)).toBe(expected);
  });

  it('takes no time that grows without bound', () => {
    const matcher = compileWildcard(`${'*a'.repeat(500)}*b`);
    const startedAt = performance.now();
    expect(matcher('a'.repeat(5000))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
