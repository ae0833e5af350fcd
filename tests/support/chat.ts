/** The chat's functions for service tests, and people who use them. */

import type { ChatEvent } from '../../functions/chat/chat-event.ts';
import { type ConnectionsApi, startConnectionsApi } from './connections-api.ts';
import { type Shop, startShop } from './shop.ts';

type ChatFunction = (event: ChatEvent) => Promise<{ readonly statusCode: number; readonly body?: string }>;

/** The functions behind the chat's actions. */
const actions = {
  join: 'joinRoom',
  leave: 'leaveRoom',
  send: 'sendMessage',
  history: 'getHistory',
  ping: 'ping',
  $default: 'refuseUnknown',
} as const;

export interface Chat {
  readonly shop: Shop;
  readonly api: ConnectionsApi;
  /** Calls a route, as API Gateway would after its authorizer. */
  call(functionName: string, event: ChatEvent): ReturnType<ChatFunction>;
  /** A connection that is known to the shop, in the rooms that are named. */
  connect(person: Partial<Person>, ...rooms: readonly string[]): Promise<Person>;
  /** What comes back to whoever asked. A text is sent as it is. */
  ask(person: Person, action: keyof typeof actions, request?: object | string): Promise<Frame>;
  stop(): Promise<void>;
}

export interface Person {
  readonly connectionId: string;
  readonly userId: string;
  readonly name: string;
}

// biome-ignore lint/suspicious/noExplicitAny: a frame is whatever JSON a function returns; the tests say what they expect of it
export type Frame = any;

export async function startChat(): Promise<Chat> {
  const [shop, api] = await Promise.all([startShop(), startConnectionsApi()]);
  process.env.CONNECTIONS_ENDPOINT = api.endpoint;
  const loaded = new Map<string, ChatFunction>();
  const load = async (name: string): Promise<ChatFunction> => {
    const known = loaded.get(name) ?? (await shop.load<ChatFunction>(name));
    loaded.set(name, known);
    return known;
  };
  const call: Chat['call'] = async (name, event) => (await load(name))(event);
  const ask: Chat['ask'] = async (person, action, request = {}) => {
    const body = typeof request === 'string' ? request : JSON.stringify({ action, ...request });
    const answer = await call(actions[action], aChatEvent(person, { routeKey: action }, body));
    return JSON.parse(answer.body ?? 'null');
  };
  let count = 0;
  return {
    shop,
    api,
    call,
    ask,
    connect: async (given, ...rooms) => {
      count += 1;
      const person = { connectionId: `c${count}=`, userId: `user-${count}`, name: `Reader ${count}`, ...given };
      await call('connect', aChatEvent(person, { routeKey: '$connect' }));
      for (const room of rooms) {
        const frame = await ask(person, 'join', { room });
        if (frame.type !== 'joined') throw new Error(JSON.stringify(frame));
      }
      return person;
    },
    stop: async () => {
      await shop.stop();
      await api.stop();
    },
  };
}

/** Stands for the user towards others, as the authorizer would make it. */
export const publicIdOf = ({ userId }: Pick<Person, 'userId'>): string => `public-${userId}`;

export function aChatEvent(
  { connectionId, userId, name }: Person,
  context: Partial<ChatEvent['requestContext']> = {},
  body?: string,
): ChatEvent {
  const authorizer = { principalId: userId, name, publicId: publicIdOf({ userId }) };
  const requestContext = { connectionId, connectedAt: Date.now(), routeKey: '$default', requestId: 'r', authorizer };
  return { requestContext: { ...requestContext, ...context }, ...(body === undefined ? {} : { body }) };
}
