/** Records as the inspector's server tells them. */
import { parseRecord, type RequestRecord } from '../../../frontend/inspector/record.ts';

type Json = Readonly<Record<string, unknown>>;

/** GET /books through a template onto DynamoDB. `checkpoints` and the other members replace parts of it. */
export function aRecord({ checkpoints = {}, ...others }: { checkpoints?: Json } & Json = {}): RequestRecord {
  const record = parseRecord({
    requestId: 'r-1',
    api: { id: 'abc', name: 'shop', type: 'REST' },
    stage: 'dev',
    startedAtMs: 1000,
    method: 'GET',
    rawTarget: '/dev/books?limit=2',
    status: 200,
    durationInMs: 10,
    checkpoints: {
      methodRequest: {
        headers: [['Accept', '*/*']],
        body: '',
        resourcePath: '/books',
        parameters: { path: {}, querystring: { limit: ['2'] } },
        steps: [{ name: 'throttle', verdict: 'admitted' }],
        durationInMs: 1,
      },
      integrationRequest: {
        type: 'AWS',
        contentType: 'application/json',
        template: '{"Limit": $limit}',
        rendered: '{"Limit": 2}',
        mapped: { method: 'POST', uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Scan', headers: [], query: [] },
        durationInMs: 2,
      },
      backend: { target: 'dynamodb Scan', reply: { status: 200, headers: [], body: '{}' }, durationInMs: 4 },
      integrationResponse: { statusCode: '200', matchedOn: '200', template: '{}', rendered: '{}', durationInMs: 2 },
      methodResponse: { status: 200, headers: [], body: '{}', durationInMs: 0.5 },
      ...checkpoints,
    },
    ...others,
  });
  if (record === undefined) throw new Error('This is no record.');
  return record;
}

/** A request that was turned away at the method request. */
export function aRefusal(responseType: string, others: Json = {}): RequestRecord {
  return aRecord({
    status: 403,
    refusal: { checkpoint: 'methodRequest', responseType, message: 'No', reason: 'because' },
    checkpoints: {
      methodRequest: { headers: [], body: '', resourcePath: '/books', steps: [] },
      integrationRequest: undefined,
      backend: undefined,
      integrationResponse: undefined,
      ...others,
    },
  });
}
