import { startHttpApi } from '../../../local/http-api/server.ts';
import { anHttpApi, aRoute, toStage, withApi } from './an-http-api.ts';

describe('a hostile client of an HTTP API', () => {
  it.each([
    ['a body above 10 MB', 'POST', '/', [['Content-Length', '10485761']], 413, 'Request Entity Too Large'],
    ['a target above 10,240 bytes', 'GET', `/${'a'.repeat(10_300)}`, [], 414, 'Request-URI Too Long'],
    ['headers above 10,240 bytes', 'GET', '/', [['X', 'a'.repeat(10_300)]], 431, 'Request Header Fields Too Large'],
  ] as [string, string, string, [string, string][], number, string][])(
    'that sends %s',
    async (_what, method, target, headers, status, message) => {
      await withApi({}, async ({ call, events }) => {
        const answer = await call(method, target, headers);
        expect([answer.status, answer.text, events]).toEqual([status, JSON.stringify({ message }), []]);
        expect((await call('GET', '/')).status).toBe(200);
      });
    },
  );

  it('may send a bare | in a query', async () => {
    await withApi({}, async ({ call }) => expect((await call('GET', '/?a=b|c')).status).toBe(200));
  });

  it('cannot reach a prototype by the names it sends', async () => {
    await withApi({ routes: [aRoute('ANY /{__proto__}')] }, async ({ call, events }) => {
      const answer = await call('GET', '/x?__proto__=1&constructor=2', [['__proto__', 'y']]);
      expect(answer.status).toBe(200);
      expect(JSON.stringify(events[0])).toContain('"queryStringParameters":{"__proto__":"1","constructor":"2"}');
      expect(({} as Record<string, unknown>).constructor).toBe(Object);
    });
  });
});

describe('startHttpApi', () => {
  it('says who holds its port', async () => {
    const api = await anHttpApi();
    const backends = { invokeLambda: async () => ({ payload: '1' }), now: Date.now };
    await expect(startHttpApi({ stages: [], backends, port: api.server.port })).rejects.toMatchObject({
      code: 'PortTaken',
      message: expect.stringContaining('(HTTP API)'),
    });
    await api.close();
  });

  it('refuses two stages of one name', async () => {
    const backends = { invokeLambda: async () => ({ payload: '1' }), now: Date.now };
    await expect(startHttpApi({ stages: [toStage({}), toStage({})], backends, port: 0 })).rejects.toMatchObject({
      code: 'StageNameTaken',
    });
  });
});

describe('the record of a request', () => {
  it('tells its life', async () => {
    await withApi({ routes: [aRoute('GET /books/{id}')] }, async ({ call, records }) => {
      await call('GET', '/books/dune?q=1');
      expect(records).toMatchObject([
        {
          requestId: expect.stringMatching(/=$/),
          api: { id: 'shop123', name: 'bookstore', type: 'HTTP' },
          stage: '$default',
          method: 'GET',
          rawTarget: '/books/dune?q=1',
          status: 200,
          durationInMs: expect.any(Number),
          checkpoints: {
            methodRequest: {
              resourcePath: 'GET /books/{id}',
              parameters: { path: { id: 'dune' }, querystring: { q: ['1'] } },
            },
            integrationRequest: {
              type: 'AWS_PROXY',
              rendered: expect.stringContaining('"routeKey":"GET /books/{id}"'),
            },
            backend: { target: expect.stringContaining('wishlist'), reply: { body: '{"statusCode":200,"body":"ok"}' } },
            integrationResponse: { statusCode: '200' },
            methodResponse: { status: 200, body: Buffer.from('ok') },
          },
        },
      ]);
    });
  });

  it('is there too where no stage was met', async () => {
    const setting = { routes: [aRoute('GET /x')], stage: { stageName: 'dev' } };
    await withApi(setting, async ({ call, records }) => {
      await call('GET', '/prod/x');
      expect(records).toMatchObject([
        { api: { type: 'HTTP' }, rawTarget: '/prod/x', status: 404, refusal: { responseType: 'NOT_FOUND' } },
      ]);
    });
  });

  it('says where and why a request was turned away', async () => {
    await withApi({ routes: [aRoute('GET /x')], answers: { statusCode: 'x' } }, async ({ call, records }) => {
      await call('GET', '/nope');
      await call('GET', '/x');
      expect(records.map(({ refusal }) => [refusal?.checkpoint, refusal?.responseType])).toEqual([
        ['methodRequest', 'NOT_FOUND'],
        ['integrationResponse', 'INTEGRATION_FAILURE'],
      ]);
    });
  });
});
