/** Looks into an integration for what can't work here, or could not work anywhere. */

import { findText, type Properties, toList, toProperties, toTextMap } from '../api-gateway/properties.ts';
import type { StackResource } from '../stack/stack.ts';
import type { Finding } from '../stack/support-paths.ts';
import { TemplateSyntaxError } from '../vtl/errors.ts';
import { compileTemplate } from '../vtl/template.ts';
import { parseServiceUri } from './integrations/aws-service.ts';
import { isLambdaUri } from './integrations/lambda-target.ts';
import { isSource } from './parameter-mapping.ts';
import { INTEGRATION_TYPES } from './read-integration.ts';
import { compilePattern } from './select-response.ts';

/** Whether anything here plays an AWS service, such as `dynamodb`. */
export type PlaysService = (service: string) => boolean;

export const examineMethod = ({ properties }: StackResource, playsService: PlaysService): readonly Finding[] => [
  ...examineIntegration('Integration', toProperties(properties.Integration), playsService),
  ...examineAuthorization('AuthorizationType', properties.AuthorizationType),
];

/** What an IAM method can't do here: nobody has credentials that could be checked. */
export const examineAuthorization = (where: string, authorizationType: unknown): readonly Finding[] =>
  authorizationType === 'AWS_IAM'
    ? [{ verdict: 'notSupported', property: where, reason: "signatures can't be checked here: every call is refused" }]
    : [];

/** `integration` in CloudFormation's words; `where` is what a finding will name. */
export function examineIntegration(
  where: string,
  integration: Properties,
  playsService: PlaysService,
): readonly Finding[] {
  const responses = toList(integration.IntegrationResponses).map(toProperties);
  return [
    ...examineTarget(where, integration, playsService),
    ...examineSources(where, integration.RequestParameters),
    ...examineTemplates(`${where} request template`, integration.RequestTemplates),
    ...responses.flatMap((response) => [
      ...examineSources(where, response.ResponseParameters),
      ...examineTemplates(`${where} ${findText(response.StatusCode)} response template`, response.ResponseTemplates),
      ...examinePattern(where, findText(response.SelectionPattern)),
    ]),
  ];
}

function examineTarget(where: string, { Type, Uri }: Properties, playsService: PlaysService): readonly Finding[] {
  const type = findText(Type)?.toUpperCase();
  const uri = findText(Uri) ?? '';
  const notSupported = (property: string, reason: string): readonly Finding[] => [
    { verdict: 'notSupported', property: `${where} ${property}`, reason },
  ];
  if (!INTEGRATION_TYPES.some((known) => known === type)) {
    return notSupported('type', `${type ?? 'nothing'} is no type of integration: API Gateway refuses it`);
  }
  if (type === 'MOCK') return [];
  if (uri === '') return notSupported('uri', 'is missing: API Gateway refuses that');
  if (!type?.startsWith('AWS') || isLambdaUri(uri)) return [];
  if (type === 'AWS_PROXY') return notSupported('uri', `${uri} names no Lambda function`);
  const service = parseServiceUri(uri)?.service;
  if (service === undefined) return notSupported('uri', `${uri} names no AWS service`);
  return playsService(service) ? [] : notSupported('uri', `nothing here plays the AWS service ${service}`);
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
