/** What of a WebSocket API's resources runs here. HTTP APIs share the types, and have a table of their own. */

import { findText, toBoolean, toProperties } from '../../api-gateway/properties.ts';
import type { StackResource } from '../../stack/stack.ts';
import type { SupportTable } from '../../stack/support.ts';
import type { Finding } from '../../stack/support-paths.ts';

const DESCRIBES = 'describes the resource for tools and people';

export const webSocketApiSupport: SupportTable = {
  'AWS::ApiGatewayV2::Api': {
    run: ['Name', 'ProtocolType', 'RouteSelectionExpression'],
    noEffect: {
      ApiKeySelectionExpression: 'only routes that need an API key would use it',
      DisableSchemaValidation: 'schemas are used as they stand',
    },
  },
  'AWS::ApiGatewayV2::Route': {
    run: [
      'ApiId',
      'ApiKeyRequired',
      'AuthorizationType',
      'AuthorizerId',
      'ModelSelectionExpression',
      'RequestModels',
      'RequestParameters',
      'RouteKey',
      'RouteResponseSelectionExpression',
      'Target',
    ],
    examine: examineRoute,
  },
  'AWS::ApiGatewayV2::RouteResponse': {
    run: ['ApiId', 'RouteId', 'RouteResponseKey'],
    noEffect: { ModelSelectionExpression: DESCRIBES, ResponseModels: DESCRIBES, ResponseParameters: DESCRIBES },
  },
  'AWS::ApiGatewayV2::Integration': {
    run: [
      'ApiId',
      'IntegrationType',
      'IntegrationUri',
      'RequestTemplates',
      'TemplateSelectionExpression',
      'TimeoutInMillis',
    ],
    noEffect: { IntegrationMethod: 'functions are always invoked by POST' },
    notSupported: {
      ContentHandlingStrategy: 'messages are text',
      PassthroughBehavior: 'only MOCK integrations have templates here',
    },
    examine: examineIntegration,
  },
  'AWS::ApiGatewayV2::IntegrationResponse': {
    run: ['ApiId', 'IntegrationId', 'IntegrationResponseKey', 'ResponseTemplates', 'TemplateSelectionExpression'],
    notSupported: {
      ContentHandlingStrategy: 'messages are text',
      ResponseParameters: 'only what templates make of an answer goes back',
    },
  },
  'AWS::ApiGatewayV2::Authorizer': {
    run: ['ApiId', 'AuthorizerType', 'AuthorizerUri', 'IdentitySource', 'Name'],
  },
  'AWS::ApiGatewayV2::Model': {
    run: ['ApiId', 'Name', 'Schema'],
    noEffect: { ContentType: DESCRIBES, Description: DESCRIBES },
  },
};

const notSupported = (property: string, reason: string): Finding => ({ verdict: 'notSupported', property, reason });

function examineRoute({ properties }: StackResource): readonly Finding[] {
  return toBoolean(properties.ApiKeyRequired)
    ? [notSupported('ApiKeyRequired', 'keys are checked for REST APIs only: here the route is open')]
    : [];
}

/** WebSocket integrations of type AWS_PROXY invoke functions; those of other services have their URI elsewhere. */
function examineIntegration({ properties }: StackResource): readonly Finding[] {
  const uri = findText(properties.IntegrationUri) ?? '';
  const templates = Object.keys(toProperties(properties.RequestTemplates));
  return [
    ...(properties.IntegrationType === 'AWS_PROXY' && !uri.includes(':lambda:')
      ? [notSupported(`IntegrationUri ${uri}`, 'names no Lambda function: every call will fail')]
      : []),
    ...(templates.length > 0 && properties.IntegrationType !== 'MOCK'
      ? [notSupported('RequestTemplates', 'only MOCK integrations have templates here')]
      : []),
  ];
}
