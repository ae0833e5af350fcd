/** Amazon Cognito's JSON API, as far as a page without a secret needs it. Source: "Amazon Cognito user pools API Reference". */
import { ApiError, toNetworkError } from '../api-error.ts';
import { parseTokens, type Tokens } from './tokens.ts';
import { UserPoolError } from './user-pool-error.ts';

export interface UserPoolOptions {
  readonly endpoint: string;
  readonly clientId: string;
  readonly fetchAnswer?: typeof fetch;
  readonly isOnline?: () => boolean;
}

export interface SignUpRequest {
  readonly email: string;
  readonly password: string;
  /** What others see beside a review. */
  readonly name: string;
}

/** Every method throws a UserPoolError, or an ApiError when there is no answer. */
export class UserPool {
  readonly #endpoint: string;
  readonly #clientId: string;
  readonly #fetchAnswer: typeof fetch;
  readonly #isOnline: () => boolean;

  constructor({ endpoint, clientId, fetchAnswer, isOnline }: UserPoolOptions) {
    this.#endpoint = endpoint;
    this.#clientId = clientId;
    this.#fetchAnswer = fetchAnswer ?? ((address, request) => fetch(address, request));
    this.#isOnline = isOnline ?? (() => navigator.onLine);
  }

  async signUp({ email, password, name }: SignUpRequest): Promise<void> {
    const UserAttributes = [
      { Name: 'email', Value: email },
      { Name: 'name', Value: name },
    ];
    await this.#call('SignUp', { Username: email, Password: password, UserAttributes });
  }

  async confirmSignUp(email: string, code: string): Promise<void> {
    await this.#call('ConfirmSignUp', { Username: email, ConfirmationCode: code });
  }

  async resendCode(email: string): Promise<void> {
    await this.#call('ResendConfirmationCode', { Username: email });
  }

  async signIn(email: string, password: string): Promise<Tokens> {
    return this.#askForTokens('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD: password });
  }

  /** The answer has no new refresh token: the old one stays. */
  async refresh(refreshToken: string): Promise<Tokens> {
    const tokens = await this.#askForTokens('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken });
    return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
  }

  /** Ends the session everywhere: neither this refresh token nor the tokens made with it are taken any more. */
  async revoke(refreshToken: string): Promise<void> {
    await this.#call('RevokeToken', { Token: refreshToken });
  }

  async forgotPassword(email: string): Promise<void> {
    await this.#call('ForgotPassword', { Username: email });
  }

  async confirmForgotPassword(email: string, code: string, password: string): Promise<void> {
    await this.#call('ConfirmForgotPassword', { Username: email, ConfirmationCode: code, Password: password });
  }

  async #askForTokens(flow: string, parameters: Readonly<Record<string, string>>): Promise<Tokens> {
    const answer = await this.#call('InitiateAuth', { AuthFlow: flow, AuthParameters: parameters });
    const tokens = parseTokens(readMember(answer, 'AuthenticationResult'), Date.now());
    if (tokens !== undefined) return tokens;
    const challenge = readMember(answer, 'ChallengeName');
    throw new UserPoolError('ChallengeNeeded', `The user pool asks for ${String(challenge)} first.`);
  }

  async #call(operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    const request = {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ ClientId: this.#clientId, ...input }),
    };
    const toError = (cause: unknown) => toNetworkError(cause, this.#isOnline(), this.#endpoint);
    const response = await this.#fetchAnswer(this.#endpoint, request).catch((cause: unknown) => {
      throw toError(cause);
    });
    // RevokeToken answers with nothing at all.
    const text = await response.text();
    const answer = text === '' ? {} : parseJson(text);
    if (response.ok) return answer;
    throw toRefusal(answer, response.status);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError('unexpected', 'The user pool’s answer is not JSON.', undefined, { cause });
  }
}

function toRefusal(answer: unknown, status: number): Error {
  const type = readMember(answer, '__type');
  if (typeof type !== 'string')
    return new ApiError('unavailable', `The user pool answered with status ${status}.`, status);
  const message = readMember(answer, 'message');
  // Older endpoints put a namespace and a # before the name.
  return new UserPoolError(type.slice(type.lastIndexOf('#') + 1), typeof message === 'string' ? message : type);
}

function readMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
