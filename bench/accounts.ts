/** Signs readers up in the local user pool, and in. */

export interface Account {
  readonly email: string;
  /** The Cognito `sub`. */
  readonly userId: string;
  /** An ID token, good for an hour. */
  readonly token: string;
  /** What the HTTP API takes. */
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface Tokens {
  readonly IdToken: string;
  readonly AccessToken: string;
  readonly RefreshToken: string;
}

type Outputs = Readonly<Record<string, string>>;

const PASSWORD = 'Bookstore-1!';
const AT_ONCE = 8;
/** The local pool wants calls of administrators signed, by anybody. */
const SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0';

/** Of the account that `npm start` makes for staff. */
export function signInAsStaff(outputs: Outputs): Promise<Account> {
  return signIn(outputs, 'admin@example.com');
}

/** Of the account that `npm start` makes for people who read. */
export function signInAsReader(outputs: Outputs): Promise<Account> {
  return signIn(outputs, 'reader@example.com');
}

/** `group` tells the readers of one call from those of others. */
export async function signUpReaders(outputs: Outputs, group: string, count: number): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  let next = 0;
  const signUpSome = async (): Promise<void> => {
    while (next < count) accounts.push(await signUp(outputs, `${group}-${next++}@example.com`));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, signUpSome));
  return accounts;
}

export function readClaims(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

async function signUp(outputs: Outputs, email: string): Promise<Account> {
  const { UserPoolId, UserPoolClientId: ClientId } = outputs;
  const UserAttributes = [{ Name: 'name', Value: 'Some Reader' }];
  await call(outputs, 'SignUp', { ClientId, Username: email, Password: PASSWORD, UserAttributes });
  await call(outputs, 'AdminConfirmSignUp', { UserPoolId, Username: email });
  return signIn(outputs, email);
}

export async function canSignIn(outputs: Outputs, email: string): Promise<boolean> {
  return signIn(outputs, email).then(
    () => true,
    () => false,
  );
}

/** Undefined once it has happened, else what was answered. */
export async function trySignUp(outputs: Outputs, email: string): Promise<string | undefined> {
  return signUp(outputs, email).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

export async function signIn(outputs: Outputs, email: string): Promise<Account> {
  const { AuthenticationResult } = await call(outputs, 'InitiateAuth', {
    ClientId: outputs.UserPoolClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD },
  });
  const { IdToken: token, AccessToken: accessToken, RefreshToken: refreshToken } = AuthenticationResult as Tokens;
  return { email, userId: String(readClaims(token).sub), token, accessToken, refreshToken };
}

/** New ID and access tokens, which are not kept. */
export async function refreshTokens(outputs: Outputs, { refreshToken }: Account): Promise<void> {
  await call(outputs, 'InitiateAuth', {
    ClientId: outputs.UserPoolClientId,
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
}

/** This session; others of the same account stay. */
export async function signOut(outputs: Outputs, { refreshToken: Token }: Account): Promise<void> {
  await call(outputs, 'RevokeToken', { ClientId: outputs.UserPoolClientId, Token });
}

async function call({ UserPoolEndpoint }: Outputs, operation: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(UserPoolEndpoint ?? '', {
    method: 'POST',
    headers: {
      Authorization: SIGNATURE,
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${operation}: ${JSON.stringify(answer)}`);
  return answer;
}
