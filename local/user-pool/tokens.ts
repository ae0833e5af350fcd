/** The tokens of a sign-in, with Cognito's claims. Source: "Understanding user pool JSON web tokens (JWTs)". */

import { randomUUID } from 'node:crypto';
import type { ClientDefinition } from './definition.ts';
import { type Claims, createToken } from './json-web-token.ts';
import type { Pool } from './pool.ts';
import type { Session } from './sessions.ts';
import type { User } from './users.ts';

export interface AuthenticationResult {
  readonly AccessToken: string;
  readonly ExpiresIn: number;
  readonly IdToken: string;
  readonly RefreshToken?: string;
  readonly TokenType: 'Bearer';
}

/** Starts a session. */
export function signIn(pool: Pool, client: ClientDefinition, user: User, nowMs: number): AuthenticationResult {
  const { session, refreshToken } = pool.sessions.start(user.sub, client.id, client.refreshTokenSeconds);
  return { ...issueTokens(pool, client, user, session, nowMs), RefreshToken: refreshToken };
}

/** Without a refresh token: the one at hand stays in use. */
export function issueTokens(
  { issuer, key }: Pool,
  client: ClientDefinition,
  user: User,
  session: Session,
  nowMs: number,
): AuthenticationResult {
  const issuedAtSeconds = Math.floor(nowMs / 1000);
  const common = {
    sub: user.sub,
    ...(user.groups.length > 0 && { 'cognito:groups': user.groups }),
    iss: issuer,
    origin_jti: session.id,
    event_id: randomUUID(),
    auth_time: Math.floor(session.signedInAtMs / 1000),
    iat: issuedAtSeconds,
  };
  const idToken: Claims = {
    ...readableClaims(user, client),
    ...common,
    'cognito:username': user.username,
    aud: client.id,
    token_use: 'id',
    exp: issuedAtSeconds + client.idTokenSeconds,
    jti: randomUUID(),
  };
  const accessToken: Claims = {
    ...common,
    client_id: client.id,
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    exp: issuedAtSeconds + client.accessTokenSeconds,
    jti: randomUUID(),
    username: user.username,
  };
  return {
    AccessToken: createToken(accessToken, key),
    ExpiresIn: client.accessTokenSeconds,
    IdToken: createToken(idToken, key),
    TokenType: 'Bearer',
  };
}

function readableClaims({ attributes }: User, { readableAttributes }: ClientDefinition): Claims {
  const readable = Object.entries(attributes).filter(([name]) => readableAttributes.has(name));
  return Object.fromEntries(
    readable.map(([name, value]) => [name, name === 'email_verified' ? value === 'true' : value]),
  );
}
