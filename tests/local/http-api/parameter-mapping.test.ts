import { aBackend, type Received, type TestBackend } from '../rest-api/a-backend.ts';
import { aRoute, type Setting, withApi } from './an-http-api.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await aBackend((_received, response) => {
    response.writeHead(201, { 'X-Backend': 'a', 'Content-Type': 'application/json' }).end('{"id":"b-1","list":[1]}');
  });
});
afterAll(() => backend.close());

const aProxy = (key: string, integration: Record<string, unknown> = {}) =>
  aRoute(key, { Integration: { IntegrationType: 'HTTP_PROXY', IntegrationUri: `${backend.url}/in`, ...integration } });

async function send(
  setting: Setting,
  method: string,
  target: string,
  headers: [string, string][] = [],
  body = '',
): Promise<{ received: Received; answer: Awaited<ReturnType<Parameters<Parameters<typeof withApi>[1]>[0]['call']>> }> {
  backend.received.length = 0;
  return withApi(setting, async ({ call }) => {
    const answer = await call(method, target, headers, body);
    const [received] = backend.received;
    if (received === undefined) throw new Error(`The backend got nothing: ${answer.status} ${answer.text}`);
    return { received, answer };
  });
}

describe('HTTP_PROXY', () => {
  it('passes method, query, headers and body on, and the answer back', async () => {
    const { received, answer } = await send(
      { routes: [aProxy('ANY /x')] },
      'PUT',
      '/x?a=1&a=%26',
      [
        ['X-Own', 'é'],
        ['Host', 'shop.example'],
        ['Content-Type', 'text/plain'],
      ],
      'hello',
    );
    expect(received).toMatchObject({ method: 'PUT', target: '/in?a=1&a=%26', body: Buffer.from('hello') });
    expect(received.headers).toMatchObject({
      'X-Own': [Buffer.from('é').toString('latin1')],
      via: ['HTTP/1.1 AmazonAPIGateway'],
      forwarded: ['by=127.0.0.1;for=127.0.0.1;host=shop.example;proto=http'],
    });
    expect(Object.keys(received.headers).map((name) => name.toLowerCase())).not.toContain('x-forwarded-for');
    expect([answer.status, answer.text, answer.header('x-backend')]).toEqual([201, '{"id":"b-1","list":[1]}', 'a']);
  });

  it('fills in what the path holds, and takes the integration’s own method', async () => {
    const IntegrationUri = `${backend.url}/v1/{proxy}?own=\${stageVariables.colour}`;
    const routes = [aProxy('ANY /api/{proxy+}', { IntegrationUri, IntegrationMethod: 'POST' })];
    const { received } = await send({ routes, stage: { variables: { colour: 'blue' } } }, 'GET', '/api/a%2Fb/c?x=1');
    expect([received.method, received.target]).toEqual(['POST', '/v1/a%2Fb/c?own=blue&x=1']);
  });

  it.each([
    ['does not listen', 'http://127.0.0.1:9/', 503, 'Service Unavailable'],
    ['is no address', 'nonsense', 500, 'Internal Server Error'],
  ])('answers for a backend that %s', async (_what, IntegrationUri, status, message) => {
    await withApi({ routes: [aProxy('$default', { IntegrationUri })] }, async ({ call }) => {
      const answer = await call('GET', '/');
      expect([answer.status, answer.text]).toEqual([status, `{"message":"${message}"}`]);
    });
  });

  it('gives up on a backend that hangs', async () => {
    const hung = await aBackend(() => undefined);
    const routes = [aProxy('$default', { IntegrationUri: hung.url, TimeoutInMillis: 60 })];
    await withApi({ routes }, async ({ call }) => expect((await call('GET', '/')).status).toBe(503));
    await hung.close();
  });
});

