/** Ids and attributes of API Gateway's REST APIs, HTTP APIs and WebSocket APIs. */

import {
  type Identity,
  type IdentityRow,
  LOWER,
  nameFrom,
  type ResourceFacts,
  shortId,
  stableId,
  stableUuid,
  textProperty,
} from './identity.ts';

const apiId = shortId(LOWER, 10);
const restStageName = (resource: ResourceFacts) => textProperty(resource, 'StageName') ?? 'default';

/** A six-character id that is also the attribute of that name. */
function childOf(attribute: string, length = 6): Identity {
  const ref = shortId(LOWER, length);
  return { ref, attributes: { [attribute]: ref } };
}

/** HTTP and WebSocket APIs use seven characters for their parts. */
const childOfV2 = (attribute: string): Identity => childOf(attribute, 7);

export const apiGatewayRows: readonly IdentityRow[] = [
  [
    'AWS::ApiGateway::RestApi',
    {
      ref: apiId,
      attributes: { RestApiId: apiId, RootResourceId: (resource) => stableId(resource, LOWER, 10, 'root') },
    },
  ],
  ['AWS::ApiGateway::Resource', childOf('ResourceId')],
  ['AWS::ApiGateway::Method', { ref: (resource) => `${resource.logicalId}-${stableId(resource, LOWER, 12)}` }],
  ['AWS::ApiGateway::Deployment', childOf('DeploymentId')],
  ['AWS::ApiGateway::Stage', { ref: restStageName }],
  ['AWS::ApiGateway::Model', { ref: (resource) => textProperty(resource, 'Name') ?? shortId(LOWER, 10)(resource) }],
  ['AWS::ApiGateway::RequestValidator', childOf('RequestValidatorId')],
  ['AWS::ApiGateway::Authorizer', childOf('AuthorizerId')],
  ['AWS::ApiGateway::GatewayResponse', childOf('Id', 10)],
  ['AWS::ApiGateway::ApiKey', childOf('APIKeyId', 10)],
  ['AWS::ApiGateway::UsagePlan', childOf('Id')],
  ['AWS::ApiGateway::UsagePlanKey', { ref: usagePlanKeyId, attributes: { Id: usagePlanKeyId } }],
  ['AWS::ApiGateway::Account', childOf('Id', 10)],
  ['AWS::ApiGateway::ClientCertificate', childOf('ClientCertificateId')],
  ['AWS::ApiGateway::VpcLink', childOf('VpcLinkId')],
  ['AWS::ApiGateway::DocumentationPart', childOf('DocumentationPartId')],
  ['AWS::ApiGateway::DocumentationVersion', { ref: nameFrom('DocumentationVersion') }],
  ['AWS::ApiGateway::DomainName', { ref: nameFrom('DomainName'), attributes: domainAttributes() }],
  ['AWS::ApiGateway::BasePathMapping', { ref: (resource) => stableUuid(resource) }],
  ['AWS::ApiGatewayV2::Api', { ref: apiId, attributes: { ApiId: apiId, ApiEndpoint: apiEndpoint } }],
  ['AWS::ApiGatewayV2::Stage', { ref: restStageName }],
  ['AWS::ApiGatewayV2::Route', childOfV2('RouteId')],
  ['AWS::ApiGatewayV2::RouteResponse', childOfV2('RouteResponseId')],
  ['AWS::ApiGatewayV2::Integration', childOfV2('IntegrationId')],
  ['AWS::ApiGatewayV2::IntegrationResponse', childOfV2('IntegrationResponseId')],
  ['AWS::ApiGatewayV2::Authorizer', childOfV2('AuthorizerId')],
  ['AWS::ApiGatewayV2::Deployment', childOfV2('DeploymentId')],
  ['AWS::ApiGatewayV2::Model', childOfV2('ModelId')],
  ['AWS::ApiGatewayV2::VpcLink', childOfV2('VpcLinkId')],
  ['AWS::ApiGatewayV2::DomainName', { ref: nameFrom('DomainName'), attributes: domainAttributes() }],
  ['AWS::ApiGatewayV2::ApiMapping', childOfV2('ApiMappingId')],
];

function apiEndpoint(resource: ResourceFacts): string {
  const { region, urlSuffix } = resource.environment;
  const protocol = resource.property('ProtocolType') === 'WEBSOCKET' ? 'wss' : 'https';
  return `${protocol}://${apiId(resource)}.execute-api.${region}.${urlSuffix}`;
}

function usagePlanKeyId(resource: ResourceFacts): string {
  return `${textProperty(resource, 'KeyId') ?? ''}:${textProperty(resource, 'UsagePlanId') ?? ''}`;
}

function domainAttributes(): NonNullable<Identity['attributes']> {
  const regional = (resource: ResourceFacts) =>
    `d-${stableId(resource, LOWER, 10, 'domain')}.execute-api.${resource.environment.region}.${resource.environment.urlSuffix}`;
  return {
    RegionalDomainName: regional,
    RegionalHostedZoneId: (resource) => `Z${stableId(resource, LOWER, 13, 'zone').toUpperCase()}`,
    DistributionDomainName: (resource) => `d${stableId(resource, LOWER, 13, 'distribution')}.cloudfront.net`,
    DistributionHostedZoneId: () => 'Z2FDTNDATAQYW2',
  };
}
