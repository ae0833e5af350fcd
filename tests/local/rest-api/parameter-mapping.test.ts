import { compileRequestSource, compileResponseSource, isSource } from '../../../local/rest-api/parameter-mapping.ts';
import { Payload } from '../../../local/rest-api/payload.ts';
import { anExchange } from './an-exchange.ts';

const exchange = anExchange({
  path: { bookId: 'dune' },
  querystring: { limit: ['1', '2'], empty: [''] },
  header: { 'X-Shelf': ['a', 'b'], Authorization: ['token'] },
  stageVariables: { table: 'Books' },
  context: { authorizer: { principalId: 'ann', claims: { email: 'ann@example.com' } } },
});
const ORDER = '{"book":{"title":"Dune","tags":["a","b"],"price":995,"inPrint":true,"isbn":null},"lines":[{"id":"l1"}]}';

describe('compileRequestSource', () => {
  it.each([
    ['method.request.path.bookId', 'dune'],
    ['method.request.path.missing', undefined],
    ['method.request.querystring.limit', '2'],
    ['method.request.multivaluequerystring.limit', ['1', '2']],
    ['method.request.querystring.Limit', undefined],
    ['method.request.header.X-Shelf', 'b'],
    ['method.request.multivalueheader.X-Shelf', 'a,b'],
    ['method.request.header.x-shelf', undefined],
    ['method.request.cookie.a', undefined],
    ['method.request.body.book.title', 'Dune'],
    ['method.request.body.lines[0].id', 'l1'],
    ['method.request.body.book.tags', '["a","b"]'],
    ['method.request.body.book.price', '995'],
    ['method.request.body.book.inPrint', 'true'],
    ['method.request.body.book.isbn', undefined],
    ['method.request.body.book.missing', undefined],
    ['method.request.body', ORDER],
    ["'a static value'", 'a static value'],
    ["''", ''],
    ['context.httpMethod', 'GET'],
    ['context.authorizer.principalId', 'ann'],
    ['context.authorizer.claims.email', 'ann@example.com'],
    ['context.authorizer.claims', undefined],
    ['context.constructor.name', undefined],
    ['stageVariables.table', 'Books'],
    ['stageVariables.toString', undefined],
    ['nonsense', undefined],
  ])('reads %s', (expression, expected) => {
    expect(compileRequestSource(expression)(exchange, new Payload(ORDER))).toEqual(expected);
  });

  it.each([
    ['', '{}'],
    ['  {"a": 1}\n', '{"a": 1}'],
    ['plain text', 'plain text'],
  ])('takes the body %j as %j', (body, expected) => {
    expect(compileRequestSource('method.request.body')(exchange, new Payload(body))).toBe(expected);
  });

  it.each(['method.request.body', 'method.request.body.a'])('throws for %s over broken JSON', (expression) => {
    expect(() => compileRequestSource(expression)(exchange, new Payload('\n{broken'))).toThrow(SyntaxError);
  });

  it('finds nothing below a body that is no JSON at all', () => {
    expect(compileRequestSource('method.request.body.a')(exchange, new Payload('plain'))).toBeUndefined();
  });
});

describe('isSource', () => {
  it.each([
    ["'literal'", true],
    ['method.request.body.a', true],
    ['integration.response.header.a', true],
    ['context.requestId', true],
    ['stageVariables.a', true],
    ['method.request.cookie.a', false],
    ['method.request.body.[[', false],
    ['literal', false],
  ])('knows whether %s is one', (expression, expected) => {
    expect(isSource(expression)).toBe(expected);
  });
});

describe('compileResponseSource', () => {
  it.each([
    ['{"status":301,"at":"/x"}', '/x'],
    [' {"at":{"b":1}}', '{"b":1}'],
    ['no JSON', undefined],
  ])('reads below the errorMessage %j', (errorMessage, expected) => {
    const source = compileResponseSource('integration.response.body.errorMessage.at');
    const body = new Payload(JSON.stringify({ errorMessage, errorType: 'Error' }));
    expect(source(exchange, { headers: [], body })).toBe(expected);
  });

  const reply = {
    headers: [
      ['X-App-Id', 'app-7'],
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ] as const,
    body: new Payload('{"redirect":{"url":"https://example.com/next"},"count":2}'),
  };

  it.each([
    ['integration.response.header.x-app-id', 'app-7'],
    ['integration.response.header.Set-Cookie', 'b=2'],
    ['integration.response.multivalueheader.Set-Cookie', 'a=1,b=2'],
    ['integration.response.header.missing', undefined],
    ['integration.response.multivalueheader.missing', undefined],
    ['integration.response.body.redirect.url', 'https://example.com/next'],
    ['integration.response.body.redirect', '{"url":"https://example.com/next"}'],
    ['integration.response.body.count', '2'],
    ["'literal'", 'literal'],
    ['context.requestId', 'request-1'],
    ['stageVariables.table', 'Books'],
  ])('reads %s', (expression, expected) => {
    expect(compileResponseSource(expression)(exchange, reply)).toBe(expected);
  });
});
