/** Who may call an operation: security schemes with authorizers, API keys and IAM. */

import { findText, isProperties, type Properties, toList, toProperties } from '../../api-gateway/properties.ts';
import type { OpenApiDocument, Operation } from './document.ts';

export const AUTHORIZER = 'x-amazon-apigateway-authorizer';
export const AUTH_TYPE = 'x-amazon-apigateway-authtype';
export const AUTH = 'x-amazon-apigateway-auth';

/** Authorizer name to the properties of `AWS::ApiGateway::Authorizer`. */
export function readAuthorizers({ root, resolve }: OpenApiDocument): Properties {
  const schemes = Object.entries(toProperties(toProperties(root.components).securitySchemes));
  const authorizers = schemes
    .map(([name, scheme]) => [name, resolve(scheme)] as const)
    .filter(([, scheme]) => isProperties(scheme[AUTHORIZER]));
  return Object.fromEntries(authorizers.map(([name, scheme]) => [name, toAuthorizerProperties(scheme)]));
}

/** Where a TOKEN or Cognito authorizer states no source, the scheme's own header is it. */
function toAuthorizerProperties(scheme: Properties): Properties {
  const authorizer = toProperties(scheme[AUTHORIZER]);
  const type = findText(authorizer.type)?.toUpperCase();
  const header = findText(scheme.name) ?? 'Authorization';
  return {
    Type: type,
    AuthorizerUri: authorizer.authorizerUri,
    IdentitySource: authorizer.identitySource ?? (type === 'REQUEST' ? undefined : `method.request.header.${header}`),
    IdentityValidationExpression: authorizer.identityValidationExpression,
    AuthorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
    ProviderARNs: authorizer.providerARNs,
  };
}

/** The operation's `security`, else the document's; all the schemes that are named have to be met. */
export function readSecurity({ root, resolve }: OpenApiDocument, { operation }: Operation): Properties {
  const requirements = toList(operation.security ?? root.security).flatMap((it) => Object.entries(toProperties(it)));
  const schemes = toProperties(toProperties(root.components).securitySchemes);
  const security: Record<string, unknown> = { AuthorizationType: toAuthType(operation[AUTH] ?? root[AUTH]) };
  for (const [name, scopes] of requirements) {
    const scheme = resolve(schemes[name]);
    if (isProperties(scheme[AUTHORIZER])) Object.assign(security, toAuthorization(name, scheme, scopes));
    else if (findText(scheme[AUTH_TYPE])?.toLowerCase() === 'awssigv4') security.AuthorizationType = 'AWS_IAM';
    else if (isApiKey(scheme)) security.ApiKeyRequired = true;
  }
  return security;
}

const toAuthType = (auth: unknown): string => findText(toProperties(auth).type)?.toUpperCase() ?? 'NONE';

/** API Gateway takes keys from this header alone. */
export const isApiKey = (scheme: Properties): boolean =>
  scheme.type === 'apiKey' && scheme.in === 'header' && findText(scheme.name)?.toLowerCase() === 'x-api-key';

function toAuthorization(name: string, scheme: Properties, scopes: unknown): Properties {
  const type = findText(toProperties(scheme[AUTHORIZER]).type)?.toLowerCase();
  return {
    AuthorizationType: type === 'cognito_user_pools' ? 'COGNITO_USER_POOLS' : 'CUSTOM',
    Authorizer: name,
    AuthorizationScopes: scopes,
  };
}
