/** Reads a request's body whole, up to API Gateway's 10 MB. */

import type { IncomingMessage } from 'node:http';

export const MAX_BODY_BYTES = 10 * 1024 * 1024;

const NO_BYTES = Buffer.alloc(0);

/** `tooLong` as soon as that is known, with the rest unread; `aborted` when the client went away. */
export function readBody(message: IncomingMessage): Promise<Buffer | 'tooLong' | 'aborted'> {
  const { headers } = message;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined)
    return Promise.resolve(NO_BYTES);
  if (Number(headers['content-length']) > MAX_BODY_BYTES) return Promise.resolve('tooLong');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    message.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_BODY_BYTES) {
        chunks.length = 0;
        resolve('tooLong');
      } else chunks.push(chunk);
    });
    message.once('end', () => resolve(Buffer.concat(chunks)));
    message.once('close', () => resolve('aborted'));
    message.once('error', () => resolve('aborted'));
  });
}
