/** Signing in, refreshing and signing out; what the tokens say. */

import { createHmac } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  ChangePasswordCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { JwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { createJwksFetcher } from '../../../local/server/jwks.ts';
import {
  aStack,
  aTemplate,
  aUserPool,
  cleanUp,
  EMAIL,
  PASSWORD,
  payloadOf,
  refusalOf,
  type TestPool,
} from './a-user-pool.ts';

afterEach(cleanUp);

const initiate = ({ client, clientId }: TestPool, AuthFlow: string, AuthParameters: Record<string, string>) =>
  client.send(
    new InitiateAuthCommand({ ClientId: clientId, AuthFlow: AuthFlow as 'USER_PASSWORD_AUTH', AuthParameters }),
  );
const refresh = (pool: TestPool, token: string) => initiate(pool, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: token });
const getUser = ({ client }: TestPool, AccessToken: string) => client.send(new GetUserCommand({ AccessToken }));

const verifierOf = ({ issuer }: TestPool) =>
  JwtVerifier.create(
    { issuer, audience: null, jwksUri: `${issuer}/.well-known/jwks.json` },
    { jwksCache: new SimpleJwksCache({ fetcher: createJwksFetcher() }) },
  );

describe('the tokens', () => {
  it('carry the claims of Cognito, signed by the key that the pool publishes', async () => {
    const pool = await aUserPool();
    const sub = await pool.join();
    const nowSeconds = Math.floor(pool.clock.nowMs / 1000);

    const { IdToken, AccessToken } = await pool.signIn();

    const verifier = verifierOf(pool);
    const [id, access] = await Promise.all([verifier.verify(IdToken), verifier.verify(AccessToken)]);
    const common = {
      sub,
      iss: pool.issuer,
      origin_jti: expect.any(String),
      event_id: expect.any(String),
      jti: expect.any(String),
      auth_time: nowSeconds,
      iat: nowSeconds,
    };
    expect(id).toEqual({
      ...common,
      aud: pool.clientId,
      token_use: 'id',
      'cognito:username': sub,
      email: EMAIL,
      email_verified: true,
      name: 'Ann',
      exp: nowSeconds + 30 * 60,
    });
    expect(access).toEqual({
      ...common,
      client_id: pool.clientId,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      username: sub,
      exp: nowSeconds + 60 * 60,
    });
    expect(id.origin_jti).toBe(access.origin_jti);
    expect(id.jti).not.toBe(access.jti);
  });

  it('name the groups once there are any', async () => {
    const pool = await aUserPool();
    await pool.join();
    expect(payloadOf((await pool.signIn()).IdToken)).not.toHaveProperty('cognito:groups');
    const membership = { UserPoolId: pool.poolId, Username: EMAIL, GroupName: 'admins' };
    await pool.client.send(new AdminAddUserToGroupCommand(membership));

    const { IdToken, AccessToken } = await pool.signIn();

    expect(payloadOf(IdToken)['cognito:groups']).toEqual(['admins']);
    expect(payloadOf(AccessToken)['cognito:groups']).toEqual(['admins']);
  });

  it('leave out attributes that the client may not read', async () => {
    const pool = await aUserPool({ client: { ReadAttributes: ['name'] } });
    await pool.join();

    const claims = payloadOf((await pool.signIn()).IdToken);

    expect(claims).toMatchObject({ name: 'Ann' });
    expect(Object.keys(claims)).not.toEqual(expect.arrayContaining(['email']));
    expect(Object.keys(claims)).not.toEqual(expect.arrayContaining(['email_verified']));
  });
});

