/** Who is signed in, and fresh tokens for the API. */
import { ApiError } from '../api-error.ts';
import type { TokenSource } from '../api-transport.ts';
import { Observable } from '../observable.ts';
import type { TextStorage } from '../storage.ts';
import { findReader, parseStoredTokens, type Reader, type Tokens } from './tokens.ts';
import type { UserPool } from './user-pool.ts';
import { UserPoolError } from './user-pool-error.ts';

/** Tells the shop's other tabs in this browser, such as a BroadcastChannel. */
export interface OtherTabs {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

const storageKey = 'session';
const earlyByMs = 60_000;

/**
 * The tokens lie in sessionStorage: they survive a reload, and are gone with the last tab, so that a computer used by
 * others forgets the visitor. In localStorage they would stay for the 30 days that a refresh token lives. A script of
 * somebody else could read either place, or just use the page's own memory: against that stand the content security
 * policy, which runs no foreign script, and the revocation at sign-out. A new tab asks the others for the session.
 */
export class Session extends Observable {
  readonly #pool: UserPool;
  readonly #storage: TextStorage;
  readonly #tabs: OtherTabs;
  #tokens: Tokens | undefined;
  #renewal: Promise<Tokens> | undefined;
  /** For the REST API and the WebSocket API. */
  readonly idTokens = this.#supply(({ idToken }) => idToken);
  /** For the HTTP API. */
  readonly accessTokens = this.#supply(({ accessToken }) => accessToken);
  reader: Reader | undefined;
  /** True when the visitor was signed in and did not sign out: the session was ended by the pool. */
  hasEnded = false;

  constructor(pool: UserPool, storage: TextStorage, tabs: OtherTabs) {
    super();
    this.#pool = pool;
    this.#storage = storage;
    this.#tabs = tabs;
    this.#use(parseStoredTokens(storage.getItem(storageKey)));
    tabs.onmessage = ({ data }) => this.#hear(data);
    if (this.reader === undefined) tabs.postMessage({ type: 'who' });
  }

  async signIn(email: string, password: string): Promise<void> {
    this.#use(await this.#pool.signIn(email, password));
    this.#tell();
  }

  /** Signs out here at once. The pool is told too; without an answer the tokens end by themselves. */
  async signOut(): Promise<void> {
    const refreshToken = this.#tokens?.refreshToken;
    this.#use(undefined);
    this.#tabs.postMessage({ type: 'signed-out' });
    if (refreshToken === undefined) return;
    await this.#pool.revoke(refreshToken).catch((error: unknown) => {
      console.info('The refresh token could not be revoked.', error instanceof Error ? error.message : error);
    });
  }

  #supply(pick: (tokens: Tokens) => string): TokenSource {
    return {
      getToken: async () => pick(await this.#getTokens()),
      renewToken: async () => pick(await this.#renew()),
    };
  }

  async #getTokens(): Promise<Tokens> {
    if (this.#tokens === undefined) throw signedOut();
    return Date.now() < this.#tokens.expiresAtMs - earlyByMs ? this.#tokens : this.#renew();
  }

  /** Once for all calls that ask for it at the same time. */
  #renew(): Promise<Tokens> {
    this.#renewal ??= this.#renewOnce().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #renewOnce(): Promise<Tokens> {
    const before = this.#tokens;
    if (before?.refreshToken === undefined) throw this.#end();
    try {
      const tokens = await this.#pool.refresh(before.refreshToken);
      // Whoever signed out meanwhile stays signed out.
      if (this.#tokens !== before) throw signedOut();
      this.#use(tokens);
      return tokens;
    } catch (error) {
      if (error instanceof UserPoolError && error.code === 'NotAuthorizedException') throw this.#end();
      throw error instanceof UserPoolError ? new ApiError('unavailable', error.message) : error;
    }
  }

  #end(): ApiError {
    this.hasEnded = this.reader !== undefined;
    this.#use(undefined);
    return signedOut();
  }

  #use(tokens: Tokens | undefined): void {
    this.reader = tokens && findReader(tokens.idToken);
    this.#tokens = this.reader && tokens;
    if (this.#tokens === undefined) this.#storage.removeItem(storageKey);
    else this.#storage.setItem(storageKey, JSON.stringify(this.#tokens));
    if (this.reader !== undefined) this.hasEnded = false;
    this.tellWatchers();
  }

  #tell(): void {
    if (this.#tokens !== undefined) this.#tabs.postMessage({ type: 'signed-in', tokens: JSON.stringify(this.#tokens) });
  }

  #hear(message: unknown): void {
    const type = typeof message === 'object' && message !== null ? Reflect.get(message, 'type') : undefined;
    if (type === 'who') this.#tell();
    if (type === 'signed-out' && this.reader !== undefined) this.#use(undefined);
    if (type !== 'signed-in' || this.reader !== undefined) return;
    const tokens = typeof message === 'object' && message !== null ? Reflect.get(message, 'tokens') : undefined;
    if (typeof tokens === 'string') this.#use(parseStoredTokens(tokens));
  }
}

function signedOut(): ApiError {
  return new ApiError('signed-out', 'Nobody is signed in.', 401);
}
