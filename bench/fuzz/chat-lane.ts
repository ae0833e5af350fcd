/** Sends frames one after another over one reader's connection, which comes back whenever it was closed. */

import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import { type ChatInput, type ConnectInput, describe, type FrameInput } from './chat-inputs.ts';
import type { Counts, Status } from './counts.ts';
import { fillIn } from './placeholders.ts';
import type { Sender } from './setting.ts';

export interface ChatSetting {
  /** The output WebSocketUrl. */
  readonly url: string;
  readonly routes: readonly string[];
  readonly counts: Counts;
  /** Is told under which id the others see a sender. */
  readonly onPublicId: (publicId: string) => void;
}

const PATIENCE_MS = 15_000;
const CLOSED_BY_A_FAILURE = 1011;

export async function runChatLane(setting: ChatSetting, sender: Sender, inputs: readonly ChatInput[]): Promise<void> {
  const talker = new Talker(setting, sender);
  for (const input of inputs) {
    try {
      if (input.kind === 'connect') setting.counts.count('$connect', await connect(setting, sender, input));
      else await talker.send(input);
    } catch (error) {
      setting.counts.complain(error instanceof Error ? error.message : String(error), describe(input));
    }
  }
  await talker.end();
}

/** Past the library, which would not offer what it takes for wrong. */
function connect({ url, counts }: ChatSetting, { words }: Sender, input: ConnectInput): Promise<Status> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({
      ...{ hostname, port, agent: false, path: pathname + fillIn(input.target, words) },
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        'Sec-WebSocket-Protocol': fillIn(input.protocols, words),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    sent.on('upgrade', (response, socket) => {
      const protocol = response.headers['sec-websocket-protocol'];
      if (protocol !== 'bookstore') counts.complain(`The protocol is ${protocol}`, describe(input));
      socket.destroy();
      resolve(101);
    });
    sent.on('response', (response) => {
      const status = response.statusCode ?? 0;
      if (status >= 500 || status < 400) counts.complain(`Connecting is answered with ${status}`, describe(input));
      response.resume().on('end', () => resolve(status));
    });
    sent.on('error', reject);
    sent.end();
  });
}

// biome-ignore lint/suspicious/noExplicitAny: whatever JSON comes; what is expected of it is said below
type Frame = any;

class Talker {
  readonly #setting: ChatSetting;
  readonly #sender: Sender;
  #socket: WebSocket | undefined;
  #publicId = '';
  #settle: (answer: Frame | number) => void = () => {};

  constructor(setting: ChatSetting, sender: Sender) {
    this.#setting = setting;
    this.#sender = sender;
  }

  async send(input: FrameInput): Promise<void> {
    const socket = this.#socket ?? (await this.#open());
    const { counts, routes } = this.#setting;
    const bytes = toBytes(input, this.#sender);
    const asked = parse(bytes.toString());
    const route = routes.find((it) => it === asked?.action && !it.startsWith('$')) ?? '$default';
    const answer = await this.#ask(() => sendInPieces(socket, bytes, input));
    const status = toStatus(answer);
    counts.count(route, status);
    if (status >= 500) counts.complain(`Failed with ${JSON.stringify(answer)}`, describe(input));
    if (answer.type === 'message') this.#sender.words.set('messageId', String(answer.messageId));
    const isMarked = typeof asked?.requestId === 'string' && /^[ -~]{1,64}$/.test(asked.requestId);
    if (isMarked && typeof answer === 'object' && answer.requestId !== asked.requestId)
      counts.complain(`Another requestId came back: ${JSON.stringify(answer)}`, describe(input));
  }

  async end(): Promise<void> {
    if (this.#socket === undefined) return;
    await this.#ask(() => this.#socket?.close());
  }

  /** Gives the frame that answers, or the code with which the connection was closed. */
  #ask(act: () => void): Promise<Frame | number> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#socket?.terminate();
        reject(new Error(`No answer in ${PATIENCE_MS} ms`));
      }, PATIENCE_MS);
      this.#settle = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      act();
    });
  }

  async #open(): Promise<WebSocket> {
    const socket = new WebSocket(this.#setting.url, ['bookstore', this.#sender.account.token]);
    this.#socket = socket;
    socket.on('message', (data) => {
      const frame: Frame = JSON.parse(String(data));
      if (isAnswer(frame, this.#publicId)) this.#settle(frame);
    });
    socket.on('error', () => {});
    socket.on('close', (code) => {
      this.#socket = undefined;
      this.#settle(code);
    });
    const joined = await this.#ask(() => socket.on('open', () => socket.send('{"action":"join","room":"lobby"}')));
    if (joined.type !== 'joined') throw new Error(`Joining is answered with ${JSON.stringify(joined)}`);
    this.#publicId = joined.you.id;
    this.#setting.onPublicId(this.#publicId);
    return socket;
  }
}

/** Others' messages, and what the shop says by itself, are none. */
function isAnswer(frame: Frame, publicId: string): boolean {
  if (frame.type === 'message') return frame.sender.id === publicId;
  return frame.type !== 'presence' && frame.type !== 'order';
}

const FAILURES = ['InternalError', 'Busy'];

/** API Gateway's own words have no type: it could not finish what was asked. */
function toStatus(answer: Frame | number): Status {
  if (typeof answer === 'number') return answer === CLOSED_BY_A_FAILURE ? 500 : 400;
  if (answer.type === undefined || FAILURES.includes(answer.code)) return 500;
  return answer.type === 'error' ? 400 : 200;
}

function toBytes({ data }: FrameInput, { words }: Sender): Buffer {
  if (typeof data === 'string') return Buffer.from(fillIn(data, words));
  return Buffer.isBuffer(data) ? data : Buffer.from(`{"action":"send","text":"${'x'.repeat(data.fill - 26)}"}`);
}

function sendInPieces(socket: WebSocket, bytes: Buffer, { pieceBytes, isBinary: binary }: FrameInput): void {
  let start = 0;
  do {
    const end = Math.min(start + pieceBytes, bytes.length);
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(bytes.subarray(start, end), { binary, fin: end === bytes.length });
    start = end;
  } while (start < bytes.length);
}

function parse(text: string): Frame {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