describe('request parameters', () => {
  it.each([
    ['append:header.x-a', 'static', { 'X-A': ['sent', 'static'] }],
    ['overwrite:header.x-a', 'static', { 'X-A': ['static'] }],
    ['overwrite:header.x-new', '$request.querystring.q', { 'x-new': ['1,2'] }],
    ['overwrite:header.x-new', '$request.header.X-A', { 'x-new': ['sent'] }],
    ['overwrite:header.x-new', '$request.path.id', { 'x-new': ['dune'] }],
    ['overwrite:header.x-new', '$request.path', { 'x-new': ['/books/dune'] }],
    ['overwrite:header.x-new', '$request.body.a.b', { 'x-new': ['c'] }],
    ['overwrite:header.x-new', '$request.body.list', { 'x-new': ['[1,2]'] }],
    ['overwrite:header.x-new', '$context.routeKey', { 'x-new': ['ANY /books/{id}'] }],
    ['overwrite:header.x-new', '$context.identity.sourceIp', { 'x-new': ['127.0.0.1'] }],
    ['overwrite:header.x-new', '$stageVariables.colour', { 'x-new': ['blue'] }],
    ['overwrite:header.x-new', '${request.path.id}/${stageVariables.colour}!', { 'x-new': ['dune/blue!'] }],
    ['overwrite:header.x-new', '${request.path.id}', { 'x-new': ['dune'] }],
    ['overwrite:header.x-a', '$request.header.missing', { 'X-A': ['sent'] }],
  ])('%s from %s', async (target, source, expected) => {
    const routes = [aProxy('ANY /books/{id}', { RequestParameters: { [target]: source } })];
    const { received } = await send(
      { routes, stage: { variables: { colour: 'blue' } } },
      'POST',
      '/books/dune?q=1&q=2',
      [['X-A', 'sent']],
      '{"a":{"b":"c"},"list":[1,2]}',
    );
    expect(received.headers).toMatchObject(expected);
  });

  it('remove headers and change the query and the path', async () => {
    const RequestParameters = {
      'remove:header.x-a': "''",
      'remove:querystring.gone': "''",
      'append:querystring.q': 'new & odd',
      'overwrite:path': '/other/$request.path.id',
    };
    const routes = [
      aProxy('ANY /books/{id}', {
        RequestParameters: { ...RequestParameters, 'overwrite:path': '/o/${request.path.id}' },
      }),
    ];
    const { received } = await send({ routes }, 'GET', '/books/a%20b?q=1&gone=1', [['X-A', 'sent']]);
    expect(received.target).toBe('/o/a%20b?q=1&q=new%20%26%20odd');
    expect(Object.keys(received.headers)).not.toContain('X-A');
  });

  it('cannot touch reserved headers', async () => {
    const routes = [aProxy('ANY /x', { RequestParameters: { 'overwrite:header.Authorization': 'mine' } })];
    const { received } = await send({ routes }, 'GET', '/x', [['Authorization', 'theirs']]);
    expect(received.headers.Authorization ?? received.headers.authorization).toEqual(['theirs']);
  });

  it('reach the events of functions', async () => {
    const Integration = { RequestParameters: { 'overwrite:header.x-who': '$request.querystring.who' } };
    await withApi({ routes: [aRoute('$default', { Integration })] }, async ({ call, events }) => {
      await call('GET', '/?who=ann');
      expect(events[0]).toMatchObject({ headers: { 'x-who': 'ann' } });
    });
  });
});

describe('response parameters', () => {
  it.each([
    [{ '201': { 'overwrite:statuscode': '202' } }, 202, {}],
    [{ '200': { 'overwrite:statuscode': '202' } }, 201, {}],
    [{ '201': { 'append:header.x-id': '$response.body.id' } }, 201, { 'x-id': 'b-1' }],
    [{ '201': { 'overwrite:header.x-backend': '$response.header.x-backend!' } }, 201, { 'X-Backend': 'a' }],
    [
      { '201': { ResponseParameters: [{ Destination: 'overwrite:header.x-backend', Source: '${context.stage}' }] } },
      201,
      { 'x-backend': '$default' },
    ],
    [{ '201': { 'overwrite:header.x-bad': 'a\r\nb' } }, 201, { 'x-bad': 'a b' }],
  ])('%j', async (ResponseParameters, status, expected) => {
    const { answer } = await send({ routes: [aProxy('ANY /x', { ResponseParameters })] }, 'GET', '/x');
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(expected);
  });

  it('remove headers', async () => {
    const ResponseParameters = { '201': { 'remove:header.X-Backend': "''" } };
    const { answer } = await send({ routes: [aProxy('ANY /x', { ResponseParameters })] }, 'GET', '/x');
    expect(answer.header('x-backend')).toBeUndefined();
  });
});
