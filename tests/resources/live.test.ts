/** The WebSocket API and the HTTP API in the compiled template. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const { Resources, Outputs } = JSON.parse(
  readFileSync('.build/template/cloudformation-template-update-stack.json', 'utf8'),
);
const storefront = readFileSync('resources/storefront.yml', 'utf8');
const tables = parse(readFileSync('resources/tables.yml', 'utf8')).Resources;

interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is whatever CloudFormation takes; the tests say what they expect of it
  readonly Properties: any;
}
const ofType = (type: string): [string, Resource][] =>
  Object.entries<Resource>(Resources).filter(([, { Type }]) => Type === type);
const routes = ofType('AWS::ApiGatewayV2::Route');
const route = (key: string) => routes.find(([, { Properties }]) => Properties.RouteKey === key)?.[1].Properties;

describe('the WebSocket API in the template', () => {
  it('lets nobody connect without the authorizer, which reads the subprotocols', () => {
    const { AuthorizationType, AuthorizerId } = route('$connect');
    expect(AuthorizationType).toBe('CUSTOM');
    expect(Resources[AuthorizerId.Ref].Properties).toMatchObject({
      AuthorizerType: 'REQUEST',
      IdentitySource: ['route.request.header.Sec-WebSocket-Protocol'],
    });
  });

  it.each(['join', 'leave', 'send', 'history', 'ping', '$default'])('sends back what the route %s returns', (key) => {
    expect(route(key).RouteResponseSelectionExpression).toBe('$default');
    const [id] = routes.find(([, { Properties }]) => Properties.RouteKey === key) ?? [];
    const responses = ofType('AWS::ApiGatewayV2::RouteResponse').filter(([, it]) => it.Properties.RouteId.Ref === id);
    expect(responses.map(([, it]) => it.Properties.RouteResponseKey)).toEqual(['$default']);
  });

  it('is the only API that may call its functions', () => {
    const permissions = Object.entries<Resource>(Resources).filter(([id]) => id.endsWith('PermissionWebsockets'));
    const sources = permissions.map(([, { Properties }]) => Properties.SourceArn?.['Fn::Sub']);
    const ours = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketsApi}/*';
    expect(sources).toEqual(Array(9).fill(ours));
  });

  it('lets three functions post to its connections, and to those of no other stage', () => {
    const roles = ofType('AWS::IAM::Role').filter(([, it]) => JSON.stringify(it).includes('execute-api:'));
    expect(roles.map(([id]) => id).toSorted()).toEqual(['SendMessageRole', 'SendOrderNewsRole', 'SendPresenceRole']);
    for (const [, { Properties }] of roles) {
      const statements: Record<string, unknown>[] = Properties.Policies[0].PolicyDocument.Statement;
      expect(statements.filter(({ Action }) => String(Action).startsWith('execute-api:'))).toEqual([
        {
          Effect: 'Allow',
          Action: 'execute-api:ManageConnections',
          Resource: {
            'Fn::Sub':
              'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketsApi}/dev/POST/@connections/*',
          },
        },
      ]);
    }
  });

  it('tells those functions where to post', () => {
    const { Variables } = Resources.SendMessageLambdaFunction.Properties.Environment;
    const address = 'https://${WebsocketsApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/dev';
    expect(Variables.CONNECTIONS_ENDPOINT).toEqual({ 'Fn::Sub': address });
    expect(Outputs.WebSocketUrl.Value['Fn::Sub']).toBe(
      'wss://${WebsocketsApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${WebsocketsDeploymentStage}',
    );
  });

  it('logs each access without what was said, and brings no function that could change roles', () => {
    const { DefaultRouteSettings, AccessLogSettings } = Resources.WebsocketsDeploymentStage.Properties;
    expect(DefaultRouteSettings).toMatchObject({ DataTraceEnabled: false, LoggingLevel: 'OFF' });
    expect(JSON.parse(AccessLogSettings.Format)).toHaveProperty('connectionId', '$context.connectionId');
    expect(Object.values<Resource>(Resources).filter(({ Type }) => Type.startsWith('Custom::'))).toEqual([]);
  });

  it('may be spoken to from the storefront', () => {
    expect(storefront).toContain('wss://${WebsocketsApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}');
  });
});

describe('the HTTP API in the template', () => {
  it.each(['GET /wishlist', 'PUT /wishlist/{bookId}', 'DELETE /wishlist/{bookId}'])(
    'asks on %s for an access token',
    (key) => {
      const { AuthorizationType, AuthorizationScopes, AuthorizerId } = route(key);
      // ID tokens have no scopes; this one is in every access token of a user who signed in.
      expect([AuthorizationType, AuthorizationScopes]).toEqual(['JWT', ['aws.cognito.signin.user.admin']]);
      expect(Resources[AuthorizerId.Ref].Properties.JwtConfiguration).toEqual({
        Issuer: { 'Fn::GetAtt': ['UserPool', 'ProviderURL'] },
        Audience: [{ Ref: 'UserPoolClient' }],
      });
    },
  );

  it('answers the storefront alone, without cookies', () => {
    const { CorsConfiguration } = Resources.HttpApi.Properties;
    expect(CorsConfiguration).toMatchObject({
      AllowOrigins: [{ 'Fn::Sub': 'https://${StorefrontDistribution.DomainName}' }],
      AllowMethods: ['GET', 'PUT', 'DELETE'],
      AllowHeaders: ['Authorization'],
    });
    expect(CorsConfiguration.AllowCredentials).toBeUndefined();
  });

  it('has its address in the outputs', () => {
    expect(JSON.stringify(Outputs.HttpApiUrl.Value)).toContain('{"Ref":"HttpApi"}');
  });
});

describe('the tables of the chat', () => {
  it.each(['ConnectionsTable', 'RoomMembersTable', 'MessagesTable', 'ChatLimitsTable'])('%s forgets', (table) => {
    expect(tables[table].Properties.TimeToLiveSpecification).toEqual({
      AttributeName: 'expiresAtSeconds',
      Enabled: true,
    });
  });
});

describe('the streams', () => {
  const mappingOf = (functionName: string) =>
    ofType('AWS::Lambda::EventSourceMapping').find(([id]) => id.startsWith(functionName))?.[1].Properties;

  it('put order news aside that fail again and again', () => {
    expect(mappingOf('SendOrderNews')).toMatchObject({
      EventSourceArn: { 'Fn::GetAtt': ['OrdersTable', 'StreamArn'] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 4,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['OrderNewsFailures', 'Arn'] } } },
    });
  });

  it('gather comings and goings for two seconds', () => {
    expect(mappingOf('SendPresence')).toMatchObject({
      EventSourceArn: { 'Fn::GetAtt': ['RoomMembersTable', 'StreamArn'] },
      MaximumBatchingWindowInSeconds: 2,
    });
  });
});
