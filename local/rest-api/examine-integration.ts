/** Looks into an integration for what can't work here, or could not work anywhere. */

import { findText, type Properties, toList, toProperties, toTextMap } from '../api-gateway/properties.ts';
import type { StackResource } from '../stack/stack.ts';
import type { Finding } from '../stack/support-paths.ts';
import { TemplateSyntaxError } from '../vtl/errors.ts';
import { compileTemplate } from '../vtl/template.ts';
import { parseServiceUri } from './integrations/aws-service.ts';
import { isSource } from './parameter-mapping.ts';
import { compilePattern } from './select-response.ts';

export const examineMethod = ({ properties }: StackResource): readonly Finding[] => [
  ...examineIntegration('Integration', toProperties(properties.Integration)),
  ...examineAuthorization('AuthorizationType', properties.AuthorizationType),
];

/** What an IAM method can't do here: nobody has credentials that could be checked. */
export const examineAuthorization = (where: string, authorizationType: unknown): readonly Finding[] =>
  authorizationType === 'AWS_IAM'
    ? [{ verdict: 'notSupported', property: where, reason: "signatures can't be checked here: every call is refused" }]
    : [];

/** `integration` in CloudFormation's words; `where` is what a finding will name. */
export function examineIntegration(where: string, integration: Properties): readonly Finding[] {
  const responses = toList(integration.IntegrationResponses).map(toProperties);
  return [
    ...examineUri(where, integration),
    ...examineSources(where, integration.RequestParameters),
    ...examineTemplates(`${where} request template`, integration.RequestTemplates),
    ...responses.flatMap((response) => [
      ...examineSources(where, response.ResponseParameters),
      ...examineTemplates(`${where} ${findText(response.StatusCode)} response template`, response.ResponseTemplates),
      ...examinePattern(where, findText(response.SelectionPattern)),
    ]),
  ];
}

/** The services that something on this machine plays. */
const PLAYED_SERVICES = new Set(['lambda', 'dynamodb']);

function examineUri(where: string, { Type, Uri }: Properties): readonly Finding[] {
  if (!findText(Type)?.toUpperCase().startsWith('AWS')) return [];
  const uri = findText(Uri) ?? '';
  const service = parseServiceUri(uri)?.service;
  if (service !== undefined && PLAYED_SERVICES.has(service)) return [];
  const reason =
    service === undefined ? `${uri} names no AWS service` : `nothing here plays the AWS service ${service}`;
  return [{ verdict: 'notSupported', property: `${where} uri`, reason }];
}

function examineTemplates(where: string, templates: unknown): readonly Finding[] {
  return Object.entries(toTextMap(templates)).flatMap(([contentType, source]) => {
    try {
      compileTemplate(source);
      return [];
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) throw error;
      const reason = `every call will be answered with 500: ${error.message}`;
      return [{ verdict: 'notSupported', property: `${where} ${contentType}`, reason } as const];
    }
  });
}

function examineSources(where: string, parameters: unknown): readonly Finding[] {
  return Object.entries(toTextMap(parameters))
    .filter(([, expression]) => !isSource(expression))
    .map(([target, expression]) => ({
      verdict: 'notSupported',
      property: `${where} ${target}`,
      reason: `${expression} names nothing that can be mapped`,
    }));
}

function examinePattern(where: string, pattern: string | undefined): readonly Finding[] {
  if (!pattern || compilePattern(pattern) !== undefined) return [];
  return [
    { verdict: 'notSupported', property: `${where} response ${pattern}`, reason: 'is no regular expression here' },
  ];
}
