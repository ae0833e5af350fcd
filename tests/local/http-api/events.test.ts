import { aRoute, withApi } from './an-http-api.ts';

type Event = Record<string, unknown>;

async function eventOf(
  setting: Parameters<typeof withApi>[0],
  method: string,
  target: string,
  headers: [string, string][] = [],
  body = '',
): Promise<Event> {
  return withApi(setting, async ({ call, events }) => {
    expect((await call(method, target, headers, body)).status).toBe(200);
    return events[0] ?? {};
  });
}

describe('an event of payload format 2.0', () => {
  it('leaves out what the request has not', async () => {
    const event = await eventOf({}, 'GET', '/', [['Host', 'shop.example:8082']]);
    expect(event).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/',
      rawQueryString: '',
      headers: {
        host: 'shop.example:8082',
        'content-length': '0',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-/),
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': '8082',
        'x-forwarded-proto': 'http',
      },
      requestContext: {
        accountId: '123456789012',
        apiId: 'shop123',
        domainName: 'shop.example:8082',
        domainPrefix: 'shop',
        http: { method: 'GET', path: '/', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
        requestId: expect.stringMatching(/^.{15}=$/),
        routeKey: '$default',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000$/),
        timeEpoch: expect.any(Number),
      },
      isBase64Encoded: false,
    });
  });

  it('has the stage in the path, decoded, and joins what is repeated', async () => {
    const routes = [aRoute('ANY /books/{bookId}/{rest+}')];
    const event = await eventOf(
      { routes, stage: { stageName: 'dev', variables: { colour: 'blue' } } },
      'GET',
      '/dev/books/caf%C3%A9/a%2Fb/c?q=1&q=a+b&x=%26&flag',
      [
        ['X-Shelf', 'a'],
        ['x-shelf', 'b'],
        ['Cookie', 'one=1; two=2'],
      ],
    );
    expect(event).toMatchObject({
      rawPath: '/dev/books/café/a/b/c',
      rawQueryString: 'q=1&q=a+b&x=%26&flag',
      queryStringParameters: { q: '1,a b', x: '&', flag: '' },
      pathParameters: { bookId: 'café', rest: 'a/b/c' },
      cookies: ['one=1', 'two=2'],
      headers: { 'x-shelf': 'a,b' },
      stageVariables: { colour: 'blue' },
      requestContext: { http: { path: '/dev/books/café/a/b/c' }, stage: 'dev' },
    });
    expect(event.headers).not.toHaveProperty('cookie');
  });

  it.each([
    ['application/json', '{"a":1}', '{"a":1}', false],
    ['application/vnd.books+json; charset=utf-8', '{}', '{}', false],
    ['text/plain', 'ä', 'ä', false],
    ['application/x-www-form-urlencoded', 'a=b', 'YT1i', true],
    ['application/octet-stream', 'a=b', 'YT1i', true],
    ['', 'a=b', 'YT1i', true],
  ])('carries a body of type %p', async (type, sent, body, isBase64Encoded) => {
    const headers: [string, string][] = type === '' ? [] : [['Content-Type', type]];
    expect(await eventOf({}, 'POST', '/', headers, sent)).toMatchObject({ body, isBase64Encoded });
  });
});

describe('an event of payload format 1.0', () => {
  const routes = [aRoute('ANY /books/{bookId}', { Integration: { PayloadFormatVersion: '1.0' } })];

  it('says null where the request has nothing, and keeps the client’s spelling of unusual headers', async () => {
    const event = await eventOf({ routes, stage: { stageName: 'dev' } }, 'GET', '/dev/books/dune', [
      ['aCCept', '*/*'],
      ['user-agent', 'curl'],
      ['Postman-Token', 'x'],
    ]);
    expect(event).toMatchObject({
      version: '1.0',
      resource: '/books/{bookId}',
      path: '/dev/books/dune',
      httpMethod: 'GET',
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: { bookId: 'dune' },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: {
        resourceId: 'ANY /books/{bookId}',
        resourcePath: '/books/{bookId}',
        path: '/dev/books/dune',
        stage: 'dev',
        identity: { sourceIp: '127.0.0.1', userAgent: 'curl', cognitoAmr: null },
      },
    });
    expect(Object.keys(Object(event.headers))).toEqual([
      'Content-Length',
      'Host',
      'Postman-Token',
      'User-Agent',
      'X-Amzn-Trace-Id',
      'X-Forwarded-For',
      'X-Forwarded-Port',
      'X-Forwarded-Proto',
      'accept',
    ]);
    const { requestId, extendedRequestId } = Object(event.requestContext);
    expect(requestId).toBe(extendedRequestId);
    expect(event.requestContext).not.toHaveProperty('authorizer');
  });

  it('has all values of what is repeated', async () => {
    const event = await eventOf({ routes }, 'GET', '/books/dune?a=1&a=2', [
      ['X-A', '1'],
      ['x-a', '2'],
    ]);
    expect(event).toMatchObject({
      headers: { 'X-A': '2' },
      multiValueHeaders: { 'X-A': ['1', '2'] },
      queryStringParameters: { a: '2' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
    });
  });
});
