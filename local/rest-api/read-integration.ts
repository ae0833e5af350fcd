/** Reads one CloudFormation-shaped `Integration`, filling in API Gateway's defaults. */

import {
  findNumber,
  findText,
  type Properties,
  toList,
  toOneOf,
  toProperties,
  toTextList,
  toTextMap,
  withoutUndefined,
} from '../api-gateway/properties.ts';
import type { ContentHandling, IntegrationDefinition, IntegrationResponseDefinition } from './definition.ts';

export const INTEGRATION_TYPES = ['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'] as const;
const PASSTHROUGH_BEHAVIORS = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;
const CONTENT_HANDLINGS: readonly ContentHandling[] = ['CONVERT_TO_TEXT', 'CONVERT_TO_BINARY'];
const DEFAULT_TIMEOUT_MS = 29_000;

export function toIntegrationDefinition(properties: Properties, resourceId: string): IntegrationDefinition {
  return withoutUndefined<IntegrationDefinition>({
    type: toOneOf(toUpperCase(properties.Type), INTEGRATION_TYPES, 'MOCK'),
    httpMethod: toUpperCase(properties.IntegrationHttpMethod) ?? '',
    uri: findText(properties.Uri) ?? '',
    credentials: findText(properties.Credentials),
    requestParameters: toTextMap(properties.RequestParameters),
    requestTemplates: toTextMap(properties.RequestTemplates),
    passthroughBehavior: toOneOf(toUpperCase(properties.PassthroughBehavior), PASSTHROUGH_BEHAVIORS, 'WHEN_NO_MATCH'),
    contentHandling: findContentHandling(properties.ContentHandling),
    timeoutInMillis: findNumber(properties.TimeoutInMillis) ?? DEFAULT_TIMEOUT_MS,
    cacheKeyParameters: toTextList(properties.CacheKeyParameters),
    cacheNamespace: findText(properties.CacheNamespace) ?? resourceId,
    integrationResponses: toList(properties.IntegrationResponses).map(toProperties).map(toIntegrationResponse),
  });
}

function toIntegrationResponse(properties: Properties): IntegrationResponseDefinition {
  return withoutUndefined<IntegrationResponseDefinition>({
    statusCode: findText(properties.StatusCode) ?? '200',
    selectionPattern: findText(properties.SelectionPattern),
    responseParameters: toTextMap(properties.ResponseParameters),
    responseTemplates: toTextMap(properties.ResponseTemplates),
    contentHandling: findContentHandling(properties.ContentHandling),
  });
}

const toUpperCase = (value: unknown): string | undefined => findText(value)?.toUpperCase();

const findContentHandling = (value: unknown): ContentHandling | undefined =>
  CONTENT_HANDLINGS.find((handling) => handling === toUpperCase(value));
