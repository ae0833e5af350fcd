import { readStages } from '../../../local/rest-api/template/read-stages.ts';
import { createRestApiSupport } from '../../../local/rest-api/template/support.ts';
import { readStack } from '../../../local/stack/stack.ts';
import { reportSupport } from '../../../local/stack/support.ts';

type Resources = Record<string, { Type: string; Properties?: object }>;
const apiGateway = (type: string, properties: object) => ({ Type: `AWS::ApiGateway::${type}`, Properties: properties });

const stackOf = (resources: Resources) =>
  readStack({ Resources: resources }, { stackName: 'shop', region: 'eu-west-1', accountId: '111122223333' });

const INTEGRATION = { Type: 'MOCK', RequestTemplates: { 'application/json': '{"statusCode":200}' } };
const body = {
  openapi: '3.0.1',
  info: { title: 'From the body' },
  paths: { '/books': { get: { 'x-amazon-apigateway-integration': { type: 'mock' } } } },
};

const api = { Api: apiGateway('RestApi', { Body: body }) };
const deployment = { Live: apiGateway('Deployment', { RestApiId: { Ref: 'Api' } }) };
const aStageResource = (properties: object = {}) => ({
  Stage: apiGateway('Stage', {
    RestApiId: { Ref: 'Api' },
    DeploymentId: { Ref: 'Live' },
    StageName: 'dev',
    ...properties,
  }),
});

