/** Somebody who is signed in, by a user pool whose tokens are numbered. */
import { Session } from '../../frontend/account/session.ts';
import { UserPool } from '../../frontend/account/user-pool.ts';
import { createMemoryStorage } from '../../frontend/storage.ts';

export interface Pool {
  /** What it was asked for, such as REFRESH_TOKEN_AUTH. */
  readonly flows: string[];
  /** Refreshes nothing any more. */
  isOver: boolean;
  /** Answers nothing any more. */
  isDown: boolean;
}

/** `id-1.….x` for the first token, whose owner is the user. */
export const tokenOf = (number: number, userId = 'robin'): string =>
  `id-${number}.${Buffer.from(JSON.stringify({ sub: userId, name: userId })).toString('base64url')}.x`;

export async function aSession(): Promise<{ session: Session; pool: Pool }> {
  const pool: Pool = { flows: [], isOver: false, isDown: false };
  let [count, userId] = [0, ''];
  const fetchAnswer = async (_address: unknown, request?: RequestInit) => {
    const { AuthFlow, AuthParameters } = JSON.parse(String(request?.body));
    if (AuthFlow === undefined) return new Response('');
    pool.flows.push(AuthFlow);
    if (pool.isDown) throw new TypeError('fetch failed');
    if (pool.isOver) return Response.json({ __type: 'NotAuthorizedException', message: 'Revoked' }, { status: 400 });
    userId = AuthParameters.USERNAME ?? userId;
    count += 1;
    const IdToken = tokenOf(count, userId);
    const tokens = { IdToken, AccessToken: `access-${count}`, RefreshToken: 'refresh', ExpiresIn: 3600 };
    return Response.json({ AuthenticationResult: tokens });
  };
  const userPool = new UserPool({ endpoint: 'http://pool', clientId: 'c', fetchAnswer, isOnline: () => true });
  const session = new Session(userPool, createMemoryStorage(), { postMessage: () => {}, onmessage: null });
  await session.signIn('robin', 'x');
  return { session, pool };
}
