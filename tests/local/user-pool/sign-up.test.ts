/** From a new name to a confirmed user. */

import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { aUserPool, cleanUp, EMAIL, PASSWORD, refusalOf, type TestPool } from './a-user-pool.ts';

afterEach(cleanUp);

const HOUR_MS = 3_600_000;
const signUp = ({ client, clientId }: TestPool, change: object = {}) =>
  client.send(
    new SignUpCommand({
      ClientId: clientId,
      Username: EMAIL,
      Password: PASSWORD,
      UserAttributes: [{ Name: 'name', Value: 'Ann' }],
      ...change,
    }),
  );
const confirm = ({ client, clientId }: TestPool, code: string, email = EMAIL) =>
  client.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: email, ConfirmationCode: code }));
const resend = ({ client, clientId }: TestPool, email = EMAIL) =>
  client.send(new ResendConfirmationCodeCommand({ ClientId: clientId, Username: email }));
const aWrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('SignUp', () => {
  it('makes an unconfirmed user and sends a code that no answer shows', async () => {
    const pool = await aUserPool();

    const answer = await signUp(pool);

    expect(answer).toMatchObject({
      UserConfirmed: false,
      UserSub: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' },
    });
    expect(pool.codes).toEqual([
      {
        poolId: pool.poolId,
        username: answer.UserSub,
        email: EMAIL,
        code: expect.stringMatching(/^\d{6}$/),
        purpose: 'sign-up',
      },
    ]);
    expect(JSON.stringify(answer)).not.toContain(pool.lastCode());
  });

  it.each([
    ['a taken address', {}, 'UsernameExistsException', 'An account with the given email already exists.'],
    [
      'the same address in other letters',
      { Username: 'Ann@Example.com' },
      'UsernameExistsException',
      'An account with the given email already exists.',
    ],
    ['a name that is no address', { Username: 'ann' }, 'InvalidParameterException', 'Username should be an email.'],
    [
      'a client that does not exist',
      { ClientId: 'nobody' },
      'ResourceNotFoundException',
      'User pool client nobody does not exist.',
    ],
    [
      'a short password',
      { Username: 'b@x.org', Password: 'Aa1' },
      'InvalidPasswordException',
      'Password did not conform with policy: Password not long enough',
    ],
    [
      'no name attribute',
      { Username: 'b@x.org', UserAttributes: [] },
      'InvalidParameterException',
      'Attributes did not conform to the schema: name: The attribute is required\n',
    ],
    [
      'a name attribute that is too long',
      { Username: 'b@x.org', UserAttributes: [{ Name: 'name', Value: 'x'.repeat(51) }] },
      'InvalidParameterException',
      'Attributes did not conform to the schema: name: String must be no longer than 50 characters\n',
    ],
    [
      'an attribute that clients may not write',
      { Username: 'b@x.org', UserAttributes: [{ Name: 'custom:shelf', Value: '1' }] },
      'NotAuthorizedException',
      'A client attempted to write unauthorized attribute',
    ],
    [
      'an address that says it is verified',
      { Username: 'b@x.org', UserAttributes: [{ Name: 'email_verified', Value: 'true' }] },
      'NotAuthorizedException',
      'A client attempted to write unauthorized attribute',
    ],
  ])('refuses %s', async (_what, change, name, message) => {
    const pool = await aUserPool();
    await signUp(pool);

    expect(await refusalOf(signUp(pool, change))).toEqual({ name, message });
  });

  it('gives an address to one of two who ask at the same time', async () => {
    const pool = await aUserPool();

    const outcomes = await Promise.all([refusalOf(signUp(pool)), refusalOf(signUp(pool)), refusalOf(signUp(pool))]);

    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
  });

  it('is refused where only administrators make users', async () => {
    const pool = await aUserPool({ pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } });

    expect(await refusalOf(signUp(pool))).toEqual({
      name: 'NotAuthorizedException',
      message: 'SignUp is not permitted for this user pool',
    });
  });
});

