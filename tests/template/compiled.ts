/** The compiled templates, as `npm run package` writes them: tests/support/global-setup.mjs compiles each stage once. */

import { readFileSync } from 'node:fs';

export const stages = ['dev', 'prod'] as const;
export type Stage = (typeof stages)[number];

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is whatever CloudFormation takes; the tests say what they expect of it
  readonly Properties: any;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

export const templateFiles: Readonly<Record<Stage, string>> = {
  dev: '.build/template/cloudformation-template-update-stack.json',
  prod: '.build/template-prod/cloudformation-template-update-stack.json',
};

export function readTemplate(stage: Stage): Template {
  return JSON.parse(readFileSync(templateFiles[stage], 'utf8'));
}

export function resourcesOf(template: Template, type: string): readonly [string, Resource][] {
  return Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
}

/** A method of the REST API as its Body has it. */
export interface Operation {
  readonly responses: Readonly<Record<string, { readonly headers?: object }>>;
  readonly security?: readonly object[];
  readonly 'x-amazon-apigateway-request-validator'?: string;
  readonly 'x-amazon-apigateway-integration': {
    readonly type: string;
    readonly passthroughBehavior?: string;
    readonly responses?: Readonly<Record<string, IntegrationResponse>>;
  };
}

interface IntegrationResponse {
  readonly statusCode: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
}

/** Named such as `GET /books`. */
export function readOperations({ Resources }: Template): readonly [string, Operation][] {
  const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = Resources.RestApi?.Properties.Body.paths;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}