describe('USER_PASSWORD_AUTH', () => {
  it('takes the address in any letter case and says how long the token is valid', async () => {
    const pool = await aUserPool();
    await pool.join();

    const answer = await initiate(pool, 'USER_PASSWORD_AUTH', { USERNAME: 'ANN@example.com', PASSWORD });

    expect(answer.AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
    expect(answer.ChallengeName).toBeUndefined();
  });

  it.each([
    ['a wrong password', EMAIL, 'Wrong-password-1', 'NotAuthorizedException', 'Incorrect username or password.'],
    ['an unknown name', 'nobody@example.com', PASSWORD, 'NotAuthorizedException', 'Incorrect username or password.'],
    [
      'a user who has not confirmed',
      'new@example.com',
      PASSWORD,
      'UserNotConfirmedException',
      'User is not confirmed.',
    ],
    [
      'a user who has not confirmed, with a wrong password',
      'new@example.com',
      'x',
      'NotAuthorizedException',
      'Incorrect username or password.',
    ],
    ['a disabled user', 'gone@example.com', PASSWORD, 'NotAuthorizedException', 'User is disabled.'],
    [
      'a disabled user, with a wrong password',
      'gone@example.com',
      'x',
      'NotAuthorizedException',
      'Incorrect username or password.',
    ],
  ])('refuses %s', async (_what, email, password, name, message) => {
    const pool = await aUserPool();
    await pool.join();
    await pool.signUp('new@example.com');
    await pool.join('gone@example.com');
    await pool.client.send(new AdminDisableUserCommand({ UserPoolId: pool.poolId, Username: 'gone@example.com' }));

    expect(await refusalOf(pool.signIn(email, password))).toEqual({ name, message });
  });

  it('tells an unknown name only where the client asks for it', async () => {
    const pool = await aUserPool({ client: { PreventUserExistenceErrors: 'LEGACY' } });

    expect(await refusalOf(pool.signIn('nobody@example.com'))).toEqual({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });

  it('takes about as long for an unknown name as for a wrong password', async () => {
    const pool = await aUserPool();
    await pool.join();
    const timeOf = async (email: string) => {
      const start = performance.now();
      await refusalOf(pool.signIn(email, 'Wrong-password-1'));
      return performance.now() - start;
    };
    await timeOf(EMAIL);
    const known = Math.min(await timeOf(EMAIL), await timeOf(EMAIL));
    const unknown = Math.min(await timeOf('x@example.com'), await timeOf('y@example.com'));

    expect(unknown).toBeGreaterThan(known / 3);
  });

  it.each([
    ['a missing password', 'USER_PASSWORD_AUTH', { USERNAME: EMAIL }, 'Missing required parameter PASSWORD'],
    ['a missing name', 'USER_PASSWORD_AUTH', { PASSWORD }, 'Missing required parameter USERNAME'],
    ['a flow that is not served', 'USER_SRP_AUTH', {}, 'USER_SRP_AUTH is not supported here.'],
  ])('refuses %s', async (_what, flow, parameters, message) => {
    const pool = await aUserPool();

    expect(await refusalOf(initiate(pool, flow, parameters))).toEqual({ name: 'InvalidParameterException', message });
  });

  it('is refused to a client without this flow', async () => {
    const pool = await aUserPool({ client: { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] } });

    expect(await refusalOf(pool.signIn())).toEqual({
      name: 'InvalidParameterException',
      message: 'USER_PASSWORD_AUTH flow not enabled for this client',
    });
  });

  it.each([
    ['a user', EMAIL],
    ['a name that nobody has', 'nobody@example.com'],
  ])('locks %s for a second after five wrong passwords, then for two', async (_who, email) => {
    const pool = await aUserPool();
    await pool.join();
    const tryWrong = async () => (await refusalOf(pool.signIn(email, 'Wrong-password-1')))?.message;
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map(tryWrong));

    expect(all.sort()).toEqual([...Array(5).fill('Incorrect username or password.'), 'Password attempts exceeded']);
    expect((await refusalOf(pool.signIn(email)))?.message).toBe('Password attempts exceeded');
    pool.clock.nowMs += 1000;
    expect(await tryWrong()).toBe('Incorrect username or password.');
    pool.clock.nowMs += 1999;
    expect(await tryWrong()).toBe('Password attempts exceeded');
  });

  it('locks nobody out until tomorrow because the clock is put back', async () => {
    const pool = await aUserPool();
    await pool.join();
    for (let wrong = 0; wrong < 5; wrong++) await refusalOf(pool.signIn(EMAIL, 'Wrong-password-1'));
    pool.clock.nowMs -= 86_400_000;
    expect(await refusalOf(pool.signIn())).toBeUndefined();
  });

  it('lets many sign in as one user at the same time', async () => {
    const pool = await aUserPool();
    await pool.join();

    const outcomes = await Promise.all(Array.from({ length: 12 }, () => refusalOf(pool.signIn())));

    expect(outcomes).toEqual(Array(12).fill(undefined));
  });

  it('asks a client with a secret for its hash', async () => {
    const pool = await aUserPool({ client: { GenerateSecret: true } });
    const secret = String(
      aStack(aTemplate({}, { GenerateSecret: true }))
        .findResource('Client')
        ?.attribute('ClientSecret'),
    );
    const hashOf = (name: string) =>
      createHmac('sha256', secret)
        .update(name + pool.clientId)
        .digest('base64');
    const signIn = (more: object) => initiate(pool, 'USER_PASSWORD_AUTH', { USERNAME: EMAIL, PASSWORD, ...more });

    expect((await refusalOf(signIn({})))?.message).toBe(
      `Client ${pool.clientId} is configured with secret but SECRET_HASH was not received`,
    );
    expect((await refusalOf(signIn({ SECRET_HASH: hashOf('x') })))?.message).toBe(
      `Unable to verify secret hash for client ${pool.clientId}`,
    );
    expect((await refusalOf(signIn({ SECRET_HASH: hashOf(EMAIL) })))?.message).toBe('Incorrect username or password.');
  });
});

describe('REFRESH_TOKEN_AUTH', () => {
  it('gives new tokens of the same sign-in, and no new refresh token', async () => {
    const pool = await aUserPool();
    await pool.join();
    const first = await pool.signIn();
    pool.clock.nowMs += 60_000;

    const { AuthenticationResult } = await refresh(pool, first.RefreshToken);

    expect(AuthenticationResult?.RefreshToken).toBeUndefined();
    const [before, after] = [payloadOf(first.AccessToken), payloadOf(AuthenticationResult?.AccessToken ?? '')];
    expect(after.origin_jti).toBe(before.origin_jti);
    expect(after.auth_time).toBe(before.auth_time);
    expect(after.jti).not.toBe(before.jti);
    expect(after.iat).toBe(Number(before.iat) + 60);
  });

  it("refuses an invented, an expired and another client's token", async () => {
    const pool = await aUserPool();
    await pool.join();
    const { RefreshToken } = await pool.signIn();
    const [id] = RefreshToken.split('.');

    expect(await refusalOf(refresh(pool, 'invented'))).toEqual({
      name: 'NotAuthorizedException',
      message: 'Invalid Refresh Token',
    });
    expect((await refusalOf(refresh(pool, `${id}.guess`)))?.message).toBe('Invalid Refresh Token');
    const elsewhere = refresh({ ...pool, clientId: pool.otherClientId }, RefreshToken);
    expect((await refusalOf(elsewhere))?.message).toBe('Invalid Refresh Token');
    pool.clock.nowMs += 30 * 86_400_000;
    expect((await refusalOf(refresh(pool, RefreshToken)))?.message).toBe('Refresh Token has expired');
  });
});

describe('signing out', () => {
  const signedIn = async () => {
    const pool = await aUserPool();
    await pool.join();
    return { pool, here: await pool.signIn(), elsewhere: await pool.signIn() };
  };

  it('everywhere ends every session', async () => {
    const { pool, here, elsewhere } = await signedIn();

    await pool.client.send(new GlobalSignOutCommand({ AccessToken: here.AccessToken }));

    for (const { AccessToken, RefreshToken } of [here, elsewhere]) {
      expect(await refusalOf(getUser(pool, AccessToken))).toEqual({
        name: 'NotAuthorizedException',
        message: 'Access Token has been revoked',
      });
      expect((await refusalOf(refresh(pool, RefreshToken)))?.name).toBe('NotAuthorizedException');
    }
  });

  it('by RevokeToken ends one session, and may be repeated', async () => {
    const { pool, here, elsewhere } = await signedIn();
    const revoke = () =>
      pool.client.send(new RevokeTokenCommand({ ClientId: pool.clientId, Token: here.RefreshToken }));

    await revoke();
    await revoke();

    expect((await refusalOf(getUser(pool, here.AccessToken)))?.message).toBe('Access Token has been revoked');
    expect((await getUser(pool, elsewhere.AccessToken)).Username).toBeDefined();
  });

  it('by RevokeToken takes refresh tokens only', async () => {
    const { pool, here } = await signedIn();
    const revoke = new RevokeTokenCommand({ ClientId: pool.clientId, Token: here.AccessToken });

    expect((await refusalOf(pool.client.send(revoke)))?.name).toBe('UnsupportedTokenTypeException');
  });

  it('happens to a disabled user, who may come back later', async () => {
    const { pool, here } = await signedIn();
    const who = { UserPoolId: pool.poolId, Username: EMAIL };

    await pool.client.send(new AdminDisableUserCommand(who));
    expect((await refusalOf(refresh(pool, here.RefreshToken)))?.name).toBe('NotAuthorizedException');
    await pool.client.send(new AdminEnableUserCommand(who));

    expect((await pool.signIn()).AccessToken).not.toBe('');
  });
});

describe('an access token', () => {
  it.each([
    ['an ID token', async (pool: TestPool) => (await pool.signIn()).IdToken, 'Invalid Access Token'],
    ['nonsense', async () => 'nonsense', 'Invalid Access Token'],
    [
      'a changed one',
      async (pool: TestPool) => {
        const [header, payload, signature] = (await pool.signIn()).AccessToken.split('.');
        const claims = { ...JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), sub: 'somebody' };
        return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
      },
      'Invalid Access Token',
    ],
    [
      'one without a signature',
      async (pool: TestPool) => {
        const [, payload] = (await pool.signIn()).AccessToken.split('.');
        return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
      },
      'Invalid Access Token',
    ],
    [
      'an expired one',
      async (pool: TestPool) => {
        const { AccessToken } = await pool.signIn();
        pool.clock.nowMs += 3_600_000;
        return AccessToken;
      },
      'Access Token has expired',
    ],
    [
      'one of another pool',
      async () => {
        const other = await aUserPool();
        await other.join();
        return (await other.signIn()).AccessToken;
      },
      'Invalid Access Token',
    ],
  ])('is not %s', async (_what, aToken, message) => {
    const pool = await aUserPool();
    await pool.join();

    expect(await refusalOf(getUser(pool, await aToken(pool)))).toEqual({ name: 'NotAuthorizedException', message });
  });
});

describe('ChangePassword', () => {
  const change = ({ client }: TestPool, AccessToken: string, PreviousPassword: string, ProposedPassword: string) =>
    client.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));

  it('replaces the password', async () => {
    const pool = await aUserPool();
    await pool.join();
    const { AccessToken } = await pool.signIn();

    await change(pool, AccessToken, PASSWORD, 'Another-pass-2');

    expect((await refusalOf(pool.signIn()))?.message).toBe('Incorrect username or password.');
    await pool.signIn(EMAIL, 'Another-pass-2');
  });

  it('refuses a wrong old password, a weak new one, and too many tries', async () => {
    const pool = await aUserPool();
    await pool.join();
    const { AccessToken } = await pool.signIn();
    const tryWrong = () => refusalOf(change(pool, AccessToken, 'Wrong-password-1', 'Another-pass-2'));

    expect((await refusalOf(change(pool, AccessToken, PASSWORD, 'weak')))?.name).toBe('InvalidPasswordException');
    for (let tries = 0; tries < 5; tries++) {
      expect(await tryWrong()).toEqual({ name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
    }
    expect((await tryWrong())?.name).toBe('LimitExceededException');
  });
});
