/** Sends generated inputs to every route of a running shop, from several readers at once, and finds what went wrong. */

import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import type { RunningApp } from '../../tests/support/stack.ts';
import { readTables } from '../tables.ts';
import { aChatInput } from './chat-inputs.ts';
import { runChatLane } from './chat-lane.ts';
import { Counts, type RouteCount } from './counts.ts';
import { findEffects, type Responsible, type Tables } from './effects.ts';
import { anHttpInput } from './http-inputs.ts';
import { runHttpLane } from './http-lane.ts';
import { readChatRoutes, readHttpRoutes } from './routes.ts';
import { createSetting, type Setting } from './setting.ts';

export interface FuzzOptions {
  /** The same seed gives the same inputs. */
  readonly seed: number;
  readonly inputs: number;
}

export interface FuzzResult {
  readonly routes: readonly RouteCount[];
  /** Each with the input that brought it about. */
  readonly problems: readonly string[];
  /** What has changed in the tables that should not have. */
  readonly effects: readonly string[];
  readonly milliseconds: number;
}

const HTTP_LANES = 6;
const CHAT_LANES = 2;
const CHAT_SHARE = 0.2;
const LONGEST_FORGETTING_MS = 10_000;

export async function fuzzShop(app: RunningApp, { seed, inputs }: FuzzOptions): Promise<FuzzResult> {
  const startedAt = performance.now();
  const setting = await createSetting(app, HTTP_LANES + CHAT_LANES, Math.min(30, Math.ceil(inputs / 20)));
  const { shelves, senders, bystander } = setting;
  const before = await readTables(app.outputs);
  bystander.takeFrames();
  const httpRoutes = readHttpRoutes();
  const chatRoutes = readChatRoutes().filter((it) => it !== '$disconnect');
  const counts = new Counts([...httpRoutes.map(({ name }) => name), ...chatRoutes]);
  const chatInputs = Math.round(inputs * CHAT_SHARE);
  const requests = fc.sample(anHttpInput(httpRoutes, shelves), { seed, numRuns: inputs - chatInputs });
  const frames = fc.sample(aChatInput(shelves.reading), { seed, numRuns: chatInputs });
  const madeBooks = new Set<string>();
  const publicIds = new Set<string>();
  const http = { outputs: app.outputs, origin: shelves.origin, secrets: bystander.secrets, counts };
  const onBook = (bookId: string): unknown => madeBooks.add(bookId);
  const onPublicId = (publicId: string): unknown => publicIds.add(publicId);
  const chat = { url: app.outputs.WebSocketUrl ?? '', routes: chatRoutes, counts, onPublicId };
  await Promise.all([
    ...senders
      .slice(0, HTTP_LANES)
      .map((sender, lane) =>
        runHttpLane({ ...http, onBook }, sender, deal(requests, lane, HTTP_LANES), pick(shelves.reading, lane)),
      ),
    ...senders.slice(HTTP_LANES).map((sender, lane) => runChatLane(chat, sender, deal(frames, lane, CHAT_LANES))),
  ]);
  const responsible = toResponsible(setting, madeBooks, publicIds);
  const after = await readWhenForgotten(app, responsible);
  const effects = findEffects(before, after, responsible);
  const overheard = bystander.takeFrames().map((it) => `Somebody uninvolved got ${it}`);
  bystander.leave();
  const left = findConnections(after, responsible).map((it) => `A connection is left over: ${it}`);
  return {
    routes: counts.toRoutes(),
    problems: counts.problems,
    effects: [...effects, ...overheard, ...left],
    milliseconds: performance.now() - startedAt,
  };
}

const deal = <T>(all: readonly T[], lane: number, lanes: number): readonly T[] =>
  all.filter((_, index) => index % lanes === lane);
const pick = (all: readonly string[], index: number): string => all[index % all.length] ?? '';

function toResponsible(
  { senders, shelves }: Setting,
  madeBooks: ReadonlySet<string>,
  publicIds: ReadonlySet<string>,
): Responsible {
  const staffBooks = new Set([...shelves.staffBooks, ...madeBooks]);
  const others = senders.map(
    ({ words }) => JSON.parse(Buffer.from(words.get('otherId')?.split('.')[1] ?? '', 'base64url').toString()).sub,
  );
  return {
    userIds: new Set([...senders.map(({ account }) => account.userId), ...others]),
    publicIds,
    staffBooks,
    newBooks: new Set([...staffBooks, ...shelves.reading, ...shelves.quiet]),
  };
}

/** The last connections end a moment after their clients. */
async function readWhenForgotten(app: RunningApp, responsible: Responsible): Promise<Tables> {
  const until = performance.now() + LONGEST_FORGETTING_MS;
  for (;;) {
    const tables = await readTables(app.outputs);
    if (findConnections(tables, responsible).length === 0 || performance.now() > until) return tables;
    await wait(100);
  }
}

function findConnections(tables: Tables, { userIds, publicIds }: Responsible): readonly string[] {
  const connections = tables.get('ConnectionsTable') ?? [];
  const members = tables.get('RoomMembersTable') ?? [];
  return [
    ...connections.filter(({ userId }) => userIds.has(userId?.S ?? '')),
    ...members.filter(({ publicId }) => publicIds.has(publicId?.S ?? '')),
  ].map((item) => JSON.stringify(item));
}
