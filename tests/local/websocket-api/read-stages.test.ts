import { httpApiSupport } from '../../../local/http-api/template/support.ts';
import { readStack } from '../../../local/stack/stack.ts';
import { reportSupport } from '../../../local/stack/support.ts';
import { readWebSocketStages } from '../../../local/websocket-api/template/read-stages.ts';
import { webSocketApiSupport } from '../../../local/websocket-api/template/support.ts';

type Resources = Record<string, { Type: string; Properties: object }>;
const v2 = (type: string, properties: object) => ({ Type: `AWS::ApiGatewayV2::${type}`, Properties: properties });
const stackOf = (resources: Resources) =>
  readStack({ Resources: resources }, { stackName: 'shop', region: 'eu-west-1', accountId: '111122223333' });

const ApiId = { Ref: 'Api' };
const toTarget = (integration: string) => ({ 'Fn::Join': ['/', ['integrations', { Ref: integration }]] });
const URI =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:chat/invocations';
const resources: Resources = {
  Api: v2('Api', { Name: 'chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' }),
  Guard: v2('Authorizer', {
    ApiId,
    Name: 'guard',
    AuthorizerType: 'REQUEST',
    AuthorizerUri: URI,
    IdentitySource: ['route.request.header.Sec-WebSocket-Protocol'],
  }),
  Chat: v2('Integration', { ApiId, IntegrationType: 'AWS_PROXY', IntegrationUri: URI }),
  Pong: v2('Integration', {
    ApiId,
    IntegrationType: 'MOCK',
    RequestTemplates: { $default: '{"statusCode":200}' },
    TemplateSelectionExpression: '\\$default',
  }),
  PongResponse: v2('IntegrationResponse', {
    ApiId,
    IntegrationId: { Ref: 'Pong' },
    IntegrationResponseKey: '$default',
    ResponseTemplates: { $default: 'pong' },
  }),
  Join: v2('Model', { ApiId, Name: 'join', Schema: { type: 'object' } }),
  Connect: v2('Route', {
    ApiId,
    RouteKey: '$connect',
    AuthorizationType: 'CUSTOM',
    AuthorizerId: { Ref: 'Guard' },
    Target: toTarget('Chat'),
  }),
  Send: v2('Route', {
    ApiId,
    RouteKey: 'send',
    Target: toTarget('Chat'),
    RequestModels: { $default: 'join' },
    RouteResponseSelectionExpression: '$default',
  }),
  SendResponse: v2('RouteResponse', { ApiId, RouteId: { Ref: 'Send' }, RouteResponseKey: '$default' }),
  Ping: v2('Route', { ApiId, RouteKey: 'ping', Target: toTarget('Pong'), ApiKeyRequired: false }),
  Bare: v2('Route', { ApiId, RouteKey: '$disconnect' }),
  Live: v2('Deployment', { ApiId }),
  Stage: v2('Stage', { ApiId, StageName: 'dev', DeploymentId: { Ref: 'Live' }, StageVariables: { a: 1 } }),
  Other: v2('Api', { Name: 'wishlist', ProtocolType: 'HTTP' }),
  OtherStage: v2('Stage', { ApiId: { Ref: 'Other' }, StageName: '$default' }),
};

describe('readWebSocketStages', () => {
  it('reads an API with its routes, integrations, authorizers, models and stage', () => {
    const stack = stackOf(resources);
    const [stage, ...others] = readWebSocketStages(stack);
    expect(others).toEqual([]);
    expect(stage).toMatchObject({
      stageName: 'dev',
      variables: { a: '1' },
      routeThrottles: new Map(),
      api: {
        apiId: stack.findResource('Api')?.physicalId,
        name: 'chat',
        region: 'eu-west-1',
        accountId: '111122223333',
        routeSelectionExpression: '$request.body.action',
        models: new Map([['join', { type: 'object' }]]),
        authorizers: new Map([
          [
            'guard',
            {
              name: 'guard',
              authorizerUri: URI,
              identitySource: ['route.request.header.Sec-WebSocket-Protocol'],
            },
          ],
        ]),
      },
    });
    expect(stage?.api.routes).toMatchObject([
      {
        routeKey: '$connect',
        authorizationType: 'CUSTOM',
        authorizer: 'guard',
        isTwoWay: false,
        integration: { type: 'AWS_PROXY', uri: URI, timeoutInMillis: 29_000 },
      },
      { routeKey: 'send', authorizationType: 'NONE', isTwoWay: true, requestModels: { $default: 'join' } },
      {
        routeKey: 'ping',
        isTwoWay: false,
        integration: {
          type: 'MOCK',
          requestTemplates: { $default: '{"statusCode":200}' },
          responses: [{ key: '$default', responseTemplates: { $default: 'pong' } }],
        },
      },
      { routeKey: '$disconnect' },
    ]);
    expect(stage?.api.routes[3]).not.toHaveProperty('integration');
  });
});

describe('webSocketApiSupport', () => {
  const notSupported = (properties: Record<string, object>) => {
    const changed = Object.entries(properties).map(([name, more]) => {
      const resource = resources[name];
      return [name, { ...resource, Properties: { ...resource?.Properties, ...more } }] as const;
    });
    const stack = stackOf({ ...resources, ...Object.fromEntries(changed) } as Resources);
    const report = reportSupport(stack, [webSocketApiSupport, httpApiSupport]);
    return report.notSupported.map(({ logicalId, property }) => `${logicalId} ${property}`);
  };

  it('runs all that a usual API says', () => expect(notSupported({})).toEqual([]));

  it.each([
    [{ Send: { ApiKeyRequired: true } }, 'Send ApiKeyRequired'],
    [{ Connect: { AuthorizationType: 'AWS_IAM' } }, 'Connect AuthorizationType AWS_IAM'],
    [{ Chat: { IntegrationType: 'AWS' } }, 'Chat IntegrationType AWS'],
    [
      { Chat: { IntegrationUri: 'arn:aws:apigateway:eu-west-1:sqs:path/1/q' } },
      'Chat IntegrationUri arn:aws:apigateway:eu-west-1:sqs:path/1/q',
    ],
    [{ Chat: { RequestTemplates: { $default: 'x' } } }, 'Chat RequestTemplates'],
    [{ Chat: { ContentHandlingStrategy: 'CONVERT_TO_TEXT' } }, 'Chat ContentHandlingStrategy'],
    [{ PongResponse: { ResponseParameters: {} } }, 'PongResponse ResponseParameters'],
    [{ Stage: { ClientCertificateId: 'x' } }, 'Stage ClientCertificateId'],
  ])('names %j', (properties, name) => expect(notSupported(properties)).toContain(name));
});