describe('ConfirmSignUp', () => {
  it('confirms the user and the address', async () => {
    const pool = await aUserPool();
    await signUp(pool);

    await confirm(pool, pool.lastCode());

    const user = await pool.client.send(new AdminGetUserCommand({ UserPoolId: pool.poolId, Username: EMAIL }));
    expect(user).toMatchObject({ UserStatus: 'CONFIRMED', Enabled: true });
    expect(user.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
  });

  it('refuses a wrong code, an old one and a second use', async () => {
    const pool = await aUserPool();
    await signUp(pool);
    const code = pool.lastCode();
    const mismatch = {
      name: 'CodeMismatchException',
      message: 'Invalid verification code provided, please try again.',
    };
    expect(await refusalOf(confirm(pool, aWrong(code)))).toEqual(mismatch);
    pool.clock.nowMs += 24 * HOUR_MS;
    expect(await refusalOf(confirm(pool, code))).toEqual({
      name: 'ExpiredCodeException',
      message: 'Invalid code provided, please request a code again.',
    });
    await resend(pool);
    expect(await refusalOf(confirm(pool, aWrong(pool.lastCode())))).toEqual(mismatch);
    await confirm(pool, pool.lastCode());
    expect(await refusalOf(confirm(pool, pool.lastCode()))).toEqual({
      name: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    });
  });

  it('stops listening after five wrong codes, the right one included, until there is a new one', async () => {
    const pool = await aUserPool();
    await signUp(pool);
    const code = pool.lastCode();
    for (let tries = 0; tries < 5; tries++) await refusalOf(confirm(pool, aWrong(code)));

    expect((await refusalOf(confirm(pool, code)))?.name).toBe('TooManyFailedAttemptsException');

    await resend(pool);
    await confirm(pool, pool.lastCode());
  });

  it.each([
    ['ENABLED', 'ExpiredCodeException'],
    ['LEGACY', 'UserNotFoundException'],
  ])('answers for an unknown name, with PreventUserExistenceErrors %s, by %s', async (setting, name) => {
    const pool = await aUserPool({ client: { PreventUserExistenceErrors: setting } });

    expect((await refusalOf(confirm(pool, '123456', 'nobody@example.com')))?.name).toBe(name);
  });
});

describe('ResendConfirmationCode', () => {
  it('replaces the code', async () => {
    const pool = await aUserPool();
    await signUp(pool);
    const [first] = pool.codes;

    const { CodeDeliveryDetails } = await resend(pool);

    expect(CodeDeliveryDetails?.Destination).toBe('a***@e***');
    expect(pool.codes).toHaveLength(2);
    if (first?.code !== pool.lastCode()) {
      expect((await refusalOf(confirm(pool, first?.code ?? '')))?.name).toBe('CodeMismatchException');
    }
  });

  it('pretends for a name that nobody has', async () => {
    const pool = await aUserPool();

    const { CodeDeliveryDetails } = await resend(pool, 'nobody@example.com');

    expect(CodeDeliveryDetails).toMatchObject({ Destination: 'n***@e***', DeliveryMedium: 'EMAIL' });
    expect(pool.codes).toEqual([]);
  });

  it('refuses for a confirmed user', async () => {
    const pool = await aUserPool();
    await pool.join();

    expect(await refusalOf(resend(pool))).toEqual({
      name: 'InvalidParameterException',
      message: 'User is already confirmed.',
    });
  });

  it('is limited', async () => {
    const pool = await aUserPool();
    await signUp(pool);
    for (let count = 0; count < 19; count++) await resend(pool);

    expect(await refusalOf(resend(pool))).toEqual({
      name: 'LimitExceededException',
      message: 'Attempt limit exceeded, please try after some time.',
    });
    pool.clock.nowMs += HOUR_MS;
    await resend(pool);
  });
});
