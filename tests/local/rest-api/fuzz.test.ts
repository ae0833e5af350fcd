/** Ten thousand generated requests against an API with every kind of integration, and as many generated template inputs. */

import fc from 'fast-check';
import type { ClientRequest } from '../../../local/api-gateway/client.ts';
import { createRestApi } from '../../../local/rest-api/rest-api.ts';
import { TemplateRenderError } from '../../../local/vtl/errors.ts';
import { render } from '../../support/mapping-template.ts';
import { aBackends, aLambdaProxy, aMock, aRequest, LAMBDA_URI, type Setting, toStage } from './a-rest-api.ts';

const REQUESTS = 10_000;
const ECHO = '{"path":"$util.escapeJavaScript($input.params(\'id\'))","body":"$util.escapeJavaScript($input.body)"}';

/** By default API Gateway hands an unmapped body to the MOCK integration, which fails on it with a 500. */
const strict = (method: Record<string, unknown>) => ({
  ...method,
  Integration: { ...(method.Integration as object), PassthroughBehavior: 'NEVER' },
});
const methods = [
  strict(aMock('/health', 'GET', '{"status":"ok"}')),
  { ...strict(aMock('/echo/{id}', 'ANY', ECHO)), RequestParameters: { 'method.request.querystring.q': false } },
  aLambdaProxy('/proxy/{rest+}'),
  {
    Path: '/reviews',
    HttpMethod: 'POST',
    RequestValidator: { ValidateRequestBody: true, ValidateRequestParameters: true },
    RequestModels: { 'application/json': 'review' },
    Integration: {
      Type: 'AWS',
      IntegrationHttpMethod: 'POST',
      Uri: LAMBDA_URI,
      PassthroughBehavior: 'NEVER',
      RequestTemplates: {
        'application/json': '{"rating":$input.json("$.rating"),"by":"$util.escapeJavaScript($input.params("by"))"}',
      },
      RequestParameters: { 'integration.request.header.X-By': 'method.request.querystring.by' },
      IntegrationResponses: [{ StatusCode: '200', ResponseTemplates: { 'application/json': '$input.body' } }],
    },
  },
];
const review = {
  type: 'object',
  required: ['rating'],
  properties: { rating: { type: 'integer', minimum: 1, maximum: 5 } },
};
const setting: Setting = {
  methods,
  models: { review },
  stage: { methodSettings: new Map() },
  options: { throttle: { accountRateLimit: 1e9, accountBurstLimit: 1e9 } },
};
const backends = aBackends({
  invokeLambda: async (_target, payload) => {
    JSON.parse(payload);
    return { payload: '{"statusCode":200,"body":"{}"}' };
  },
});
const api = createRestApi([toStage(setting)], backends, setting.options);

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
const anySegment = fc.oneof(
  anyText.map((text) => encodeURIComponent(Buffer.from(text).toString())),
  fc.webSegment(),
  fc.constantFrom('..', '.', '%', '%zz', '%00', '+', ';', '|'),
);
const anyPath = fc.oneof(
  fc.constantFrom(
    '/dev/health',
    '/dev/reviews',
    '/dev/echo/x',
    '/dev/proxy/a/b',
    '/',
    '//dev//health',
    '/dev',
    '/dev/',
  ),
  fc.array(anySegment, { maxLength: 5 }).map((segments) => `/dev/${segments.join('/')}`),
  anySegment.map((segment) => `/dev/echo/${segment}`),
);
const anyQuery = fc.array(fc.tuple(fc.oneof(fc.constantFrom('q', 'by', '__proto__'), anySegment), anySegment), {
  maxLength: 4,
});
const anyValue = anyText.map((text) => text.replace(/[\r\n\0]/g, ''));
const anyHeader = fc.tuple(
  fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/),
    fc.constantFrom('Content-Type', 'Accept', 'Authorization', '__proto__', 'X-HTTP-Method-Override', 'Cache-Control'),
  ),
  fc.oneof(anyValue, fc.constantFrom('application/json', 'text/plain; charset=utf-8', '*/*', 'DELETE', 'max-age=0')),
);
const anyBody = fc.oneof(
  fc.json(),
  anyText,
  fc.constant(''),
  fc.constant('{"rating":5}'),
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
);
const anyWish = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'BREW'),
  path: anyPath,
  query: anyQuery,
  headers: fc.array(anyHeader, { maxLength: 6 }),
  body: anyBody,
});
/** Gets as far as the model, which hardly any other does. */
const anyReview = fc.record({
  method: fc.constant('POST'),
  path: fc.constant('/dev/reviews'),
  query: anyQuery,
  headers: fc.constant<[string, string][]>([['Content-Type', 'application/json']]),
  body: fc.oneof(
    fc.json(),
    anyText,
    fc.record({ rating: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.jsonValue()) }).map((it) => JSON.stringify(it)),
  ),
});
const anyRequest: fc.Arbitrary<ClientRequest> = fc
  .oneof({ arbitrary: anyWish, weight: 4 }, { arbitrary: anyReview, weight: 1 })
  .map(({ path, query, ...rest }) => {
    const search = query.map(([name, value]) => `${name}=${value}`).join('&');
    return aRequest({ ...rest, rawTarget: search === '' ? path : `${path}?${search}` });
  });

