import { toDecisions } from '../../../frontend/inspector/decisions.ts';
import { chooseStation, stationNames, toJourney } from '../../../frontend/inspector/journey.ts';
import { explainFailure } from '../../../frontend/inspector/mapping-words.ts';
import { parseRecord, type RequestRecord } from '../../../frontend/inspector/record.ts';
import { aRecord, aRefusal } from './a-record.ts';

const statesOf = (record: RequestRecord) => {
  const { stations } = toJourney(record);
  return stationNames.map((name) => stations[name].state);
};

describe('the way of a request', () => {
  it('passes all five stations when all goes well', () => {
    expect(statesOf(aRecord())).toEqual(['passed', 'passed', 'passed', 'passed', 'passed']);
    expect(toJourney(aRecord()).stoppedAt).toBeUndefined();
  });

  it('stops where the request was turned away, and goes on with the gateway response', () => {
    const { stations, stoppedAt } = toJourney(aRefusal('THROTTLED'));
    expect(statesOf(aRefusal('THROTTLED'))).toEqual(['stopped', 'skipped', 'skipped', 'skipped', 'passed']);
    expect(stoppedAt).toBe('methodRequest');
    expect(stations.methodRequest.note).toBe('Too many requests');
    expect(stations.methodResponse.label).toBe('Gateway response');
  });

  it('gives a station that refused the time that no other took', () => {
    const record = aRefusal('THROTTLED', { methodResponse: { status: 429, headers: [], body: '', durationInMs: 4 } });
    expect(toJourney(record).stations.methodRequest.durationInMs).toBe(6);
  });

  it('turns back at the method request when the cache has the answer', () => {
    const steps = [{ name: 'cache', verdict: 'hit', detail: { key: 'k' } }];
    const checkpoints = {
      methodRequest: { headers: [], body: '', resourcePath: '/books', steps, durationInMs: 1 },
      ...{ integrationRequest: undefined, backend: undefined, integrationResponse: undefined },
    };
    expect(toJourney(aRecord({ checkpoints })).isFromCache).toBe(true);
    expect(statesOf(aRecord({ checkpoints }))).toEqual(['passed', 'skipped', 'skipped', 'skipped', 'passed']);
  });

  it.each([
    ['dynamodb Scan', 'DynamoDB Scan: 200'],
    ['arn:aws:lambda:us-east-1:123456789012:function:shop-getCover:live', 'Lambda shop-getCover:live: 200'],
    ['MOCK', 'none: a mock'],
    ['https://example.com/', 'https://example.com/: 200'],
  ])('names the backend %s', (target, note) => {
    const backend = { target, reply: { status: 200 }, durationInMs: 1 };
    expect(toJourney(aRecord({ checkpoints: { backend } })).stations.backend.note).toBe(note);
  });

  it.each([
    ['where it stopped', aRefusal('THROTTLED'), 'methodRequest'],
    [
      'the backend that refused',
      aRecord({ checkpoints: { backend: { target: 'x', reply: { status: 400 } } } }),
      'backend',
    ],
    ['the template', aRecord(), 'integrationRequest'],
    ['the backend of a proxy', aRecord({ checkpoints: { integrationRequest: { type: 'AWS_PROXY' } } }), 'backend'],
  ])('opens %s first', (_what, record, expected) => {
    expect(chooseStation(record, undefined)).toBe(expected);
  });

  it('opens the station that the reader prefers, where the request came by there', () => {
    expect(chooseStation(aRecord(), 'integrationResponse')).toBe('integrationResponse');
    const cached = { integrationRequest: undefined, backend: undefined, integrationResponse: undefined };
    expect(chooseStation(aRecord({ checkpoints: cached }), 'backend')).toBe('methodRequest');
  });
});

describe('the decisions of the method request', () => {
  const namesAndStates = (record: RequestRecord) => toDecisions(record).map(({ label, state }) => `${label}: ${state}`);

  it('are listed in the order in which they are taken', () => {
    const steps = ['cache', 'throttle', 'apiKey', 'authorizer'].map((name) => ({ name, verdict: 'fine' }));
    const methodRequest = { headers: [], body: '', resourcePath: '/books', steps, durationInMs: 1 };
    expect(namesAndStates(aRecord({ checkpoints: { methodRequest } }))).toEqual([
      'Route: passed',
      'Authorizer: passed',
      'API key: passed',
      'Throttle: passed',
      'Validation: passed',
      'Cache: passed',
    ]);
  });

  it.each([
    ['UNAUTHORIZED', ['Route: passed', 'Authorizer: refused', 'Throttle: not reached', 'Validation: not reached']],
    ['ACCESS_DENIED', ['Route: passed', 'Authorizer: refused', 'Throttle: not reached', 'Validation: not reached']],
    ['INVALID_API_KEY', ['Route: passed', 'API key: refused', 'Throttle: not reached', 'Validation: not reached']],
    ['THROTTLED', ['Route: passed', 'Throttle: refused', 'Validation: not reached']],
    ['BAD_REQUEST_BODY', ['Route: passed', 'Validation: refused']],
  ])('end at %s', (responseType, expected) => {
    expect(namesAndStates(aRefusal(responseType))).toEqual(expected);
    expect(toDecisions(aRefusal(responseType)).find(({ state }) => state === 'refused')?.verdict).toBe('because');
  });

  it('end at the route when there is none', () => {
    const record = aRefusal('MISSING_AUTHENTICATION_TOKEN', { methodRequest: { headers: [], body: '', steps: [] } });
    expect(toDecisions(record)).toEqual([{ label: 'Route', verdict: 'because', state: 'refused' }]);
  });
});

