/** MOCK: a status that the request template asks for, and what the response template makes of it. */

import { messageOf } from '../api-gateway/lambda.ts';
import { findStatusCode } from '../api-gateway/mock-status.ts';
import { isProperties } from '../api-gateway/properties.ts';
import { type CompiledTemplate, compileTemplate } from '../vtl/template.ts';
import type { IntegrationDefinition, IntegrationResponseDefinition, WebSocketStageDefinition } from './definition.ts';
import { integrationFailure } from './failures.ts';
import type { Integration } from './integration.ts';
import { compileSelection, type Selection } from './selection.ts';

type ChooseTemplate = (message: string) => CompiledTemplate | undefined;

export function createMock(integration: IntegrationDefinition, { variables }: WebSocketStageDefinition): Integration {
  const chooseRequest = compileTemplates(integration.templateSelectionExpression, integration.requestTemplates);
  const responses = integration.responses.map(compileResponse);
  return async ({ event, message, record }) => {
    const render = (template: CompiledTemplate, body: string): string =>
      renderOrRefuse(template, body, event, variables);
    const template = chooseRequest(message);
    const rendered = template === undefined ? message : render(template, message);
    record.checkpoints.integrationRequest = { type: 'MOCK', rendered, durationInMs: 0 };
    const status = template === undefined ? 200 : findStatusCode(rendered);
    if (status === undefined) throw integrationFailure('the request template states no integer statusCode');
    const response = responses.find(({ matches }) => matches(String(status)));
    const responseTemplate = response?.chooseTemplate(message);
    const body = responseTemplate === undefined ? '' : render(responseTemplate, rendered);
    record.checkpoints.integrationResponse = { statusCode: String(status), rendered: body, durationInMs: 0 };
    return { status, headers: [], body, isBase64Encoded: false };
  };
}

function compileResponse({ key, templateSelectionExpression, responseTemplates }: IntegrationResponseDefinition) {
  const pattern = /^\/(.*)\/$/s.exec(key)?.[1];
  const expression = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`);
  return {
    matches: (status: string): boolean => (expression === undefined ? key === '$default' : expression.test(status)),
    chooseTemplate: compileTemplates(templateSelectionExpression, responseTemplates),
  };
}

function compileTemplates(expression: string, templates: Readonly<Record<string, string>>): ChooseTemplate {
  const select: Selection = compileSelection(expression);
  const compiled = new Map(Object.entries(templates).map(([key, source]) => [key, compileTemplate(source)]));
  return (message) => compiled.get(select(message)) ?? compiled.get('$default');
}

function renderOrRefuse(
  template: CompiledTemplate,
  body: string,
  event: object,
  stageVariables: Readonly<Record<string, string>>,
): string {
  const context = 'requestContext' in event && isProperties(event.requestContext) ? { ...event.requestContext } : {};
  try {
    return template.render({ body, params: { path: {}, querystring: {}, header: {} }, context, stageVariables });
  } catch (error) {
    throw integrationFailure(messageOf(error));
  }
}
