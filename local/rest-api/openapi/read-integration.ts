/** `x-amazon-apigateway-integration` in the words of CloudFormation. */

import { type Properties, toProperties } from '../../api-gateway/properties.ts';

/** CloudFormation's name for each member that is run here. */
export const INTEGRATION_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['type', 'Type'],
  ['httpMethod', 'IntegrationHttpMethod'],
  ['uri', 'Uri'],
  ['credentials', 'Credentials'],
  ['requestParameters', 'RequestParameters'],
  ['requestTemplates', 'RequestTemplates'],
  ['passthroughBehavior', 'PassthroughBehavior'],
  ['contentHandling', 'ContentHandling'],
  ['timeoutInMillis', 'TimeoutInMillis'],
  ['cacheKeyParameters', 'CacheKeyParameters'],
  ['cacheNamespace', 'CacheNamespace'],
]);

export const RESPONSE_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['statusCode', 'StatusCode'],
  ['responseParameters', 'ResponseParameters'],
  ['responseTemplates', 'ResponseTemplates'],
  ['contentHandling', 'ContentHandling'],
]);

export function toIntegrationProperties(integration: Properties): Properties {
  const responses = Object.entries(toProperties(integration.responses));
  return {
    ...rename(integration, INTEGRATION_MEMBERS),
    IntegrationResponses: responses.map(([pattern, response]) => ({
      ...rename(toProperties(response), RESPONSE_MEMBERS),
      ...(pattern === 'default' ? {} : { SelectionPattern: pattern }),
    })),
  };
}

function rename(members: Properties, names: ReadonlyMap<string, string>): Properties {
  const renamed = [...names].map(([from, to]) => [to, members[from]] as const);
  return Object.fromEntries(renamed.filter(([, value]) => value !== undefined));
}
