/** RevokeToken: ends the session of one refresh token. Source: "Ending user sessions with token revocation". */

import { CognitoError } from '../cognito-error.ts';
import { findText, getText, type Input } from '../input.ts';
import type { Service } from '../pool.ts';

/** A token that is unknown, or revoked already, is no error. */
export function revokeToken(service: Service, input: Input): object {
  const { pool, client } = service.getClient(getText(input, 'ClientId'));
  const token = getText(input, 'Token');
  if (client.secret !== undefined && findText(input, 'ClientSecret') !== client.secret)
    throw new CognitoError('UnauthorizedException', 'Invalid client secret');
  if (!client.revokesTokens)
    throw new CognitoError('UnsupportedOperationException', 'Revocation is not enabled for this client');
  if (token.startsWith('eyJ')) throw new CognitoError('UnsupportedTokenTypeException', 'Unsupported token type');
  const session = pool.sessions.findByToken(token, client.id);
  if (session !== undefined) pool.sessions.end(session.id);
  return {};
}