describe('readStages', () => {
  it('reads a stage with the API of its body', () => {
    const stack = stackOf({ ...api, ...deployment, ...aStageResource() });
    const [stage] = readStages(stack);
    expect(stage).toEqual({
      stageName: 'dev',
      api: expect.objectContaining({
        restApiId: stack.findResource('Api')?.physicalId,
        deploymentId: stack.findResource('Live')?.physicalId,
        name: 'From the body',
        region: 'eu-west-1',
        accountId: '111122223333',
      }),
      variables: {},
      hasVariables: false,
      methodSettings: new Map(),
      cacheClusterEnabled: false,
      tracingEnabled: false,
      usagePlans: [],
    });
    expect(stage?.api.methods.map(({ httpMethod, resourcePath }) => [httpMethod, resourcePath])).toEqual([
      ['GET', '/books'],
    ]);
  });

  it('takes an empty policy, as the framework writes it, for none', () => {
    const withoutPolicy = { Api: apiGateway('RestApi', { Name: 'Shop', Policy: '' }) };
    const [stage] = readStages(stackOf({ ...withoutPolicy, ...deployment, ...aStageResource() }));
    expect(stage?.api.policy).toBeUndefined();
  });

  it('reads settings, variables and the canary', () => {
    const [stage] = readStages(
      stackOf({
        ...api,
        ...deployment,
        ...aStageResource({
          Variables: { colour: 'blue', size: 5 },
          CacheClusterEnabled: 'true',
          TracingEnabled: true,
          AccessLogSetting: { Format: '$context.requestId' },
          MethodSettings: [
            {
              ResourcePath: '/*',
              HttpMethod: '*',
              ThrottlingRateLimit: 10,
              ThrottlingBurstLimit: '5',
              CachingEnabled: false,
            },
            { ResourcePath: '/~1books~1{bookId}', HttpMethod: 'GET', CachingEnabled: true, CacheTtlInSeconds: 60 },
            { ResourcePath: '/books', HttpMethod: '*', UnauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' },
            { ResourcePath: '/', HttpMethod: 'GET', RequireAuthorizationForCacheControl: 'false' },
          ],
          CanarySetting: {
            DeploymentId: 'next',
            PercentTraffic: 10,
            StageVariableOverrides: { colour: 'yellow' },
            UseStageCache: true,
          },
        }),
      }),
    );
    expect(stage).toMatchObject({
      variables: { colour: 'blue', size: '5' },
      hasVariables: true,
      cacheClusterEnabled: true,
      tracingEnabled: true,
      accessLogFormat: '$context.requestId',
      methodSettings: new Map<string, object>([
        ['*/*', { throttlingRateLimit: 10, throttlingBurstLimit: 5, cachingEnabled: false }],
        ['/books/{bookId}/GET', { cachingEnabled: true, cacheTtlInSeconds: 60 }],
        ['/books/*', { unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }],
        ['//GET', { requireAuthorizationForCacheControl: false }],
      ]),
      canary: {
        percentTraffic: 10,
        stageVariableOverrides: { colour: 'yellow' },
        useStageCache: true,
        api: { deploymentId: 'next', name: 'From the body' },
      },
    });
  });

  it('reads an API of single resources', () => {
    const inApi = { RestApiId: { Ref: 'Api' } };
    const [stage] = readStages(
      stackOf({
        Api: apiGateway('RestApi', {
          Name: 'classic',
          BinaryMediaTypes: ['image/png'],
          ApiKeySourceType: 'AUTHORIZER',
        }),
        Books: apiGateway('Resource', {
          ...inApi,
          ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
          PathPart: 'books',
        }),
        Book: apiGateway('Resource', { ...inApi, ParentId: { Ref: 'Books' }, PathPart: '{bookId}' }),
        Review: apiGateway('Model', { ...inApi, Name: 'Review', Schema: { type: 'object' } }),
        All: apiGateway('RequestValidator', { ...inApi, ValidateRequestBody: true, ValidateRequestParameters: true }),
        Door: apiGateway('Authorizer', {
          ...inApi,
          Name: 'door',
          Type: 'TOKEN',
          IdentitySource: 'method.request.header.A',
        }),
        NotFound: apiGateway('GatewayResponse', { ...inApi, ResponseType: 'DEFAULT_4XX', StatusCode: '404' }),
        GetRoot: apiGateway('Method', {
          ...inApi,
          ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
          HttpMethod: 'GET',
          AuthorizationType: 'NONE',
          Integration: INTEGRATION,
        }),
        PutBook: apiGateway('Method', {
          ...inApi,
          ResourceId: { Ref: 'Book' },
          HttpMethod: 'PUT',
          AuthorizationType: 'CUSTOM',
          AuthorizerId: { Ref: 'Door' },
          RequestValidatorId: { Ref: 'All' },
          RequestModels: { 'application/json': { Ref: 'Review' } },
          Integration: INTEGRATION,
        }),
        ...deployment,
        ...aStageResource(),
      }),
    );
    expect(stage?.api).toMatchObject({
      name: 'classic',
      binaryMediaTypes: ['image/png'],
      apiKeySource: 'AUTHORIZER',
      methods: [
        { resourcePath: '/', httpMethod: 'GET', authorizationType: 'NONE' },
        {
          resourcePath: '/books/{bookId}',
          httpMethod: 'PUT',
          authorizationType: 'CUSTOM',
          authorizer: 'door',
          validateRequestBody: true,
          validateRequestParameters: true,
          requestModels: { 'application/json': 'Review' },
        },
      ],
    });
    expect([...(stage?.api.models ?? [])]).toEqual([['Review', { type: 'object' }]]);
    expect(stage?.api.gatewayResponses.get('DEFAULT_4XX')?.statusCode).toBe(404);
    expect(stage?.api.authorizers.get('door')?.type).toBe('TOKEN');
  });

  it('reads a stage that its deployment makes', () => {
    const inline = apiGateway('Deployment', {
      RestApiId: { Ref: 'Api' },
      StageName: 'quick',
      StageDescription: { Variables: { a: 'b' } },
    });
    expect(readStages(stackOf({ ...api, Live: inline }))).toMatchObject([
      { stageName: 'quick', variables: { a: 'b' } },
    ]);
  });

  it('reads usage plans with their keys', () => {
    const [stage] = readStages(
      stackOf({
        ...api,
        ...deployment,
        ...aStageResource(),
        Plan: apiGateway('UsagePlan', {
          ApiStages: [
            { ApiId: { Ref: 'Api' }, Stage: 'dev', Throttle: { '/books/GET': { RateLimit: 1, BurstLimit: 2 } } },
          ],
          Throttle: { RateLimit: 10 },
          Quota: { Limit: 1000, Period: 'WEEK', Offset: 1 },
        }),
        Other: apiGateway('UsagePlan', { ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: 'prod' }] }),
        Key: apiGateway('ApiKey', { Value: 'the-key-of-a-partner', Enabled: true }),
        Made: apiGateway('ApiKey', {}),
        Stray: apiGateway('ApiKey', { Value: 'belongs-to-no-plan-at-all', Enabled: true }),
        Link: apiGateway('UsagePlanKey', { KeyId: { Ref: 'Key' }, KeyType: 'API_KEY', UsagePlanId: { Ref: 'Plan' } }),
        Link2: apiGateway('UsagePlanKey', { KeyId: { Ref: 'Made' }, KeyType: 'API_KEY', UsagePlanId: { Ref: 'Plan' } }),
      }),
    );
    expect(stage?.usagePlans).toEqual([
      {
        usagePlanId: expect.any(String),
        apiKeys: [
          { apiKeyId: expect.any(String), value: 'the-key-of-a-partner', enabled: true },
          { apiKeyId: expect.any(String), value: expect.stringMatching(/^[0-9a-f]{40}$/), enabled: false },
        ],
        throttle: { rateLimit: 10, burstLimit: 5000 },
        quota: { limit: 1000, period: 'WEEK', offset: 1 },
        methodThrottles: new Map([['/books/GET', { rateLimit: 1, burstLimit: 2 }]]),
      },
    ]);
  });
});