describe('an HTTP or WebSocket API', () => {
  const api = { id: 'a', name: 'shop', type: 'HTTP' };
  const methodRequest = { headers: [], body: '', resourcePath: 'GET /wishlist', steps: [], durationInMs: 1 };

  it('has routes instead of methods', () => {
    const record = aRecord({ api, checkpoints: { methodRequest } });
    expect(toJourney(record).stations.methodRequest.label).toBe('Route request');
    expect(toJourney(record).stations.methodResponse.label).toBe('Route response');
    expect(toDecisions(record)).toEqual([{ label: 'Route', verdict: 'GET /wishlist', state: 'passed' }]);
  });

  it('answers a preflight without a route', () => {
    const steps = [{ name: 'cors', verdict: 'answered' }];
    const record = aRecord({ api, checkpoints: { methodRequest: { headers: [], body: '', steps } } });
    expect(toDecisions(record)).toMatchObject([{ label: 'cors', verdict: 'answered', state: 'passed' }]);
  });

  it('turns away at the authorizer or the route', () => {
    const refusal = { checkpoint: 'methodRequest', responseType: 'FORBIDDEN', reason: 'no scope' };
    const verdicts = (resourcePath?: string) =>
      toDecisions(aRecord({ api, refusal, checkpoints: { methodRequest: { ...methodRequest, resourcePath } } })).map(
        ({ label, state }) => `${label}: ${state}`,
      );
    expect(verdicts('GET /wishlist')).toEqual(['Route: passed', 'Authorizer: refused']);
    expect(verdicts()).toEqual(['Route: refused']);
  });
});

describe('who decided on a failure', () => {
  const backend = (status: number, target = 'dynamodb Scan') => ({ target, reply: { status }, durationInMs: 1 });
  const response = { statusCode: '400', selectionPattern: '4\\d{2}', template: '{}', durationInMs: 1 };

  it.each([
    ['nobody, when it went well', aRecord(), undefined],
    ['nobody, when API Gateway itself answered', aRefusal('THROTTLED'), undefined],
    [
      'the backend, through a rule',
      aRecord({ status: 400, checkpoints: { backend: backend(400), integrationResponse: response } }),
      'DynamoDB Scan answered 400 Bad Request. The integration response for 4\\d{2} took it and told the client 400 Bad Request, in the API’s own words.',
    ],
    [
      'the template',
      aRecord({ status: 404 }),
      'DynamoDB Scan answered 200 OK, but the template of the integration response made it a 404 Not Found.',
    ],
    [
      'the function',
      aRecord({
        status: 404,
        checkpoints: {
          backend: backend(404, 'arn:aws:lambda:us-east-1:1:function:shop-getCover'),
          integrationResponse: { statusCode: '404', durationInMs: 1 },
        },
      }),
      'Lambda shop-getCover itself answered 404 Not Found.',
    ],
  ])('is %s', (_who, record, expected) => {
    expect(explainFailure(record)).toBe(expected);
  });
});

describe('reading a record', () => {
  it.each([[undefined], [null], ['text'], [{}], [{ checkpoints: 7 }], [{ checkpoints: { methodRequest: [] } }]])(
    'takes %j for none',
    (value) => {
      expect(parseRecord(value)).toBeUndefined();
    },
  );

  it('survives members of the wrong kind', () => {
    const methodRequest = {
      headers: [['a', 1], 'b', ['c', 'd']],
      body: 7,
      steps: [null, { name: 'x' }],
      parameters: 'p',
    };
    const record = parseRecord({ checkpoints: { methodRequest, backend: 'no' }, status: '200', method: 1 });
    expect(record?.methodRequest.headers).toEqual([['c', 'd']]);
    expect(record?.methodRequest.steps.map(({ name }) => name)).toEqual(['x']);
    expect(record).toMatchObject({ status: undefined, method: '', backend: undefined });
  });
});
