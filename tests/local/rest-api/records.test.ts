import type { RequestRecord } from '../../../local/api-gateway/record.ts';
import { aBackend } from './a-backend.ts';
import { aLambdaProxy, aMock, call, type Setting } from './a-rest-api.ts';
import { NOON } from './an-exchange.ts';

async function recordOf(setting: Setting, request: Parameters<typeof call>[1] = {}): Promise<RequestRecord> {
  const records: RequestRecord[] = [];
  await call({ ...setting, options: { onRecord: (record) => records.push(record) } }, request);
  const [record] = records;
  if (record === undefined || records.length !== 1) throw new Error(`There are ${records.length} records`);
  return record;
}

describe('the record of a request', () => {
  it('tells its life through all four checkpoints', async () => {
    const backend = await aBackend((_received, response) => response.writeHead(404).end('{"why":"gone"}'));
    const record = await recordOf(
      {
        methods: [
          {
            Path: '/books/{bookId}',
            HttpMethod: 'GET',
            Integration: {
              Type: 'HTTP',
              IntegrationHttpMethod: 'POST',
              Uri: `${backend.url}/items`,
              RequestTemplates: { 'application/json': '{"id":"$input.params(\'bookId\')"}' },
              IntegrationResponses: [
                { StatusCode: '200' },
                { StatusCode: '410', SelectionPattern: '404', ResponseTemplates: { 'application/json': 'mapped' } },
              ],
            },
          },
        ],
        stage: { methodSettings: new Map([['*/*', { throttlingRateLimit: 10, throttlingBurstLimit: 10 }]]) },
      },
      { rawTarget: '/dev/books/dune?q=1' },
    );
    await backend.close();
    expect(record).toMatchObject({
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      api: { id: 'shop123', name: 'bookstore', type: 'REST' },
      stage: 'dev',
      startedAtMs: NOON,
      method: 'GET',
      rawTarget: '/dev/books/dune?q=1',
      status: 410,
      durationInMs: expect.any(Number),
      checkpoints: {
        methodRequest: {
          resourcePath: '/books/{bookId}',
          parameters: { path: { bookId: 'dune' }, querystring: { q: ['1'] } },
          steps: [{ name: 'throttle', verdict: 'admitted' }],
          durationInMs: expect.any(Number),
        },
        integrationRequest: {
          type: 'HTTP',
          contentType: 'application/json',
          template: '{"id":"$input.params(\'bookId\')"}',
          rendered: '{"id":"dune"}',
          mapped: { method: 'POST', uri: `${backend.url}/items` },
          durationInMs: expect.any(Number),
        },
        backend: {
          target: `POST ${backend.url}/items`,
          request: { body: '{"id":"dune"}' },
          reply: { status: 404, body: Buffer.from('{"why":"gone"}') },
          durationInMs: expect.any(Number),
        },
        integrationResponse: {
          matchedOn: '404',
          selectionPattern: '404',
          statusCode: '410',
          template: 'mapped',
          rendered: 'mapped',
          durationInMs: expect.any(Number),
        },
        methodResponse: { status: 410, body: Buffer.from('mapped'), durationInMs: expect.any(Number) },
      },
    });
    expect(record.refusal).toBeUndefined();
  });

  it('shows the event of a Lambda proxy', async () => {
    const record = await recordOf({ methods: [aLambdaProxy('/books')] });
    const { rendered } = record.checkpoints.integrationRequest ?? {};
    expect(JSON.parse(String(rendered))).toMatchObject({ resource: '/books', httpMethod: 'GET' });
    expect(record.checkpoints.integrationResponse).toMatchObject({ statusCode: '200' });
  });

  it('is kept of a request to no stage, too', async () => {
    const record = await recordOf({ methods: [] }, { rawTarget: '/prod/books' });
    expect(record).toMatchObject({
      stage: 'prod',
      status: 403,
      refusal: { checkpoint: 'methodRequest', message: 'Forbidden', reason: 'there is no stage prod' },
    });
  });

  it.each([
    ['methodRequest', { methods: [aMock('/other', 'GET')] }, 'MISSING_AUTHENTICATION_TOKEN'],
    ['methodRequest', { methods: [{ ...aMock('/books', 'GET'), ApiKeyRequired: true }] }, 'INVALID_API_KEY'],
    ['integrationRequest', { methods: [aMock('/books', 'GET')], backends: {} }, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'backend',
      {
        methods: [aLambdaProxy('/books')],
        backends: { invokeLambda: async () => ({ payload: '"boom"', functionError: 'Unhandled' }) },
      },
      'INTEGRATION_FAILURE',
    ],
    ['integrationResponse', { methods: [aMock('/books', 'GET', '#if(')] }, 'API_CONFIGURATION_ERROR'],
  ] as const)('says that a request was turned away at %s', async (checkpoint, setting, responseType) => {
    const headers = responseType === 'UNSUPPORTED_MEDIA_TYPE' ? [['Content-Type', 'text/plain'] as const] : [];
    const methods = setting.methods.map((method) => ({
      ...method,
      Integration: { ...Object('Integration' in method && method.Integration), PassthroughBehavior: 'NEVER' },
    }));
    const record = await recordOf({ ...setting, methods }, { headers });
    expect(record.refusal).toMatchObject({ checkpoint, responseType, reason: expect.any(String) });
    expect(record.checkpoints.methodResponse?.status).toBe(record.status);
  });
});