describe('the REST API', () => {
  it('answers whatever it is asked, and never with a failure of its own', async () => {
    const statuses = new Map<number, number>();
    const answersWell = async (request: ClientRequest) => {
      const { status, headers } = await api.handle(request);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(status).toBeLessThan(500);
      for (const [name, value] of headers) expect(`${name}: ${value}`).not.toMatch(/[\r\n]/);
    };
    await fc.assert(fc.asyncProperty(anyRequest, answersWell), { numRuns: REQUESTS });
    // The generator would be worth little if it never got past the door.
    expect([200, 400, 403, 415].filter((status) => (statuses.get(status) ?? 0) < 20)).toEqual([]);
  }, 120_000);
});

describe('the mapping templates of the shop', () => {
  const templates = ['books/list-books', 'books/get-book', 'books/list-category-books'];
  const anyItem = fc.dictionary(
    fc.constantFrom('id', 'title', 'stock', 'ratingSum', 'extra', '__proto__'),
    fc.record({ S: anyText, N: anyText }, { requiredKeys: [] }),
  );
  const anyReply = fc.oneof(
    fc.json(),
    fc
      .record(
        { Items: fc.array(anyItem), Item: anyItem, LastEvaluatedKey: anyItem, __type: anyText },
        { requiredKeys: [] },
      )
      .map((it) => JSON.stringify(it)),
  );

  it('write one DynamoDB request whatever the parameters are', () => {
    const keys = [
      'ExclusiveStartKey',
      'ExpressionAttributeValues',
      'IndexName',
      'Key',
      'KeyConditionExpression',
      'Limit',
      'TableName',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        anyText,
        anyText,
        anyText,
        anyText,
        (name, id, limit, nextToken, sort) => {
          const { json } = render(`${name}.request.vtl`, {
            path: { bookId: id, category: id },
            query: { limit, nextToken, sort },
          });
          expect(Object.keys(json as object).filter((key) => !keys.includes(key))).toEqual([]);
        },
      ),
      { numRuns: REQUESTS },
    );
  }, 120_000);

  it('end, whatever DynamoDB replies: with a text, or with the one error that API Gateway answers with a 500', () => {
    fc.assert(
      fc.property(fc.constantFrom(...templates), anyReply, anyText, (name, body, sort) => {
        try {
          expect(typeof render(`${name}.response.vtl`, { body, query: { sort } }).text).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateRenderError);
        }
      }),
      { numRuns: REQUESTS },
    );
  }, 120_000);
});
