/** A forgotten password, and that nobody learns from it who has an account. */

import {
  AdminDisableUserCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { aUserPool, cleanUp, EMAIL, refusalOf, type TestPool } from './a-user-pool.ts';

afterEach(cleanUp);

const NEW_PASSWORD = 'Another-pass-2';
const forgot = ({ client, clientId }: TestPool, email = EMAIL) =>
  client.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));
const confirm = ({ client, clientId }: TestPool, code: string, email = EMAIL, password = NEW_PASSWORD) =>
  client.send(
    new ConfirmForgotPasswordCommand({
      ClientId: clientId,
      Username: email,
      ConfirmationCode: code,
      Password: password,
    }),
  );

/** One confirmed user, one who has not confirmed, one who is disabled; nobody@example.com is none. */
async function aPeopledPool(client: Record<string, unknown> = {}): Promise<TestPool> {
  const pool = await aUserPool({ client });
  await pool.join();
  await pool.signUp('new@example.com');
  await pool.join('gone@example.com');
  await pool.client.send(new AdminDisableUserCommand({ UserPoolId: pool.poolId, Username: 'gone@example.com' }));
  pool.codes.splice(0);
  return pool;
}

describe('a forgotten password', () => {
  it('is replaced by whoever has the code, once', async () => {
    const pool = await aPeopledPool();

    const { CodeDeliveryDetails } = await forgot(pool);
    expect(CodeDeliveryDetails).toEqual({ AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' });
    expect(pool.codes).toMatchObject([{ email: EMAIL, purpose: 'recovery' }]);
    await confirm(pool, pool.lastCode());

    await pool.signIn(EMAIL, NEW_PASSWORD);
    expect((await refusalOf(pool.signIn()))?.name).toBe('NotAuthorizedException');
    expect((await refusalOf(confirm(pool, pool.lastCode())))?.name).toBe('ExpiredCodeException');
  });

  it('keeps the code when the new password is refused', async () => {
    const pool = await aPeopledPool();
    await forgot(pool);

    expect(await refusalOf(confirm(pool, pool.lastCode(), EMAIL, 'weak'))).toEqual({
      name: 'InvalidPasswordException',
      message: 'Password did not conform with policy: Password not long enough',
    });
    await confirm(pool, pool.lastCode());
  });

  it('needs a code that is at most an hour old', async () => {
    const pool = await aPeopledPool();
    await forgot(pool);
    pool.clock.nowMs += 3_600_000;

    expect((await refusalOf(confirm(pool, pool.lastCode())))?.name).toBe('ExpiredCodeException');
  });

  const people = [
    ['a user', EMAIL],
    ['a user who has not confirmed', 'new@example.com'],
    ['a disabled user', 'gone@example.com'],
    ['a name that nobody has', 'nobody@example.com'],
  ];
  it.each(people)('looks the same from outside for %s', async (_who, email) => {
    const pool = await aPeopledPool();
    const wrong = () => refusalOf(confirm(pool, '000000', email));

    expect((await wrong())?.name).toBe('ExpiredCodeException');
    const { CodeDeliveryDetails } = await forgot(pool, email);
    expect(CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'EMAIL', Destination: `${email?.charAt(0)}***@e***` });
    for (let tries = 0; tries < 5; tries++) expect((await wrong())?.name).toBe('CodeMismatchException');
    expect((await wrong())?.name).toBe('LimitExceededException');
    await forgot(pool, email);
    pool.clock.nowMs += 3_600_000;
    expect((await wrong())?.name).toBe('ExpiredCodeException');
    for (let count = 0; count < 20; count++) await forgot(pool, email);
    expect((await refusalOf(forgot(pool, email)))?.name).toBe('LimitExceededException');
    // What was asked for tomorrow, by a clock that was put back, is not asked for within the last hour.
    pool.clock.nowMs -= 86_400_000;
    expect(await refusalOf(forgot(pool, email))).toBeUndefined();
  });

  it('sends nothing to those who may not have a code', async () => {
    const pool = await aPeopledPool();

    for (const [, email] of people.slice(1)) await forgot(pool, email);

    expect(pool.codes).toEqual([]);
  });

  it.each([
    [
      'new@example.com',
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    ],
    ['gone@example.com', 'NotAuthorizedException', 'User is disabled.'],
    ['nobody@example.com', 'UserNotFoundException', 'User does not exist.'],
  ])('is explained for %s where the client asks for it', async (email, name, message) => {
    const pool = await aPeopledPool({ PreventUserExistenceErrors: 'LEGACY' });

    expect(await refusalOf(forgot(pool, email))).toEqual({ name, message });
  });

  it('is a matter for administrators where the template says so', async () => {
    const pool = await aUserPool({
      pool: { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] } },
    });

    expect(await refusalOf(forgot(pool))).toEqual({
      name: 'NotAuthorizedException',
      message: 'Contact administrator to reset password.',
    });
  });
});
