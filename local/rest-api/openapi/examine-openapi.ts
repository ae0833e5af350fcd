/** Names what an OpenAPI body asks for and this machine doesn't run: nothing is ignored in silence. */

import { isProperties, type Properties, toList, toProperties } from '../../api-gateway/properties.ts';
import type { Finding } from '../../stack/support-paths.ts';
import { examineAuthorization, examineIntegration, type PlaysService } from '../examine-integration.ts';
import { listOperations, type OpenApiDocument, OpenApiError, type Operation, parseDocument } from './document.ts';
import { INTEGRATION_MEMBERS, RESPONSE_MEMBERS, toIntegrationProperties } from './read-integration.ts';
import { AUTH, AUTH_TYPE, AUTHORIZER, isApiKey, readSecurity } from './read-security.ts';
import { findSiblings } from './siblings.ts';

const PREFIX = 'x-amazon-apigateway-';
const VALIDATOR = `${PREFIX}request-validator`;
const INTEGRATION = `${PREFIX}integration`;

const ROOT_EXTENSIONS = new Set([
  `${PREFIX}request-validators`,
  VALIDATOR,
  AUTH,
  `${PREFIX}gateway-responses`,
  `${PREFIX}binary-media-types`,
  `${PREFIX}api-key-source`,
  `${PREFIX}policy`,
  `${PREFIX}documentation`,
]);
const PATH_EXTENSIONS = new Set([VALIDATOR, `${PREFIX}any-method`]);
const OPERATION_EXTENSIONS = new Set([INTEGRATION, VALIDATOR, AUTH]);
const SCHEME_EXTENSIONS = new Set([AUTHORIZER, AUTH_TYPE]);
const AUTHORIZER_MEMBERS = new Set([
  'type',
  'authorizerUri',
  'authorizerCredentials',
  'authorizerResultTtlInSeconds',
  'identitySource',
  'identityValidationExpression',
  'providerARNs',
]);
const INTEGRATION_EXTRAS = new Set(['responses', 'connectionType']);

const notSupported = (property: string, reason: string): Finding => ({
  verdict: 'notSupported',
  property: `Body.${property}`,
  reason,
});

export function examineOpenApi(body: unknown, playsService: PlaysService): readonly Finding[] {
  try {
    const document = parseDocument(body);
    return [
      ...strangers('', document.root, ROOT_EXTENSIONS),
      ...examineSchemes(document),
      ...examinePaths(document),
      ...examineSiblings(document),
      ...listOperations(document).flatMap((operation) => examineOperation(document, operation, playsService)),
    ];
  } catch (error) {
    if (!(error instanceof OpenApiError)) throw error;
    return [{ verdict: 'notSupported', property: 'Body', reason: error.message }];
  }
}

/** Extensions of API Gateway that nothing here knows. */
function strangers(where: string, members: Properties, known: ReadonlySet<string>): readonly Finding[] {
  return Object.keys(members)
    .filter((name) => name.startsWith(PREFIX) && !known.has(name))
    .map((name) => notSupported(`${where}${name}`, 'this extension does nothing here'));
}

function examineSchemes({ root, resolve }: OpenApiDocument): readonly Finding[] {
  return Object.entries(toProperties(toProperties(root.components).securitySchemes)).flatMap(([name, value]) => {
    const where = `components.securitySchemes.${name}.`;
    const scheme = resolve(value);
    const authorizer = toProperties(scheme[AUTHORIZER]);
    const isKnown = isProperties(scheme[AUTHORIZER]) || scheme[AUTH_TYPE] !== undefined || isApiKey(scheme);
    return [
      ...strangers(where, scheme, SCHEME_EXTENSIONS),
      ...(isKnown ? [] : [notSupported(where.slice(0, -1), 'has no authorizer: it protects nothing, on AWS neither')]),
      ...Object.keys(authorizer)
        .filter((member) => !AUTHORIZER_MEMBERS.has(member))
        .map((member) => notSupported(`${where}${AUTHORIZER}.${member}`, 'this member does nothing here')),
    ];
  });
}

function examinePaths({ root, resolve }: OpenApiDocument): readonly Finding[] {
  return Object.entries(toProperties(root.paths)).flatMap(([path, item]) => {
    const pathItem = resolve(item);
    return [
      ...strangers(`paths.${path}.`, pathItem, PATH_EXTENSIONS),
      ...('trace' in pathItem ? [notSupported(`paths.${path}.trace`, 'API Gateway has no TRACE methods')] : []),
    ];
  });
}

function examineSiblings({ root }: OpenApiDocument): readonly Finding[] {
  return findSiblings(Object.keys(toProperties(root.paths))).map(({ path, parameter, sibling }) =>
    notSupported(
      `paths.${path}`,
      `API Gateway refuses ${parameter} beside ${sibling}: it takes one name in this place`,
    ),
  );
}

function examineOperation(document: OpenApiDocument, it: Operation, playsService: PlaysService): readonly Finding[] {
  const where = `paths.${it.path}.${it.key}.`;
  const found = document.resolve(it.operation[INTEGRATION]);
  if (it.operation[INTEGRATION] === undefined) {
    return [notSupported(where.slice(0, -1), 'has no integration: API Gateway refuses to deploy it')];
  }
  return [
    ...strangers(where, it.operation, OPERATION_EXTENSIONS),
    ...examineParameters(document, it, where),
    ...examineMembers(found, `${where}${INTEGRATION}`),
    ...examineIntegration(`Body.paths.${it.path}.${it.key}`, toIntegrationProperties(found), playsService),
    ...examineAuthorization(`Body.paths.${it.path}.${it.key}`, readSecurity(document, it).AuthorizationType),
  ];
}

function examineParameters({ resolve }: OpenApiDocument, it: Operation, where: string): readonly Finding[] {
  return [...toList(it.pathItem.parameters), ...toList(it.operation.parameters)]
    .map(resolve)
    .filter((parameter) => parameter.in === 'cookie')
    .map(({ name }) => notSupported(`${where}parameters.${name}`, 'API Gateway knows no cookie parameters'));
}

function examineMembers(integration: Properties, where: string): readonly Finding[] {
  const own = Object.keys(integration).filter(
    (name) => !INTEGRATION_MEMBERS.has(name) && !INTEGRATION_EXTRAS.has(name),
  );
  const responses = Object.entries(toProperties(integration.responses)).flatMap(([pattern, response]) =>
    Object.keys(toProperties(response))
      .filter((name) => !RESPONSE_MEMBERS.has(name))
      .map((name) => `responses.${pattern}.${name}`),
  );
  const vpcLink = integration.connectionType === 'VPC_LINK' ? ['connectionType'] : [];
  return [...own, ...responses, ...vpcLink].map((name) =>
    notSupported(`${where}.${name}`, 'this member of the integration does nothing here'),
  );
}
