/** The operations that AWS credentials are needed for. */

import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { anInvitedUser, aUserPool, cleanUp, EMAIL, PASSWORD, refusalOf, type TestPool } from './a-user-pool.ts';

afterEach(cleanUp);

const NAME = [{ Name: 'name', Value: 'Ann' }];
const who = ({ poolId }: TestPool, Username = EMAIL) => ({ UserPoolId: poolId, Username });
const create = (pool: TestPool, more: object = {}) =>
  pool.client.send(new AdminCreateUserCommand({ ...who(pool), UserAttributes: NAME, ...more }));
const setPassword = (pool: TestPool, Password: string, Permanent?: boolean) =>
  pool.client.send(new AdminSetUserPasswordCommand({ ...who(pool), Password, ...(Permanent && { Permanent }) }));

describe('AdminCreateUser', () => {
  it('invites with a temporary password that meets the policy and has to be replaced', async () => {
    const pool = await aUserPool();

    const { User } = await create(pool);
    expect(User).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true });
    expect(User?.UserCreateDate?.getTime()).toBe(pool.clock.nowMs);
    expect(pool.codes).toMatchObject([{ purpose: 'invitation', email: EMAIL }]);

    const challenge = await pool.client.send(
      new InitiateAuthCommand({
        ClientId: pool.clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: EMAIL, PASSWORD: pool.lastCode() },
      }),
    );
    expect(challenge.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    expect(challenge.AuthenticationResult).toBeUndefined();

    const respond = (session: string | undefined) =>
      pool.client.send(
        new RespondToAuthChallengeCommand({
          ClientId: pool.clientId,
          ChallengeName: 'NEW_PASSWORD_REQUIRED',
          Session: session,
          ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD: PASSWORD },
        }),
      );
    expect((await refusalOf(respond(`9${challenge.Session}`)))?.message).toBe('Invalid session for the user.');
    const { AuthenticationResult } = await respond(challenge.Session);
    expect(AuthenticationResult?.IdToken).toBeDefined();
    expect((await refusalOf(respond(challenge.Session)))?.message).toBe('Invalid session for the user.');
    await pool.signIn();
  });

  it('stays silent when told so', async () => {
    const pool = await aUserPool();

    await create(pool, { MessageAction: 'SUPPRESS' });

    expect(pool.codes).toEqual([]);
  });

  it('sends the invitation again, with a new password', async () => {
    const pool = await aUserPool();
    await create(pool);

    await create(pool, { MessageAction: 'RESEND' });

    expect(pool.codes).toHaveLength(2);
    expect((await refusalOf(pool.signIn(EMAIL, pool.codes[0]?.code)))?.name).toBe('NotAuthorizedException');
  });

  it('gives the temporary password seven days', async () => {
    const pool = await aUserPool();
    await create(pool);
    pool.clock.nowMs += 7 * 86_400_000;

    expect((await refusalOf(pool.signIn(EMAIL, pool.lastCode())))?.message).toBe(
      'Temporary password has expired and must be reset by an administrator.',
    );
  });

  it.each([
    ['a taken address', {}, 'UsernameExistsException', 'User account already exists'],
    ['a name that is no address', { Username: 'ann' }, 'InvalidParameterException', 'Username should be an email.'],
    [
      'a pool that does not exist',
      { UserPoolId: 'us-east-1_none' },
      'ResourceNotFoundException',
      'User pool us-east-1_none does not exist.',
    ],
    [
      'an unknown attribute',
      { Username: 'b@x.org', UserAttributes: [{ Name: 'hat', Value: 'x' }] },
      'InvalidParameterException',
      'Attributes did not conform to the schema: hat: Attribute does not exist in the schema.\n',
    ],
    [
      'a weak password',
      { Username: 'b@x.org', TemporaryPassword: 'weak' },
      'InvalidPasswordException',
      'Password did not conform with policy: Password not long enough',
    ],
  ])('refuses %s', async (_what, change, name, message) => {
    const pool = await aUserPool();
    await create(pool);

    expect(await refusalOf(create(pool, change))).toEqual({ name, message });
  });
});

describe('AdminSetUserPassword', () => {
  it('sets one for good', async () => {
    const pool = await aUserPool();
    await create(pool);

    await setPassword(pool, PASSWORD, true);

    await pool.signIn();
    expect(await pool.client.send(new AdminGetUserCommand(who(pool)))).toMatchObject({ UserStatus: 'CONFIRMED' });
  });

  it('sets one until the next sign-in', async () => {
    const pool = await aUserPool();
    await pool.join();

    await setPassword(pool, 'Another-pass-2');

    const status = { UserStatus: 'FORCE_CHANGE_PASSWORD' };
    expect(await pool.client.send(new AdminGetUserCommand(who(pool)))).toMatchObject(status);
  });
});

