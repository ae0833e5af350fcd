/** COGNITO_USER_POOLS authorizers. Source: "Control access to REST APIs using Amazon Cognito user pools as an authorizer". */

import { JwtVerifier } from 'aws-jwt-verify';
import { FetchError, JwksValidationError, JwtExpiredError } from 'aws-jwt-verify/error';
import type { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { Backends } from '../backends.ts';
import type { AuthorizerDefinition } from '../definition.ts';
import type { Exchange } from '../exchange.ts';
import { toClaims } from './claims.ts';
import { compileValidationExpression, findToken } from './identity.ts';
import { authorizerConfigurationError, expiredToken, unauthorized } from './refusals.ts';

type Payload = Readonly<Record<string, unknown>>;
type Verify = (token: string) => Promise<Payload>;

/** Answers with the claims as text. Throws UNAUTHORIZED, EXPIRED_TOKEN or AUTHORIZER_CONFIGURATION_ERROR. */
export type CognitoAuthorizer = (exchange: Exchange) => Promise<Readonly<Record<string, string>>>;

export function createCognitoAuthorizer(
  authorizer: AuthorizerDefinition,
  backends: Backends,
  jwksCache: SimpleJwksCache,
): CognitoAuthorizer {
  const isValidAudience = compileValidationExpression(authorizer.identityValidationExpression);
  const checksAudience = Boolean(authorizer.identityValidationExpression);
  const verifiers = new Map<string, Verify>();
  return async (exchange) => {
    const token = findToken(exchange, authorizer)?.replace(/^Bearer +/i, '');
    if (token === undefined) throw unauthorized('The token is missing');
    const poolArns = authorizer.providerArns.map((arn) => fillIn(arn, exchange.stageVariables));
    const key = poolArns.join(' ');
    const verify = verifiers.get(key) ?? createVerify(poolArns, backends, jwksCache);
    verifiers.set(key, verify);
    const payload = await verifyOrRefuse(verify, token);
    assertUse(payload, exchange.method.authorizationScopes);
    // Access tokens have no audience: with an expression in place they are refused.
    if (checksAudience && !isValidAudience(String(payload.aud ?? '')))
      throw unauthorized('The audience is another one');
    return toClaims(payload);
  };
}

const fillIn = (text: string, variables: Exchange['stageVariables']): string =>
  text.replace(/\$\{stageVariables\.(\w+)\}/g, (_whole, name: string) => variables[name] ?? '');

/** RS256 is what user pools sign with; a symmetric or absent algorithm never gets as far as a key. */
function createVerify(poolArns: readonly string[], backends: Backends, jwksCache: SimpleJwksCache): Verify {
  const issuers = new Map(poolArns.map((arn) => [getPool(arn, backends).issuer, getPool(arn, backends)]));
  if (issuers.size === 0) throw authorizerConfigurationError('The authorizer names no user pool');
  const properties = [...issuers.values()].map(({ issuer, jwksUri }) => ({ issuer, jwksUri, audience: null }));
  const verifier = JwtVerifier.create(properties, { jwksCache });
  return (token) => verifier.verify(token);
}

function getPool(poolArn: string, backends: Backends): { readonly issuer: string; readonly jwksUri: string } {
  const pool = backends.userPool(poolArn);
  if (pool === undefined) throw authorizerConfigurationError(`There is no user pool ${poolArn}`);
  return pool;
}

async function verifyOrRefuse(verify: Verify, token: string): Promise<Payload> {
  try {
    return await verify(token);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof JwtExpiredError) throw expiredToken(reason);
    if (error instanceof FetchError || error instanceof JwksValidationError) throw authorizerConfigurationError(reason);
    throw unauthorized(reason);
  }
}

/** A method with scopes takes access tokens that have one of them; a method without takes ID tokens. */
function assertUse(payload: Payload, scopes: readonly string[]): void {
  if (payload.exp === undefined) throw unauthorized('The token never expires');
  const wanted = scopes.length === 0 ? 'id' : 'access';
  if (payload.token_use !== wanted) throw unauthorized(`The method takes ${wanted} tokens, not ${payload.token_use}`);
  if (scopes.length === 0) return;
  const granted = typeof payload.scope === 'string' ? payload.scope.split(' ') : [];
  if (!scopes.some((scope) => granted.includes(scope))) throw unauthorized(`None of the scopes ${scopes} is granted`);
}
