/** The frames of docs/chat-protocol.md that arrive. What the network brings is checked here and nowhere else. */
import { isOrderStatus } from '../order-status.ts';
import type { OrderStatus } from '../reader-api.ts';

export interface Sender {
  readonly name: string;
  /** Belongs to one reader for good; names don't. */
  readonly id: string;
}

export interface Message {
  readonly room: string;
  /** Sorted by it, messages are sorted by time. */
  readonly messageId: string;
  readonly sender: Sender;
  readonly text: string;
  readonly sentAt: string;
}

export interface OrderNews {
  readonly orderId: string;
  readonly status: OrderStatus;
}

export type Frame =
  | { readonly type: 'joined'; readonly room: string; readonly you: Sender }
  | { readonly type: 'left'; readonly room: string }
  | ({ readonly type: 'message' } & Message)
  | { readonly type: 'history'; readonly room: string; readonly items: readonly Message[]; readonly hasMore: boolean }
  | { readonly type: 'pong' }
  | { readonly type: 'presence'; readonly room: string; readonly count: number }
  | ({ readonly type: 'order' } & OrderNews)
  | { readonly type: 'error'; readonly code: string; readonly message: string };

export type FrameOf<Type extends Frame['type']> = Extract<Frame, { readonly type: Type }>;

export interface Received {
  readonly frame: Frame;
  /** The client's own mark, in an answer. */
  readonly requestId: string | undefined;
}

/** API Gateway's own refusals have no type, and their requestId is not ours. */
export const gatewayCode = 'Gateway';

type Members = Readonly<Record<string, unknown>>;

const parsers = new Map<unknown, (members: Members) => Frame | undefined>([
  ['joined', ({ room, you }) => (isText(room) && isSender(you) ? { type: 'joined', room, you } : undefined)],
  ['left', ({ room }) => (isText(room) ? { type: 'left', room } : undefined)],
  ['message', (members) => (isMessage(members) ? { type: 'message', ...toMessage(members) } : undefined)],
  ['history', parseHistory],
  ['pong', () => ({ type: 'pong' })],
  ['presence', parsePresence],
  ['order', parseOrder],
  ['error', ({ code, message }) => (isText(code) && isText(message) ? { type: 'error', code, message } : undefined)],
  [undefined, ({ message }) => (isText(message) ? { type: 'error', code: gatewayCode, message } : undefined)],
]);

/** Undefined for whatever this client does not know. */
export function parseFrame(data: unknown): Received | undefined {
  const members = typeof data === 'string' ? parseJson(data) : undefined;
  if (!isMembers(members)) return undefined;
  const frame = parsers.get(members.type)?.(members);
  if (frame === undefined) return undefined;
  const isOurs = members.type !== undefined && isText(members.requestId);
  return { frame, requestId: isOurs && isText(members.requestId) ? members.requestId : undefined };
}

function parseHistory({ room, items, hasMore }: Members): Frame | undefined {
  if (!isText(room) || !Array.isArray(items) || !items.every(isMessage)) return undefined;
  return { type: 'history', room, items: items.map(toMessage), hasMore: hasMore === true };
}

function parsePresence({ room, count }: Members): Frame | undefined {
  return isText(room) && typeof count === 'number' ? { type: 'presence', room, count } : undefined;
}

function parseOrder({ orderId, status }: Members): Frame | undefined {
  return isText(orderId) && isText(status) && isOrderStatus(status) ? { type: 'order', orderId, status } : undefined;
}

function isMessage(value: unknown): value is Message {
  if (!isMembers(value)) return false;
  return [value.room, value.messageId, value.text, value.sentAt].every(isText) && isSender(value.sender);
}

function toMessage({ room, messageId, sender, text, sentAt }: Message): Message {
  return { room, messageId, sender, text, sentAt };
}

function isSender(value: unknown): value is Sender {
  return isMembers(value) && isText(value.name) && isText(value.id);
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
