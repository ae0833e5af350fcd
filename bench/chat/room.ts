/** Fills a room of the running chat with clients, lets them talk, and makes some of them vanish in the middle. */

import { setTimeout as wait } from 'node:timers/promises';
import type { RunningApp } from '../../tests/support/stack.ts';
import { signUpReaders } from '../accounts.ts';
import { watchMemory } from '../processes.ts';
import { type Program, startProgram } from '../program.ts';
import { readTable } from '../tables.ts';
import type { ConnectOrder, Deliveries, SendOrder } from './clients.ts';

export interface RoomSizes {
  readonly connections: number;
  /** How many of them vanish halfway, without a close frame. */
  readonly vanishing: number;
  readonly messages: number;
  readonly everyMs: number;
}

/** What is delivered is counted at those who stay. */
export interface RoomResult extends Deliveries {
  readonly connections: number;
  readonly vanished: Vanished;
  /** Of the whole stack: the first and the last quarter of the time. */
  readonly memoryAtFirstInMb: number;
  readonly memoryAtLastInMb: number;
}

export interface Vanished {
  readonly connections: number;
  /** How many of them the tables still know in the end. */
  readonly remembered: number;
  /** How long it took until no table knew them. */
  readonly forgottenAfterMs: number;
}

/** So many that none of them sends more than five messages a second. */
const MOST_USERS = 50;
const LONGEST_FORGETTING_MS = 20_000;
const WARM_UP_MESSAGES = 3;
const TABLES = ['ConnectionsTable', 'RoomMembersTable'];

/** The clients live in programs of their own, so that their work is none of the stack's, and so that some can be killed. */
export async function talkInRoom(app: RunningApp, room: string, sizes: RoomSizes): Promise<RoomResult> {
  const { connections, vanishing, messages, everyMs } = sizes;
  const [staying, doomed] = [startProgram('bench/chat/clients.ts'), startProgram('bench/chat/clients.ts')];
  try {
    await enter(app, staying, room, connections - vanishing);
    const victims = await enter(app, doomed, room, vanishing);
    await staying.ask({ messages: WARM_UP_MESSAGES, everyMs } satisfies SendOrder);
    const memory = watchMemory(app.process.pid ?? 0);
    const sending = staying.ask({ messages, everyMs } satisfies SendOrder) as Promise<Deliveries>;
    await wait((messages * everyMs) / 2);
    const vanished = await vanish(app, doomed, victims);
    const deliveries = await sending;
    return { ...deliveries, connections, vanished, ...memory.stop() };
  } finally {
    await Promise.all([staying.stop(), doomed.stop()]);
    await waitUntilForgotten(app, () => true);
  }
}

/** Gives the ids of the connections. */
async function enter(
  { outputs }: RunningApp,
  program: Program,
  room: string,
  connections: number,
): Promise<readonly string[]> {
  const users = Math.min(connections, MOST_USERS);
  const readers = await signUpReaders(outputs, `chat-${Date.now()}`, users);
  const tokens = readers.map(({ token }) => token);
  const url = outputs.WebSocketUrl ?? '';
  if (connections > 0) await program.ask({ url, room, tokens, connections } satisfies ConnectOrder);
  const userIds = new Set<string | undefined>(readers.map(({ userId }) => userId));
  const items = await readTable(outputs, 'ConnectionsTable');
  return items.filter(({ userId }) => userIds.has(userId?.S)).map(({ connectionId }) => connectionId?.S ?? '');
}

async function vanish(app: RunningApp, doomed: Program, connectionIds: readonly string[]): Promise<Vanished> {
  const victims = new Set(connectionIds);
  const killedAt = performance.now();
  await doomed.kill();
  const remembered = await waitUntilForgotten(app, (connectionId) => victims.has(connectionId));
  return { connections: victims.size, remembered, forgottenAfterMs: performance.now() - killedAt };
}

/** Gives how many of these connections some table still knows when there is no point in waiting any longer. */
async function waitUntilForgotten(
  { outputs }: RunningApp,
  isMeant: (connectionId: string) => boolean,
): Promise<number> {
  const until = performance.now() + LONGEST_FORGETTING_MS;
  for (;;) {
    const items = (await Promise.all(TABLES.map((table) => readTable(outputs, table)))).flat();
    const known = new Set(items.map(({ connectionId }) => connectionId?.S ?? '').filter(isMeant));
    if (known.size === 0 || performance.now() > until) return known.size;
    await wait(100);
  }
}
