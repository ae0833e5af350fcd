/** RespondToAuthChallenge: replaces a temporary password and signs in. */

import { checkAttributes, checkRequired, checkWritable } from '../attributes.ts';
import { invalidParameter, notAuthorized } from '../cognito-error.ts';
import { getText, getTexts, type Input } from '../input.ts';
import { checkSession } from '../new-password-challenge.ts';
import { hashPassword } from '../password-hash.ts';
import { checkPassword } from '../password-policy.ts';
import type { Service } from '../pool.ts';
import { checkSecretHash } from '../secret-hash.ts';
import { signIn } from '../tokens.ts';

const ATTRIBUTE = 'userAttributes.';

export async function respondToAuthChallenge(service: Service, input: Input): Promise<object> {
  const { pool, client } = service.getClient(getText(input, 'ClientId'));
  const challenge = getText(input, 'ChallengeName');
  if (challenge !== 'NEW_PASSWORD_REQUIRED') throw invalidParameter(`${challenge} is not supported here.`);
  const responses = getTexts(input, 'ChallengeResponses');
  const { USERNAME: name, NEW_PASSWORD: password, SECRET_HASH: secretHash } = responses;
  if (name === undefined) throw invalidParameter('Missing required parameter USERNAME');
  if (password === undefined) throw invalidParameter('Missing required parameter NEW_PASSWORD');
  checkSecretHash(client, name, secretHash);
  const session = getText(input, 'Session');
  const findChallenged = () => {
    const user = pool.users.find(name);
    if (user === undefined) throw notAuthorized('Invalid session for the user.');
    checkSession(pool, client, user, session, service.now());
    return user;
  };
  findChallenged();
  checkPassword(password, pool.definition.passwordPolicy);
  const written = toAttributes(responses);
  checkWritable(client, written);
  checkAttributes(pool.definition, written);
  const hash = await hashPassword(password);
  const user = findChallenged();
  const attributes = { ...user.attributes, ...written };
  checkRequired(pool.definition, attributes);
  const changed = {
    ...user,
    attributes,
    password: hash,
    passwordExpiresAtMs: undefined,
    status: 'CONFIRMED' as const,
    modifiedAtMs: service.now(),
  };
  pool.users.put(changed);
  return { AuthenticationResult: signIn(pool, client, changed, service.now()), ChallengeParameters: {} };
}

function toAttributes(responses: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(responses).filter(([name]) => name.startsWith(ATTRIBUTE));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(ATTRIBUTE.length), value]));
}
