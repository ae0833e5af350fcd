/** Carries calls to the bookstore's APIs. Failures are ApiErrors; throttled calls are tried again by themselves. */
import createClient, { type Client } from 'openapi-fetch';
import { ApiError, toApiError, toNetworkError } from './api-error.ts';
import type { paths } from './api-types.ts';
import { type RetryOptions, retryThrottled } from './retry.ts';

export type CallOptions = Pick<RetryOptions, 'signal' | 'onWait'>;

/** The `signal` of the call, and the token where there is one. */
export type SendOptions = {
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
};

/** Tokens of one kind for whoever is signed in. Both throw an ApiError `signed-out` when nobody is. */
export interface TokenSource {
  getToken(): Promise<string>;
  renewToken(): Promise<string>;
}

export interface TransportOptions {
  readonly fetchAnswer?: typeof fetch;
  readonly isOnline?: () => boolean;
  readonly tokens?: TokenSource;
}

export type Answer<T> = { data?: T; error?: unknown; response: Response };
type Send<T> = (options: SendOptions) => Promise<Answer<T>>;

const nobody: TokenSource = { getToken: refuse, renewToken: refuse };

export class ApiTransport<Paths extends object = paths> {
  readonly url: string;
  readonly client: Client<Paths>;
  readonly #isOnline: () => boolean;
  readonly #tokens: TokenSource;

  constructor(url: string, { fetchAnswer = fetch, isOnline, tokens = nobody }: TransportOptions = {}) {
    this.url = url;
    this.client = createClient<Paths>({ baseUrl: url, fetch: (request) => fetchAnswer(request) });
    this.#isOnline = isOnline ?? (() => navigator.onLine);
    this.#tokens = tokens;
  }

  ask<T>(send: Send<T>, call: CallOptions): Promise<T> {
    return retryThrottled(async () => getData(await this.#send(send, call.signal)), call);
  }

  askSignedIn<T>(send: Send<T>, call: CallOptions): Promise<T> {
    return retryThrottled(async () => getData(await this.#sendSignedIn(send, call.signal)), call);
  }

  /** For calls whose success has nothing to say. */
  async tellSignedIn(send: Send<unknown>, call: CallOptions): Promise<void> {
    await retryThrottled(async () => this.#sendSignedIn(send, call.signal), call);
  }

  async #sendSignedIn<T>(send: Send<T>, signal: AbortSignal): Promise<Answer<T>> {
    const token = await this.#tokens.getToken();
    try {
      return await this.#send(send, signal, token);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'signed-out') throw error;
    }
    // A clock that is wrong, or a group that was changed: a new token may do where this one did not.
    return this.#send(send, signal, await this.#tokens.renewToken());
  }

  async #send<T>(send: Send<T>, signal: AbortSignal, token?: string): Promise<Answer<T>> {
    const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const answer = await send({ signal, headers }).catch((cause: unknown) => {
      if (signal.aborted) throw signal.reason;
      throw toNetworkError(cause, this.#isOnline(), this.url);
    });
    if (!answer.response.ok) throw toApiError(answer.response.status, answer.error);
    return answer;
  }
}

function getData<T>({ data, response }: Answer<T>): T {
  if (data === undefined || data === null) throw new ApiError('unexpected', 'The answer is empty.', response.status);
  return data;
}

function refuse(): Promise<never> {
  return Promise.reject(new ApiError('signed-out', 'Nobody is signed in.'));
}
