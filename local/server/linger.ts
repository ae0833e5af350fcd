/** Ends connections so that the last answer arrives: while a client still sends, closing would make its system drop what it has received. */

import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** So long a client may pause that has not sent all of its request yet. */
const IDLE_MS = 500;
const LONGEST_MS = 5_000;
/** For those that send no request at all. */
const BROKEN_MS = 1_000;

const answered = new WeakSet<Duplex>();

/**
 * The last answer on a connection whose bytes node:http can't read. False, and nothing is sent, when there was one already:
 * node:http reports whatever else comes.
 */
export function answerLast(socket: Duplex, answer: string | Buffer): boolean {
  if (answered.has(socket)) return false;
  answered.add(socket);
  socket.end(answer);
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), BROKEN_MS).unref();
  socket.once('close', () => clearTimeout(timer));
  return true;
}

const BROKEN: ReadonlyMap<string, number> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_HEADER_OVERFLOW', 431],
]);

/** For a server's `clientError`: the status that node:http would answer with, too. */
export function answerBroken({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  const status = BROKEN.get(code) ?? 400;
  if (code === 'ECONNRESET') socket.destroy();
  else answerLast(socket, `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
}

/** Ends an answer that is already written, once the client has sent the rest of its request, pauses, or goes on for too long. */
export function endAfterRequest(message: IncomingMessage, response: ServerResponse): void {
  const end = (): void => {
    clearTimeout(idle);
    clearTimeout(longest);
    response.end();
  };
  const idle = setTimeout(end, message.complete ? 0 : IDLE_MS).unref();
  const longest = setTimeout(end, LONGEST_MS).unref();
  message.on('data', () => idle.refresh());
  message.once('end', end).once('close', end).once('error', end);
  message.resume();
}
