/** What of a REST API's resources runs here. */

import type { SupportTable } from '../../stack/support.ts';
import { examineMethod, type PlaysService } from '../examine-integration.ts';
import { examineOpenApi } from '../openapi/examine-openapi.ts';
import { examineApi, examineResource, examineStage } from './examine-resources.ts';

const DESCRIBES = 'describes the resource for tools and people';
const NO_LOGS = 'the inspector shows every request instead';
const LOOPBACK = 'the API listens on this machine alone';

const PROPERTIES: SupportTable = {
  'AWS::ApiGateway::RestApi': {
    run: ['Name', 'Body', 'BinaryMediaTypes', 'ApiKeySourceType', 'Policy'],
    noEffect: {
      Description: DESCRIBES,
      Tags: DESCRIBES,
      EndpointConfiguration: LOOPBACK,
      DisableExecuteApiEndpoint: LOOPBACK,
      FailOnWarnings: 'a body that cannot be read always stops the start',
      Mode: 'the body is the whole API here',
    },
    notSupported: { MinimumCompressionSize: 'answers are not compressed here' },
  },
  'AWS::ApiGateway::Resource': { run: ['RestApiId', 'ParentId', 'PathPart'] },
  'AWS::ApiGateway::Method': {
    run: [
      'RestApiId',
      'ResourceId',
      'HttpMethod',
      'ApiKeyRequired',
      'AuthorizationType',
      'AuthorizationScopes',
      'AuthorizerId',
      'Integration',
      'MethodResponses',
      'OperationName',
      'RequestModels',
      'RequestParameters',
      'RequestValidatorId',
    ],
    noEffect: { 'Integration.Credentials': 'nothing here asks for permissions' },
    notSupported: {
      'Integration.ConnectionType': 'there are no VPC links here',
      'Integration.ConnectionId': 'there are no VPC links here',
      'Integration.IntegrationTarget': 'there are no VPC links here',
      'Integration.ResponseTransferMode': 'answers are not streamed here',
    },
  },
  'AWS::ApiGateway::Model': {
    run: ['RestApiId', 'Name', 'Schema'],
    noEffect: { ContentType: DESCRIBES, Description: DESCRIBES },
  },
  'AWS::ApiGateway::RequestValidator': {
    run: ['RestApiId', 'ValidateRequestBody', 'ValidateRequestParameters'],
    noEffect: { Name: DESCRIBES },
  },
  'AWS::ApiGateway::Authorizer': {
    run: [
      'RestApiId',
      'Name',
      'Type',
      'AuthorizerUri',
      'AuthorizerResultTtlInSeconds',
      'IdentitySource',
      'IdentityValidationExpression',
      'ProviderARNs',
    ],
    noEffect: { AuthorizerCredentials: 'nothing here asks for permissions', AuthType: DESCRIBES },
  },
  'AWS::ApiGateway::GatewayResponse': {
    run: ['RestApiId', 'ResponseType', 'StatusCode', 'ResponseParameters', 'ResponseTemplates'],
  },
  'AWS::ApiGateway::Deployment': {
    run: ['RestApiId', 'StageName', 'StageDescription'],
    noEffect: { Description: DESCRIBES },
    notSupported: { DeploymentCanarySettings: 'state the canary on the stage' },
  },
  'AWS::ApiGateway::Stage': {
    run: [
      'RestApiId',
      'DeploymentId',
      'StageName',
      'Variables',
      'CanarySetting',
      'CacheClusterEnabled',
      'MethodSettings.*.ResourcePath',
      'MethodSettings.*.HttpMethod',
      'MethodSettings.*.ThrottlingRateLimit',
      'MethodSettings.*.ThrottlingBurstLimit',
      'MethodSettings.*.CachingEnabled',
      'MethodSettings.*.CacheTtlInSeconds',
      'MethodSettings.*.RequireAuthorizationForCacheControl',
      'MethodSettings.*.UnauthorizedCacheControlHeaderStrategy',
    ],
    noEffect: {
      AccessLogSetting: NO_LOGS,
      'MethodSettings.*.LoggingLevel': NO_LOGS,
      'MethodSettings.*.DataTraceEnabled': NO_LOGS,
      'MethodSettings.*.MetricsEnabled': NO_LOGS,
      'MethodSettings.*.CacheDataEncrypted': 'the cache is in memory here',
      CacheClusterSize: 'the cache is in memory here',
      TracingEnabled: 'trace ids are made and passed on, but nothing collects them here',
      Description: DESCRIBES,
      DocumentationVersion: DESCRIBES,
      Tags: DESCRIBES,
    },
    notSupported: { ClientCertificateId: 'backends are not shown a client certificate here' },
  },
  'AWS::ApiGateway::UsagePlan': {
    run: ['ApiStages', 'Quota', 'Throttle'],
    noEffect: { UsagePlanName: DESCRIBES, Description: DESCRIBES, Tags: DESCRIBES },
  },
  'AWS::ApiGateway::ApiKey': {
    run: ['Value', 'Enabled'],
    noEffect: {
      Name: DESCRIBES,
      Description: DESCRIBES,
      CustomerId: DESCRIBES,
      GenerateDistinctId: DESCRIBES,
      Tags: DESCRIBES,
    },
    notSupported: { StageKeys: 'a key belongs to a stage by its usage plan' },
  },
  'AWS::ApiGateway::UsagePlanKey': { run: ['KeyId', 'KeyType', 'UsagePlanId'] },
  'AWS::ApiGateway::Account': { noEffect: { '*': NO_LOGS } },
  'AWS::ApiGateway::DocumentationPart': { noEffect: { '*': DESCRIBES } },
  'AWS::ApiGateway::DocumentationVersion': { noEffect: { '*': DESCRIBES } },
};

/** `playsService` says which AWS services an integration can reach here, Lambda aside. */
export function createRestApiSupport(playsService: PlaysService): readonly SupportTable[] {
  const examinations: SupportTable = {
    'AWS::ApiGateway::RestApi': {
      examine: (api, stack) => [
        ...examineApi(api, stack),
        ...(api.properties.Body === undefined ? [] : examineOpenApi(api.properties.Body, playsService)),
      ],
    },
    'AWS::ApiGateway::Resource': { examine: examineResource },
    'AWS::ApiGateway::Method': { examine: (method) => examineMethod(method, playsService) },
    'AWS::ApiGateway::Deployment': {
      examine: (it, stack) => (it.properties.StageName === undefined ? [] : examineStage(it, stack)),
    },
    'AWS::ApiGateway::Stage': { examine: examineStage },
  };
  return [PROPERTIES, examinations];
}