describe('other operations for administrators', () => {
  it('confirm a user without a code', async () => {
    const pool = await aUserPool();
    await pool.signUp();

    await pool.client.send(new AdminConfirmSignUpCommand(who(pool)));

    await pool.signIn();
    expect((await refusalOf(pool.client.send(new AdminConfirmSignUpCommand(who(pool)))))?.name).toBe(
      'NotAuthorizedException',
    );
  });

  it('sign in on behalf of a user where the client allows it', async () => {
    const pool = await aUserPool({ client: { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] } });
    await pool.join();

    const { AuthenticationResult } = await pool.client.send(
      new AdminInitiateAuthCommand({
        UserPoolId: pool.poolId,
        ClientId: pool.clientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: EMAIL, PASSWORD },
      }),
    );

    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });

  it('sign a user out and delete a user', async () => {
    const pool = await aUserPool();
    await pool.join();
    const { AccessToken } = await pool.signIn();

    await pool.client.send(new AdminUserGlobalSignOutCommand(who(pool)));
    expect((await refusalOf(pool.client.send(new GetUserCommand({ AccessToken }))))?.message).toBe(
      'Access Token has been revoked',
    );
    await pool.client.send(new AdminDeleteUserCommand(who(pool)));
    expect(await refusalOf(pool.client.send(new AdminDeleteUserCommand(who(pool))))).toEqual({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });

  it('put users into the groups of the template and take them out', async () => {
    const pool = await aUserPool();
    const sub = await pool.join();
    const members = async () => {
      const list = new ListUsersInGroupCommand({ UserPoolId: pool.poolId, GroupName: 'admins' });
      return (await pool.client.send(list)).Users?.map(({ Username }) => Username);
    };
    const inGroup = { ...who(pool), GroupName: 'admins' };

    await pool.client.send(new AdminAddUserToGroupCommand(inGroup));
    await pool.client.send(new AdminAddUserToGroupCommand(inGroup));
    expect(await members()).toEqual([sub]);
    await pool.client.send(new AdminRemoveUserFromGroupCommand(inGroup));
    expect(await members()).toEqual([]);
    const unknown = new AdminAddUserToGroupCommand({ ...who(pool), GroupName: 'chiefs' });
    expect(await refusalOf(pool.client.send(unknown))).toEqual({
      name: 'ResourceNotFoundException',
      message: 'Group not found.',
    });
  });
});

describe('ListUsers', () => {
  const list = async ({ client, poolId }: TestPool, more: object) => {
    const { Users = [], PaginationToken } = await client.send(new ListUsersCommand({ UserPoolId: poolId, ...more }));
    return { names: Users.map(({ Username }) => Username), PaginationToken };
  };

  it('gives everybody once, a page at a time, also when somebody on a page has gone', async () => {
    const pool = await aUserPool();
    const names: string[] = [];
    for (const letter of 'abcde') {
      pool.clock.nowMs += 1000;
      names.push(await anInvitedUser(pool, `${letter}@example.com`));
    }

    const first = await list(pool, { Limit: 2 });
    expect(first.names).toEqual(names.slice(0, 2));
    await pool.client.send(new AdminDeleteUserCommand(who(pool, 'b@example.com')));
    const second = await list(pool, { Limit: 2, PaginationToken: first.PaginationToken });
    expect(second.names).toEqual(names.slice(2, 4));
    const third = await list(pool, { Limit: 2, PaginationToken: second.PaginationToken });
    expect(third).toEqual({ names: names.slice(4), PaginationToken: undefined });
  });

  it.each([
    ['email = "ben@example.com"', 1],
    ['email ^= "ben"', 2],
    ['email ^= "BEN@"', 1],
    ['cognito:user_status = "CONFIRMED"', 2],
    ['status = "Disabled"', 0],
    ['name = "Nobody"', 0],
  ])('finds those who meet %s', async (Filter, count) => {
    const pool = await aUserPool();
    await anInvitedUser(pool, 'ben@example.com');
    await anInvitedUser(pool, 'benno@example.com');

    expect((await list(pool, { Filter })).names).toHaveLength(count);
  });

  it('refuses a filter that is none, and an invented token', async () => {
    const pool = await aUserPool();

    expect((await refusalOf(list(pool, { Filter: 'email' })))?.message).toBe('Error while parsing filter.');
    expect((await refusalOf(list(pool, { PaginationToken: 'x' })))?.name).toBe('InvalidParameterException');
  });
});
