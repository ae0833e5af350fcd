/** JWT authorizers. Source: "Control access to HTTP APIs with JWT authorizers in API Gateway". */

import {
  FetchError,
  JwksValidationError,
  JwtExpiredError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtNotBeforeError,
  KidNotFoundInJwksError,
} from 'aws-jwt-verify/error';
import type { Fetcher } from 'aws-jwt-verify/https';
import { messageOf } from '../../api-gateway/lambda.ts';
import type { AuthorizerDefinition } from '../definition.ts';
import type { AuthorizerContext, HttpExchange } from '../exchange.ts';
import { forbidden, unauthorized } from '../failures.ts';
import { compileSource } from '../source.ts';
import type { Authorize } from './authorize.ts';
import { type Claims, createVerify, type VerifyToken } from './issuer.ts';
import { toClaims } from './jwt-claims.ts';

export function createJwtAuthorizer(authorizer: AuthorizerDefinition, fetcher: Fetcher, now: () => number): Authorize {
  const { identitySource, issuer = '', audience, name } = authorizer;
  const findToken = compileSource(identitySource[0] ?? '$request.header.Authorization');
  const verify = createVerify(issuer, fetcher);
  return async (exchange) => {
    const scopes = exchange.route.authorizationScopes;
    const token = findToken(exchange)
      ?.replace(/^Bearer(?: +|$)/i, '')
      .trim();
    if (!token) throw unauthorized('The token is missing', 'Bearer');
    const claims = await verifyOrRefuse(verify, token, scopes);
    const problem = findProblem(claims, audience, now());
    if (problem !== undefined) throw invalidToken(problem, scopes, problem);
    const granted = grantedScopes(claims);
    assertScope(granted, exchange);
    return { context: toContext(claims, granted, scopes), verdict: `allowed by ${name}`, detail: { claims } };
  };
}

async function verifyOrRefuse(verify: VerifyToken, token: string, scopes: readonly string[]): Promise<Claims> {
  if (token.split('.').length !== 3)
    throw invalidToken('token contains an invalid number of segments', scopes, 'It is no JWT');
  const algorithm = readAlgorithm(token);
  // Keys of other kinds may be in the set, but only RSA signatures are taken.
  if (!/^RS(256|384|512)$/.test(algorithm)) {
    throw invalidToken(`signing method ${algorithm.replace(/\W/g, '')} is invalid`, scopes, 'It is not signed by RSA');
  }
  try {
    return await verify(token);
  } catch (error) {
    throw invalidToken(describe(error), scopes, messageOf(error));
  }
}

function readAlgorithm(token: string): string {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null && 'alg' in header ? String(header.alg) : 'none';
  } catch {
    return 'none';
  }
}

const DESCRIPTIONS: readonly (readonly [abstract: new (...parameters: never[]) => Error, description: string])[] = [
  [JwtExpiredError, 'the token has expired'],
  [JwtNotBeforeError, 'the token is not valid yet'],
  [JwtInvalidIssuerError, 'the token does not have a valid issuer'],
  [JwtInvalidSignatureAlgorithmError, 'the signing method is invalid'],
  [JwtInvalidSignatureError, 'the token does not have a valid signature'],
  [KidNotFoundInJwksError, 'the key that signed the token is unknown'],
  [JwksValidationError, 'JWKS communication error'],
  [FetchError, 'JWKS communication error'],
];

const describe = (error: unknown): string =>
  DESCRIPTIONS.find(([type]) => error instanceof type)?.[1] ?? 'the token is malformed';

/** What the verifier leaves open: a token has to expire, to have been issued, and to be meant for this API. */
function findProblem(claims: Claims, audience: readonly string[], nowMs: number): string | undefined {
  if (typeof claims.exp !== 'number') return 'the token has expired';
  if (typeof claims.iat === 'number' && claims.iat > Math.ceil(nowMs / 1000)) return 'the token is not valid yet';
  const forWhom = [claims.aud ?? claims.client_id].flat();
  const isMeant = forWhom.some((name) => typeof name === 'string' && audience.includes(name));
  return isMeant ? undefined : 'the token does not have a valid audience';
}

/** `scope` is text with blanks, `scp` text or a list. Undefined for a token without either. */
function grantedScopes({ scope, scp }: Claims): readonly string[] | undefined {
  const granted = scope ?? scp;
  if (typeof granted === 'string') return granted.split(' ').filter((name) => name !== '');
  return Array.isArray(granted) ? granted.map(String) : undefined;
}

function assertScope(granted: readonly string[] | undefined, { route }: HttpExchange): void {
  const wanted = route.authorizationScopes;
  if (wanted.length === 0 || wanted.some((scope) => granted?.includes(scope))) return;
  const challenge = `Bearer scope="${wanted.join(' ')}" error="insufficient_scope" error_description="the token does not have any of the required scopes"`;
  throw forbidden(`None of the scopes ${wanted.join(' ')} is granted`, challenge);
}

function toContext(
  claims: Claims,
  granted: readonly string[] | undefined,
  wanted: readonly string[],
): AuthorizerContext {
  const scopes = wanted.length === 0 ? null : wanted.filter((scope) => granted?.includes(scope));
  const context = { claims: toClaims(claims), scopes };
  return { v1: context, v2: { jwt: context } };
}

const invalidToken = (description: string, scopes: readonly string[], reason: string): Error =>
  unauthorized(reason, `Bearer scope="${scopes.join(' ')}" error="invalid_token" error_description="${description}"`);
