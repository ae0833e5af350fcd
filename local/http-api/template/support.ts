/** What of an HTTP API's resources runs here. WebSocket APIs share the types, and have a table of their own. */

import { findText, toProperties, toTextMap } from '../../api-gateway/properties.ts';
import type { StackResource } from '../../stack/stack.ts';
import type { SupportTable } from '../../stack/support.ts';
import type { Finding } from '../../stack/support-paths.ts';
import { isReservedHeader } from '../reserved-headers.ts';

const DESCRIBES = 'describes the resource for tools and people';
const NO_LOGS = 'the inspector shows every request instead';
const NO_PERMISSIONS = 'nothing here asks for permissions';
const NO_QUICK_CREATE = 'state the API in routes and integrations of its own';

export const httpApiSupport: SupportTable = {
  'AWS::ApiGatewayV2::Api': {
    run: ['Name', 'ProtocolType', 'CorsConfiguration'],
    noEffect: {
      Description: DESCRIBES,
      DisableExecuteApiEndpoint: 'the API listens on this machine alone',
      FailOnWarnings: 'what cannot be read always stops the start',
      IpAddressType: 'the API listens on this machine alone',
      Tags: DESCRIBES,
      Version: DESCRIBES,
    },
    notSupported: {
      BasePath: NO_QUICK_CREATE,
      Body: NO_QUICK_CREATE,
      BodyS3Location: NO_QUICK_CREATE,
      CredentialsArn: NO_QUICK_CREATE,
      RouteKey: NO_QUICK_CREATE,
      Target: NO_QUICK_CREATE,
    },
  },
  'AWS::ApiGatewayV2::Route': {
    run: ['ApiId', 'AuthorizationScopes', 'AuthorizationType', 'AuthorizerId', 'RouteKey', 'Target'],
    noEffect: { OperationName: DESCRIBES },
    examine: examineRoute,
  },
  'AWS::ApiGatewayV2::Integration': {
    run: [
      'ApiId',
      'IntegrationMethod',
      'IntegrationType',
      'IntegrationUri',
      'PayloadFormatVersion',
      'RequestParameters',
      'ResponseParameters',
      'TimeoutInMillis',
    ],
    noEffect: { CredentialsArn: NO_PERMISSIONS, Description: DESCRIBES },
    notSupported: {
      ConnectionId: 'there are no VPC links here',
      IntegrationSubtype: 'AWS services behind HTTP APIs do not run here: every call will be answered with 500',
      TlsConfig: 'certificates are checked for the name in the address',
    },
    examine: examineIntegration,
  },
  'AWS::ApiGatewayV2::Authorizer': {
    run: [
      'ApiId',
      'AuthorizerPayloadFormatVersion',
      'AuthorizerResultTtlInSeconds',
      'AuthorizerType',
      'AuthorizerUri',
      'EnableSimpleResponses',
      'IdentitySource',
      'JwtConfiguration',
      'Name',
    ],
    noEffect: { AuthorizerCredentialsArn: NO_PERMISSIONS },
    notSupported: { IdentityValidationExpression: 'it has no meaning for these APIs' },
  },
  'AWS::ApiGatewayV2::Stage': {
    run: [
      'ApiId',
      'DefaultRouteSettings.ThrottlingBurstLimit',
      'DefaultRouteSettings.ThrottlingRateLimit',
      'DeploymentId',
      'RouteSettings.*.ThrottlingBurstLimit',
      'RouteSettings.*.ThrottlingRateLimit',
      'StageName',
      'StageVariables',
    ],
    noEffect: {
      AccessLogSettings: NO_LOGS,
      AutoDeploy: 'the template as it stands is always live here',
      'DefaultRouteSettings.DataTraceEnabled': NO_LOGS,
      'DefaultRouteSettings.DetailedMetricsEnabled': NO_LOGS,
      'DefaultRouteSettings.LoggingLevel': NO_LOGS,
      Description: DESCRIBES,
      'RouteSettings.*.DataTraceEnabled': NO_LOGS,
      'RouteSettings.*.DetailedMetricsEnabled': NO_LOGS,
      'RouteSettings.*.LoggingLevel': NO_LOGS,
      Tags: DESCRIBES,
    },
    notSupported: { ClientCertificateId: 'backends are not shown a client certificate here' },
  },
  'AWS::ApiGatewayV2::Deployment': {
    run: ['ApiId'],
    noEffect: { Description: DESCRIBES },
    notSupported: { StageName: 'state the stage as a resource of its own' },
  },
};

const notSupported = (property: string, reason: string): Finding => ({ verdict: 'notSupported', property, reason });

function examineRoute({ properties }: StackResource): readonly Finding[] {
  if (properties.AuthorizationType !== 'AWS_IAM') return [];
  return [notSupported('AuthorizationType AWS_IAM', 'signatures are not checked here: every call is refused with 403')];
}

/** Both kinds of API have integrations, which do not say whose they are: what neither runs is named here. */
function examineIntegration({ properties }: StackResource): readonly Finding[] {
  const { IntegrationType, ConnectionType, RequestParameters, ResponseParameters } = properties;
  const type = findText(IntegrationType) ?? '';
  const targets = [
    ...Object.keys(toTextMap(RequestParameters)),
    ...Object.values(toProperties(ResponseParameters)).flatMap((mappings) => Object.keys(toProperties(mappings))),
  ];
  return [
    ...(['AWS_PROXY', 'HTTP_PROXY', 'MOCK'].includes(type)
      ? []
      : [notSupported(`IntegrationType ${type}`, 'every call will fail')]),
    ...(ConnectionType === undefined || ConnectionType === 'INTERNET'
      ? []
      : [notSupported('ConnectionType', 'there are no VPC links here')]),
    ...targets
      .filter((target) => isReservedHeader(target.split(':header.')[1] ?? ''))
      .map((target) => notSupported(target, 'a reserved header cannot be mapped')),
  ];
}
