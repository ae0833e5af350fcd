import { checkAnswer, checkBackends } from './check-rest.ts';
import { createMatcher } from './expectations.ts';
import type { FakeBackends } from './fake-backends.ts';

const answer = {
  status: 200,
  headers: [
    ['Content-Type', 'application/json'],
    ['set-cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
  ] as const,
  body: Buffer.from('{"id":"dune","stock":3}'),
};
const pathsOf = (expected: object) =>
  checkAnswer({ ...expected }, answer, createMatcher()).map(({ path }) => path.replace(/ \(.*/, ''));

describe('an answer', () => {
  it.each([
    [{ status: 200, statusOneOf: [200, 201] }],
    [{ headers: { 'content-type': 'application/json', 'set-cookie': 'a=1, b=2' } }],
    [{ headersAbsent: ['etag'], headerNamesExact: ['Content-Type', 'set-cookie'] }],
    [{ setCookies: ['a=1', 'b=2'] }],
    [{ bodyText: '{"id":"dune","stock":3}', bodyJson: { stock: 3, id: '@any' }, bodyJsonSubset: { stock: '@int' } }],
    [{ bodyBase64: answer.body.toString('base64'), rawHeaderRead: true }],
  ])('meets %j', (expected) => {
    expect(pathsOf(expected)).toEqual([]);
  });

  it.each([
    [{ status: 201 }, 'status'],
    [{ statusOneOf: [201, 202] }, 'status'],
    [{ headers: { 'content-type': 'text/html' } }, 'headers.content-type'],
    [{ headers: { etag: '@any' } }, 'headers.etag'],
    [{ headersAbsent: ['CONTENT-TYPE'] }, 'headers.CONTENT-TYPE'],
    [{ headerNamesExact: ['content-type'] }, 'header names'],
    [{ setCookies: ['a=1'] }, 'setCookies'],
    [{ bodyText: '{"id":"dune", "stock":3}' }, 'body'],
    [{ bodyJson: { id: 'dune' } }, 'body.stock'],
    [{ bodyJsonSubset: { id: 'emma' } }, 'body.id'],
    [{ bodyBase64: '' }, 'body'],
  ])('fails %j', (expected, path) => {
    expect(pathsOf(expected)).toEqual([path]);
  });

  it('is not judged by words that nobody knows', () => {
    expect(() => pathsOf({ statuss: 200 })).toThrow('"expect.statuss" is not known');
  });
});

describe('a backend', () => {
  const event = { headers: { header2: 'x' }, body: null, requestContext: { stage: 'dev' } };
  const request = {
    method: 'POST',
    target: '/items/1?a=1&a=2&b=%20',
    headers: [['Accept', 'text/html']] as const,
    body: Buffer.from('{"input":"{\\"n\\":1}"}'),
  };
  const aFake = (parts: Partial<FakeBackends>) =>
    ({ requests: [], events: [], authorizerEvents: [], ...parts }) as unknown as FakeBackends;
  const check = (expected: object, fake: Partial<FakeBackends>) =>
    checkBackends({ ...expected }, aFake(fake), createMatcher()).map(({ path }) => path);

  it.each([
    [{ method: 'POST', path: '/items/1', query: { a: ['1', '2'], b: [' '] } }],
    [{ headers: { accept: 'text/html' }, headersAbsent: ['etag'] }],
    [{ bodyJson: { input: '@any' }, bodyJsonPathAsJson: { '$.input': { n: 1 } } }],
  ])('meets %j with a request', (backend) => {
    expect(check({ backend }, { requests: [request] })).toEqual([]);
  });

  it.each([
    [{ query: { a: ['1', '2'] } }, 'backend.query.b'],
    [{ headersAbsent: ['ACCEPT'] }, 'backend.headers.ACCEPT'],
    [{ bodyJsonPathAsJson: { '$.input': { n: 2 } } }, 'backend.body $.input.n'],
  ])('fails %j with a request', (backend, path) => {
    expect(check({ backend }, { requests: [request] })).toEqual([path]);
  });

  it.each([
    [{ event: { requestContext: {} }, eventKeysExact: ['requestContext', 'headers', 'body'] }, []],
    [{ event: { body: null } }, []],
    [{ event: { path: null } }, ['event.path']],
    [{ eventKeysExact: ['headers', 'body'] }, ['event keys']],
    [{ eventKeysAbsent: ['version', 'requestContext.authorizer'] }, []],
    [{ eventKeysAbsent: ['requestContext.stage'] }, ['event.requestContext.stage']],
    [{ eventHeadersAbsent: ['Header2'] }, ['event.headers.Header2']],
    [{ event: { headers: { header2: 'x' } }, eventHeadersAbsent: ['Header2'] }, []],
  ])('is held against %j with an event', (backend, paths) => {
    expect(check({ backend }, { events: [event] }).map((path) => path.replace(/\[.*/, ''))).toEqual(paths);
  });

  it('has to have been called, or not to have been', () => {
    expect(check({ backend: { event: {} } }, {})).toEqual(['backend']);
    expect(check({ notInvoked: true }, {})).toEqual([]);
    expect(check({ notInvoked: true }, { events: [event] })).toEqual(['backend call']);
    expect(check({ notInvoked: true }, { requests: [request] })).toEqual(['backend call']);
    expect(check({ authorizerNotInvoked: true }, { authorizerEvents: [event] })).toEqual(['authorizer call']);
    expect(check({ authorizerEvent: { body: 'x' } }, { authorizerEvents: [event] })).toEqual(['authorizerEvent.body']);
  });
});
