/** The flow that turns a refresh token into new ID and access tokens. */

import { invalidParameter, notAuthorized } from './cognito-error.ts';
import type { ClientDefinition } from './definition.ts';
import type { Pool, Service } from './pool.ts';
import { checkSecretHash } from './secret-hash.ts';
import { issueTokens } from './tokens.ts';

export function refresh(
  service: Service,
  pool: Pool,
  client: ClientDefinition,
  { REFRESH_TOKEN: token, SECRET_HASH: secretHash }: Readonly<Record<string, string>>,
): object {
  if (token === undefined) throw invalidParameter('Missing required parameter REFRESH_TOKEN');
  const session = pool.sessions.getByToken(token, client.id);
  const user = pool.users.find(session.sub);
  if (user === undefined) throw notAuthorized('Invalid Refresh Token');
  checkSecretHash(client, user.username, secretHash);
  if (!user.isEnabled) throw notAuthorized('User is disabled.');
  return { AuthenticationResult: issueTokens(pool, client, user, session, service.now()), ChallengeParameters: {} };
}
