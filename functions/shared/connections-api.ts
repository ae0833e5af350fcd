/**
 * API Gateway's @connections: how a function speaks to a client. The SDK has a client for it, which takes four times as
 * much processor time for each post, and a message to a room of a thousand is a thousand posts.
 */
import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { SignatureV4 } from '@smithy/signature-v4';
import { getSetting } from './environment.ts';
import { waitAfterAttempt } from './wait.ts';

/** So many posts are under way at any time. More would only wait for each other. */
export const POSTS_AT_ONCE = 64;

const ATTEMPTS = 3;
const PATIENCE_MS = 5000;

const { protocol, host, hostname, port, pathname } = new URL(getSetting('CONNECTIONS_ENDPOINT'));
const transport = protocol === 'https:' ? https : http;
const agent = new transport.Agent({ keepAlive: true, maxSockets: POSTS_AT_ONCE });

/** No, or no usable, answer to a post; `status` is 0 where none came. */
export class PostError extends Error {
  override readonly name = 'PostError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** False when there is no such connection any more. Throws PostError for any other failure, after some attempts. */
export async function postToConnection(connectionId: string, frame: Buffer): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await post(connectionId, frame);
    } catch (error) {
      if (attempt === ATTEMPTS || !mayPass(error)) throw error;
    }
    await waitAfterAttempt(attempt + 2);
  }
}

const mayPass = (error: unknown): boolean =>
  error instanceof PostError && (error.status === 0 || error.status === 429 || error.status >= 500);

type Bytes = string | ArrayBuffer | ArrayBufferView;

function toBytes(data: Bytes): string | Uint8Array {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** As node:crypto has it, in the shape that the signer asks for. */
class Sha256 {
  readonly #hash;

  constructor(secret?: Bytes) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret));
  }

  update(data: Bytes): void {
    this.#hash.update(toBytes(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

const signer = new SignatureV4({
  service: 'execute-api',
  // Lambda sets it, not the template.
  region: process.env.AWS_REGION ?? '',
  credentials: fromEnv(),
  sha256: Sha256,
});

async function post(connectionId: string, body: Buffer): Promise<boolean> {
  const method = 'POST';
  const path = `${pathname}/@connections/${encodeURIComponent(connectionId)}`;
  const headers = { host, 'content-type': 'application/octet-stream' };
  const signed = await signer.sign({ method, protocol, hostname, path, query: {}, headers, body });
  const status = await new Promise<number>((resolve, reject) => {
    const request = transport.request({ method, hostname, port, path, headers: signed.headers, agent });
    request.setTimeout(PATIENCE_MS, () => request.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
    request.once('error', ({ message }) => reject(new PostError(0, `@connections can't be reached: ${message}`)));
    request.once('response', (response) => {
      // Unread, it would keep the connection from its next use.
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    request.end(body);
  });
  if (status === 200 || status === 410) return status === 200;
  throw new PostError(status, `@connections answers ${status}`);
}
