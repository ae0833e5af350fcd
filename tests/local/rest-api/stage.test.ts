import { toRestApiDefinition } from '../../../local/rest-api/read-methods.ts';
import { createRestApi } from '../../../local/rest-api/rest-api.ts';
import { toUsagePlan } from '../../../local/rest-api/template/read-usage-plans.ts';
import { aBackends, aLambdaProxy, aMock, aRequest, call, headerOf, toStage } from './a-rest-api.ts';

describe('a stage with a canary', () => {
  const template = '$context.isCanaryRequest $stageVariables.colour $stageVariables.size';
  const canaryApi = toRestApiDefinition({
    restApiId: 'shop123',
    methods: [aMock('/books', 'GET', `canary ${template}`)],
  });
  const canary = {
    api: canaryApi,
    percentTraffic: 25,
    stageVariableOverrides: { colour: 'yellow' },
    useStageCache: false,
  };
  const stage = { variables: { colour: 'blue', size: 'l' }, hasVariables: true, canary };

  it.each([
    [0, 'canary true yellow l'],
    [0.2499, 'canary true yellow l'],
    [0.25, 'false blue l'],
    [0.99, 'false blue l'],
  ])('with %d drawn answers %j', async (drawn, expected) => {
    const methods = [aMock('/books', 'GET', template)];
    const answer = await call({ methods, stage, backends: { random: () => drawn } });
    expect(answer.text).toBe(expected);
  });
});

describe('a stage with a cache', () => {
  it('answers from it, with ids of its own', async () => {
    let invocations = 0;
    const invokeLambda = async () => {
      invocations += 1;
      return { payload: `{"body":"${invocations}"}` };
    };
    const stage = toStage({
      methods: [aLambdaProxy('/books', 'GET')],
      stage: { cacheClusterEnabled: true, methodSettings: new Map([['*/*', { cachingEnabled: true }]]) },
    });
    const restApi = createRestApi([stage], aBackends({ invokeLambda }));
    const answers = [await restApi.handle(aRequest()), await restApi.handle(aRequest({ rawTarget: '/dev/books?q=1' }))];
    expect(answers.map(({ body }) => body.toString())).toEqual(['1', '1']);
    const ids = answers.flatMap((answer) => headerOf(answer, 'x-amzn-RequestId'));
    expect(new Set(ids).size).toBe(2);
    await restApi.close();
  });

  it('keeps no failure', async () => {
    let invocations = 0;
    const invokeLambda = async () => {
      invocations += 1;
      return { payload: '{"statusCode":500}' };
    };
    const stage = toStage({
      methods: [aLambdaProxy('/books', 'GET')],
      stage: { cacheClusterEnabled: true, methodSettings: new Map([['*/*', { cachingEnabled: true }]]) },
    });
    const restApi = createRestApi([stage], aBackends({ invokeLambda }));
    await restApi.handle(aRequest());
    await restApi.handle(aRequest());
    expect(invocations).toBe(2);
    await restApi.close();
  });
});

describe('the order of the checks at method request', () => {
  const authorizers = {
    door: {
      Type: 'TOKEN',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerUri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/door/invocations',
    },
  };
  const methods = [
    {
      ...aMock('/books', 'GET', '$context.identity.apiKey $context.authorizer.principalId'),
      AuthorizationType: 'CUSTOM',
      Authorizer: 'door',
      ApiKeyRequired: true,
      RequestParameters: { 'method.request.querystring.q': true },
      RequestValidator: { ValidateRequestParameters: true },
    },
  ];
  const plan = toUsagePlan('plan', { Throttle: { RateLimit: 0.001, BurstLimit: 1 } }, [
    { apiKeyId: 'k', value: 'the-key-of-a-partner', enabled: true },
  ]);
  const policy = { Version: '2012-10-17', Statement: [{ Action: '*', Effect: 'Allow', Resource: '*' }] };
  const invokeLambda = async () => ({ payload: JSON.stringify({ principalId: 'ann', policyDocument: policy }) });
  const authorization = ['Authorization', 'yes'] as const;
  const key = ['x-api-key', 'the-key-of-a-partner'] as const;

  it('is authorizer, key, limits, validation', async () => {
    const stage = toStage({ methods, authorizers, stage: { usagePlans: [plan] } });
    const restApi = createRestApi([stage], aBackends({ invokeLambda }));
    const statuses: number[] = [];
    for (const headers of [[], [authorization], [authorization, key], [authorization, key]]) {
      const answer = await restApi.handle(aRequest({ headers }));
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([401, 403, 400, 429]);
    await restApi.close();
  });

  it('lets through who passes them all', async () => {
    const setting = { methods, authorizers, stage: { usagePlans: [plan] }, backends: { invokeLambda } };
    const answer = await call(setting, { rawTarget: '/dev/books?q=1', headers: [authorization, key] });
    expect([answer.status, answer.text]).toEqual([200, 'the-key-of-a-partner ann']);
  });

  it('takes the key from the authorizer where the API says so', async () => {
    const named = { principalId: 'ann', policyDocument: policy, usageIdentifierKey: 'the-key-of-a-partner' };
    const setting = {
      methods,
      authorizers,
      apiKeySourceType: 'AUTHORIZER',
      stage: { usagePlans: [plan] },
      backends: { invokeLambda: async () => ({ payload: JSON.stringify(named) }) },
    };
    const answer = await call(setting, { rawTarget: '/dev/books?q=1', headers: [authorization] });
    expect(answer.status).toBe(200);
  });
});
