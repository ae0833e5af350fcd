/** Accounts and API calls for journeys, past the pages: what happens elsewhere while a page is open. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { RunningApp } from './stack.ts';

export interface Account {
  readonly email: string;
  readonly password: string;
}

export const reader: Account = { email: 'reader@example.com', password: 'Bookstore-1!' };
export const staff: Account = { email: 'admin@example.com', password: 'Bookstore-1!' };

export interface ApiCall {
  readonly method?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody in a room. */
export interface Talker {
  /** Resolves when it is stored and sent to all. */
  say(text: string): Promise<void>;
  leave(): void;
}

interface Tokens {
  readonly IdToken: string;
  readonly AccessToken: string;
}

export class ShopClient {
  readonly #app: RunningApp;
  readonly #tokens = new Map<string, Tokens>();
  #accounts = 0;

  constructor(app: RunningApp) {
    this.#app = app;
  }

  /** Somebody new, with an empty cart. */
  async createReader(name = 'Nora Newman'): Promise<Account> {
    this.#accounts += 1;
    const account = { email: `reader-${this.#accounts}@example.org`, password: 'A-long-word-1' };
    const UserAttributes = [{ Name: 'name', Value: name }];
    await this.#askPool('SignUp', { Username: account.email, Password: account.password, UserAttributes });
    const ConfirmationCode = await this.readCode(account.email);
    await this.#askPool('ConfirmSignUp', { Username: account.email, ConfirmationCode });
    return account;
  }

  /** The newest code for an address, from what npm start has printed. */
  async readCode(email: string, before?: string): Promise<string> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const codes = [...this.#app.printed().matchAll(/code for (\S+) is (\d{6})/g)];
      const code = codes.filter(([, address]) => address === email).at(-1)?.[2];
      if (code !== undefined && code !== before) return code;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`No code was printed for ${email}.`);
  }

  /** Throws unless the API agrees. */
  async call(account: Account, path: string, { method = 'GET', body, headers }: ApiCall = {}): Promise<unknown> {
    const response = await fetch(`${this.#output('ApiUrl')}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${(await this.#getTokens(account)).IdToken}`,
        'Content-Type': 'application/json',
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** The ID token of somebody who has signed in. */
  async readToken(account: Account): Promise<string> {
    return (await this.#getTokens(account)).IdToken;
  }

  /** Over the HTTP API. */
  async saveForLater(account: Account, ...bookIds: readonly string[]): Promise<void> {
    const { AccessToken } = await this.#getTokens(account);
    for (const bookId of bookIds) {
      const address = `${this.#output('HttpApiUrl')}/wishlist/${bookId}`;
      const { status } = await fetch(address, { method: 'PUT', headers: { Authorization: `Bearer ${AccessToken}` } });
      if (status !== 204) throw new Error(`Saving ${bookId} was answered with ${status}.`);
    }
  }

  /** Joins a room of the chat, beside any page. */
  async enterRoom(account: Account, room: string): Promise<Talker> {
    const { IdToken } = await this.#getTokens(account);
    const socket = new WebSocket(this.#output('WebSocketUrl'), ['bookstore', IdToken]);
    await once(socket, 'open');
    let settle: (frame: { readonly type: string; readonly requestId?: string }) => void = () => {};
    socket.on('message', (data) => settle(JSON.parse(data.toString())));
    const ask = (request: object): Promise<void> =>
      new Promise((resolve, reject) => {
        settle = (frame) => {
          if (frame.type === 'error') reject(new Error(JSON.stringify(frame)));
          else if (frame.requestId !== undefined) resolve();
        };
        socket.send(JSON.stringify({ ...request, room, requestId: 'x' }));
      });
    await ask({ action: 'join' });
    return { say: (text) => ask({ action: 'send', text }), leave: () => socket.close() };
  }

  async #getTokens({ email, password }: Account): Promise<Tokens> {
    const known = this.#tokens.get(email);
    if (known !== undefined) return known;
    const AuthParameters = { USERNAME: email, PASSWORD: password };
    const answer = await this.#askPool('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
    const tokens = (answer as { AuthenticationResult: Tokens }).AuthenticationResult;
    this.#tokens.set(email, tokens);
    return tokens;
  }

  async #askPool(operation: string, input: object): Promise<unknown> {
    const response = await fetch(this.#output('UserPoolEndpoint'), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ ClientId: this.#output('UserPoolClientId'), ...input }),
    });
    if (!response.ok) throw new Error(`${operation} was answered with ${response.status}: ${await response.text()}`);
    return response.json();
  }

  #output(key: string): string {
    const value = this.#app.outputs[key];
    if (value === undefined) throw new Error(`The stack has no output ${key}.`);
    return value;
  }
}
