/** What users may do with their own account. */

import {
  DeleteUserCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { aUserPool, cleanUp, EMAIL, PASSWORD, type PoolChanges, refusalOf, type TestPool } from './a-user-pool.ts';

afterEach(cleanUp);

const attributesOf = async ({ client }: TestPool, AccessToken: string) => {
  const { UserAttributes = [] } = await client.send(new GetUserCommand({ AccessToken }));
  return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
};
const update = ({ client }: TestPool, AccessToken: string, Name: string, Value: string) =>
  client.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
const verify = ({ client }: TestPool, AccessToken: string, Code: string) =>
  client.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code }));

async function signedIn(changes: PoolChanges = {}) {
  const pool = await aUserPool(changes);
  const sub = await pool.join();
  return { pool, sub, token: (await pool.signIn()).AccessToken };
}

describe('GetUser', () => {
  it('gives the attributes that the client may read', async () => {
    const { pool, sub, token } = await signedIn();

    expect(await pool.client.send(new GetUserCommand({ AccessToken: token }))).toMatchObject({ Username: sub });
    expect(await attributesOf(pool, token)).toEqual({ sub, email: EMAIL, email_verified: 'true', name: 'Ann' });
  });
});

describe('UpdateUserAttributes', () => {
  it('changes the name', async () => {
    const { pool, token } = await signedIn();

    await update(pool, token, 'name', 'Anna');

    expect((await attributesOf(pool, token)).name).toBe('Anna');
  });

  it.each([
    [
      'name',
      '',
      'InvalidParameterException',
      'Attributes did not conform to the schema: name: String must be no shorter than 1 characters\n',
    ],
    ['email_verified', 'true', 'NotAuthorizedException', 'A client attempted to write unauthorized attribute'],
    ['sub', 'x', 'NotAuthorizedException', 'A client attempted to write unauthorized attribute'],
    [
      'custom:shelf',
      '10',
      'InvalidParameterException',
      'Attributes did not conform to the schema: custom:shelf: Number must be no more than 9\n',
    ],
    [
      'custom:shelf',
      'x',
      'InvalidParameterException',
      'Attributes did not conform to the schema: custom:shelf: Value is not a number\n',
    ],
    [
      'custom:joined',
      'today',
      'InvalidParameterException',
      'Attributes did not conform to the schema: custom:joined: Attribute cannot be updated.\n',
    ],
    [
      'custom:none',
      'x',
      'InvalidParameterException',
      'Attributes did not conform to the schema: custom:none: Attribute does not exist in the schema.\n',
    ],
    ['email', 'no address', 'InvalidParameterException', 'Invalid email address format.'],
    ['email', 'ben@example.com', 'AliasExistsException', 'An account with the given email already exists.'],
  ])('refuses %s = %j', async (attribute, value, name, message) => {
    const client = { WriteAttributes: ['email', 'name', 'custom:shelf', 'custom:joined', 'custom:none'] };
    const { pool, token } = await signedIn({ client });
    await pool.join('ben@example.com');

    expect(await refusalOf(update(pool, token, attribute, value))).toEqual({ name, message });
  });

  it('keeps the old address until the code for the new one comes back, where the template says so', async () => {
    const before = { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } };
    const { pool, token } = await signedIn({ pool: before });

    const { CodeDeliveryDetailsList } = await update(pool, token, 'email', 'new@other.org');
    expect(CodeDeliveryDetailsList).toMatchObject([{ Destination: 'n***@o***' }]);
    expect(pool.codes.at(-1)).toMatchObject({ email: 'new@other.org', purpose: 'email' });
    expect(await attributesOf(pool, token)).toMatchObject({ email: EMAIL, email_verified: 'true' });
    expect((await refusalOf(pool.signIn('new@other.org')))?.name).toBe('NotAuthorizedException');

    await verify(pool, token, pool.lastCode());
    expect(await attributesOf(pool, token)).toMatchObject({ email: 'new@other.org', email_verified: 'true' });
    await pool.signIn('new@other.org');
    expect((await refusalOf(pool.signIn(EMAIL)))?.name).toBe('NotAuthorizedException');
  });

  it('takes the new address at once, unverified, where the template does not say so', async () => {
    const { pool, token } = await signedIn();

    await update(pool, token, 'email', 'new@other.org');

    expect(await attributesOf(pool, token)).toMatchObject({ email: 'new@other.org', email_verified: 'false' });
    const ask = { AccessToken: token, AttributeName: 'email' };
    await pool.client.send(new GetUserAttributeVerificationCodeCommand(ask));
    expect((await refusalOf(verify(pool, token, 'x'.repeat(6))))?.name).toBe('CodeMismatchException');
    await verify(pool, token, pool.lastCode());
    expect(await attributesOf(pool, token)).toMatchObject({ email_verified: 'true' });
  });

  it('does not give an address to a second user who proves it later', async () => {
    const before = { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } };
    const { pool, token } = await signedIn({ pool: before });
    await update(pool, token, 'email', 'wanted@example.com');
    const code = pool.lastCode();
    await pool.join('wanted@example.com');

    expect((await refusalOf(verify(pool, token, code)))?.name).toBe('AliasExistsException');
  });
});

describe('DeleteUser', () => {
  it('forgets the user, whose address is free again', async () => {
    const { pool, sub, token } = await signedIn();

    await pool.client.send(new DeleteUserCommand({ AccessToken: token }));

    expect((await refusalOf(pool.signIn()))?.message).toBe('Incorrect username or password.');
    expect((await refusalOf(attributesOf(pool, token)))?.name).toBe('NotAuthorizedException');
    expect(await pool.join()).not.toBe(sub);
    await pool.signIn(EMAIL, PASSWORD);
  });
});
