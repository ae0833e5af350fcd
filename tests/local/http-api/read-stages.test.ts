import { readHttpStages } from '../../../local/http-api/template/read-stages.ts';
import { httpApiSupport } from '../../../local/http-api/template/support.ts';
import { readStack } from '../../../local/stack/stack.ts';
import { reportSupport } from '../../../local/stack/support.ts';

type Resources = Record<string, { Type: string; Properties: object }>;
const v2 = (type: string, properties: object) => ({ Type: `AWS::ApiGatewayV2::${type}`, Properties: properties });
const stackOf = (resources: Resources) =>
  readStack({ Resources: resources }, { stackName: 'shop', region: 'eu-west-1', accountId: '111122223333' });

const ApiId = { Ref: 'Api' };
const target = { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] };
const resources: Resources = {
  Api: v2('Api', { Name: 'wishlist', ProtocolType: 'HTTP', CorsConfiguration: { AllowOrigins: ['*'], MaxAge: '60' } }),
  Chat: v2('Api', { Name: 'chat', ProtocolType: 'WEBSOCKET' }),
  ChatStage: v2('Stage', { ApiId: { Ref: 'Chat' }, StageName: 'dev' }),
  Integration: v2('Integration', {
    ApiId,
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: 'arn:aws:lambda:eu-west-1:111122223333:function:wishlist',
    PayloadFormatVersion: '2.0',
    TimeoutInMillis: 90_000,
  }),
  Pool: v2('Authorizer', {
    ApiId,
    Name: 'pool',
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Audience: ['client'], Issuer: 'https://issuer.example' },
  }),
  Guarded: v2('Route', {
    ApiId,
    RouteKey: 'GET /wishlist',
    Target: target,
    AuthorizationType: 'JWT',
    AuthorizerId: { Ref: 'Pool' },
    AuthorizationScopes: ['read'],
  }),
  Open: v2('Route', { ApiId, RouteKey: '$default', Target: target }),
  Stage: v2('Stage', {
    ApiId,
    StageName: '$default',
    AutoDeploy: true,
    StageVariables: { colour: 'blue' },
    DefaultRouteSettings: { ThrottlingRateLimit: 10, DetailedMetricsEnabled: false },
    RouteSettings: { 'GET /wishlist': { ThrottlingBurstLimit: '3' } },
  }),
};

describe('readHttpStages', () => {
  it('reads an API with its routes, integrations, authorizers and stage', () => {
    const stack = stackOf(resources);
    const integration = {
      type: 'AWS_PROXY',
      method: 'ANY',
      uri: 'arn:aws:lambda:eu-west-1:111122223333:function:wishlist',
      payloadFormatVersion: '2.0',
      timeoutInMillis: 30_000,
      requestParameters: {},
      responseParameters: new Map(),
    };
    expect(readHttpStages(stack)).toEqual([
      {
        stageName: '$default',
        variables: { colour: 'blue' },
        defaultThrottle: { rateLimit: 10, burstLimit: 5000 },
        routeThrottles: new Map([['GET /wishlist', { rateLimit: 10_000, burstLimit: 3 }]]),
        api: {
          apiId: stack.findResource('Api')?.physicalId,
          name: 'wishlist',
          region: 'eu-west-1',
          accountId: '111122223333',
          cors: {
            allowCredentials: false,
            allowHeaders: [],
            allowMethods: [],
            allowOrigins: ['*'],
            exposeHeaders: [],
            maxAge: 60,
          },
          authorizers: new Map([
            [
              'pool',
              {
                name: 'pool',
                type: 'JWT',
                identitySource: ['$request.header.Authorization'],
                issuer: 'https://issuer.example',
                audience: ['client'],
                payloadFormatVersion: '1.0',
                enableSimpleResponses: false,
                authorizerResultTtlInSeconds: 0,
              },
            ],
          ]),
          routes: [
            {
              routeKey: 'GET /wishlist',
              authorizationType: 'JWT',
              authorizer: 'pool',
              authorizationScopes: ['read'],
              integration,
            },
            { routeKey: '$default', authorizationType: 'NONE', authorizationScopes: [], integration },
          ],
        },
      },
    ]);
  });

  it('reads nothing where there is no HTTP API', () => {
    const { Chat, ChatStage } = resources;
    expect(readHttpStages(stackOf({ Chat, ChatStage } as Resources))).toEqual([]);
  });
});

describe('httpApiSupport', () => {
  const notSupported = (properties: Record<string, object>) => {
    const changed = Object.entries(properties).map(([name, more]) => {
      const resource = resources[name];
      return [name, { ...resource, Properties: { ...resource?.Properties, ...more } }] as const;
    });
    const { Chat: _chat, ChatStage: _stage, ...own } = resources;
    const report = reportSupport(stackOf({ ...own, ...Object.fromEntries(changed) } as Resources), [httpApiSupport]);
    return report.notSupported.map(({ logicalId, property }) => `${logicalId} ${property}`);
  };

  it('runs all that a usual API says', () => expect(notSupported({})).toEqual([]));

  it.each([
    [{ Api: { Body: {} } }, 'Api Body'],
    [{ Api: { Target: 'x' } }, 'Api Target'],
    [{ Integration: { IntegrationSubtype: 'SQS-SendMessage' } }, 'Integration IntegrationSubtype'],
    [{ Integration: { IntegrationType: 'AWS' } }, 'Integration IntegrationType AWS'],
    [{ Integration: { ConnectionType: 'VPC_LINK' } }, 'Integration ConnectionType'],
    [
      { Integration: { RequestParameters: { 'overwrite:header.Authorization': 'x' } } },
      'Integration overwrite:header.Authorization',
    ],
    [{ Open: { AuthorizationType: 'AWS_IAM' } }, 'Open AuthorizationType AWS_IAM'],
    [{ Stage: { ClientCertificateId: 'x' } }, 'Stage ClientCertificateId'],
    [{ Stage: { Novelty: 1 } }, 'Stage Novelty'],
  ])('names %j', (properties, name) => expect(notSupported(properties)).toContain(name));
});