describe('createRestApiSupport', () => {
  const notSupported = (resources: Resources) =>
    reportSupport(
      stackOf(resources),
      createRestApiSupport(() => false),
    ).notSupported.map(({ logicalId, property }) => [logicalId, property]);

  it('has nothing to say about what is run', () => {
    expect(notSupported({ ...api, ...deployment, ...aStageResource({ TracingEnabled: true }) })).toEqual([]);
  });

  it.each([
    ['a property that nobody knows', { Api: apiGateway('RestApi', { Body: body, Mystery: 1 }) }, ['Api', 'Mystery']],
    [
      'a setting that nobody knows',
      { ...api, ...aStageResource({ DeploymentId: 'y', MethodSettings: [{ Odd: 1 }] }) },
      ['Stage', 'MethodSettings.0.Odd'],
    ],
    [
      'an extension inside the body',
      { Api: apiGateway('RestApi', { Body: { ...body, 'x-amazon-apigateway-cors': {} } }) },
      ['Api', 'Body.x-amazon-apigateway-cors'],
    ],
    [
      'a broken template',
      {
        Get: apiGateway('Method', {
          Integration: { ...INTEGRATION, RequestTemplates: { 'application/json': '#if(' } },
        }),
      },
      ['Get', 'Integration request template application/json'],
    ],
    ['an API without methods', { Api: apiGateway('RestApi', { Name: 'empty' }) }, ['Api', undefined]],
    ['a stage of no API', aStageResource({ RestApiId: 'x', DeploymentId: 'y' }), ['Stage', 'RestApiId']],
    [
      'a deployment that makes a stage of no API',
      { Live: apiGateway('Deployment', { RestApiId: 'x', StageName: 'quick' }) },
      ['Live', 'RestApiId'],
    ],
    [
      'a service that nothing here plays',
      {
        Get: apiGateway('Method', {
          Integration: { Type: 'AWS', Uri: 'arn:aws:apigateway:us-east-1:sqs:path/1/queue' },
        }),
      },
      ['Get', 'Integration uri'],
    ],
    [
      'a path parameter beside another',
      {
        Book: apiGateway('Resource', { RestApiId: 'x', ParentId: 'books', PathPart: '{bookId}' }),
        New: apiGateway('Resource', { RestApiId: 'x', ParentId: 'books', PathPart: 'new' }),
        Author: apiGateway('Resource', { RestApiId: 'x', ParentId: 'authors', PathPart: '{authorId}' }),
        Other: apiGateway('Resource', { RestApiId: 'x', ParentId: 'books', PathPart: '{other}' }),
      },
      ['Other', 'PathPart'],
    ],
    ['a custom domain', { Domain: apiGateway('DomainName', { DomainName: 'shop.example' }) }, ['Domain', undefined]],
  ])('names %s', (_what, resources, expected) => {
    expect(notSupported(resources)).toEqual([expected]);
  });
});
