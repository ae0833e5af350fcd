/** Kills the local stack, its database engine or both with SIGKILL in the middle of checkouts, and looks at what is left. */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningApp } from '../../tests/support/stack.ts';
import { type Account, signUpReaders } from '../accounts.ts';
import { type Answer, createShopClient, type ShopClient } from '../shop-client.ts';
import { type Checkout, fillCart, type Line, order, sellBook, toLines } from './buying.ts';
import { findHalves, type Ledger, readLedger } from './ledger.ts';

export const victims = ['the stack', 'the engine', 'the engine, then the stack'] as const;

export type Victim = (typeof victims)[number];

export interface KillRound {
  readonly victim: Victim;
  /** Orders that were answered with 201 before. */
  readonly answered: number;
  /** Orders without an answer that are there all the same, and those that are not. */
  readonly unansweredPlaced: number;
  readonly unansweredNotPlaced: number;
  /** From the kill to the first answer after it. */
  readonly backInMs: number;
  /** One sentence for whatever is not as it should be. */
  readonly problems: readonly string[];
}

export interface KillOptions {
  readonly rounds: number;
  readonly buyers: number;
  readonly staff: Account;
  /** Starts it again on the same data and the same ports. */
  restart(): Promise<RunningApp>;
  onRound?(round: KillRound, number: number): void;
}

interface Attempt {
  readonly checkout: Checkout;
  /** Undefined when none came. */
  answer?: Answer;
}

const TITLES = ['First of the Fallen', 'Second Wind', 'Third Man Down', 'Fourth Estate', 'Fifth Column'];
const STOCK = 500_000;

/** Gives what happened in each round; the app that runs in the end is that of the last restart. */
export async function killInRounds(app: RunningApp, options: KillOptions): Promise<readonly KillRound[]> {
  const { rounds, buyers, staff, restart, onRound } = options;
  const shop = createShopClient(app.outputs.RestApiUrl ?? '');
  const bookIds = await Promise.all(TITLES.map((title) => sellBook(shop, staff, `${title} ${Date.now()}`, STOCK)));
  await shop.close();
  const readers = await signUpReaders(app.outputs, `kill-${Date.now()}`, buyers);
  const stockBefore = new Map(bookIds.map((id) => [id, STOCK]));
  const answered: Attempt[] = [];
  const results: KillRound[] = [];
  let running = app;
  for (let number = 0; number < rounds; number++) {
    const victim = victims[number % victims.length] ?? 'the stack';
    const { attempts, backInMs, next } = await buyUntilKilled(running, victim, readers, bookIds, restart);
    running = next;
    const round = await examine(running, attempts, answered, stockBefore);
    results.push({ victim, backInMs, ...round });
    onRound?.({ victim, backInMs, ...round }, number + 1);
  }
  const problems = findLost(await readLedger(running.outputs), answered, stockBefore);
  return results.map((round, index) =>
    index === rounds - 1 ? { ...round, problems: [...round.problems, ...problems] } : round,
  );
}

async function buyUntilKilled(
  app: RunningApp,
  victim: Victim,
  readers: readonly Account[],
  bookIds: readonly string[],
  restart: () => Promise<RunningApp>,
) {
  const shop = createShopClient(app.outputs.RestApiUrl ?? '');
  const attempts: Attempt[] = [];
  const state = { isOver: false };
  const buying = readers.map((reader) => buyOnAndOn(shop, reader, bookIds, attempts, state));
  while (attempts.filter(isAnswered).length < readers.length) await wait(10);
  await wait(Math.random() * 200);
  const killedAt = performance.now();
  const exited = once(app.process, 'exit');
  if (victim !== 'the stack') process.kill(findEngine(app), 'SIGKILL');
  if (victim !== 'the engine') app.process.kill('SIGKILL');
  // An engine that was killed alone comes back by itself, and whoever is not refused meanwhile goes on buying.
  if (victim === 'the engine') await wait(300);
  else await exited;
  state.isOver = true;
  await Promise.all(buying);
  await shop.close();
  const next = victim === 'the engine' ? app : await restart();
  await untilItAnswers(next, bookIds[0] ?? '');
  return { attempts, backInMs: performance.now() - killedAt, next };
}

/** Until something fails: what a reader did last is then known. */
async function buyOnAndOn(
  shop: ShopClient,
  reader: Account,
  bookIds: readonly string[],
  attempts: Attempt[],
  state: { readonly isOver: boolean },
): Promise<void> {
  while (!state.isOver) {
    const checkout = await fillCart(shop, reader, chooseLines(bookIds)).catch(() => undefined);
    if (checkout === undefined) return;
    const attempt: Attempt = { checkout };
    attempts.push(attempt);
    const answer = await order(shop, checkout).catch(() => undefined);
    if (answer !== undefined) attempt.answer = answer;
    if (!isAnswered(attempt)) return;
  }
}

const isAnswered = ({ answer }: Attempt): boolean => answer?.status === 201;

function chooseLines(bookIds: readonly string[]): readonly Line[] {
  const first = Math.floor(Math.random() * bookIds.length);
  const count = 1 + Math.floor(Math.random() * 3);
  return Array.from({ length: count }, (_, index) => ({
    bookId: bookIds[(first + index) % bookIds.length] ?? '',
    quantity: 1 + Math.floor(Math.random() * 3),
  }));
}

/** Compares what is there with what the readers know, lets those without an answer repeat, and adds to `answered`. */
async function examine(
  app: RunningApp,
  attempts: readonly Attempt[],
  answered: Attempt[],
  stockBefore: ReadonlyMap<string, number>,
): Promise<Omit<KillRound, 'victim' | 'backInMs'>> {
  const shop = createShopClient(app.outputs.RestApiUrl ?? '');
  const ledger = await readLedger(app.outputs);
  const done = attempts.filter(isAnswered);
  const open = attempts.filter((attempt) => !isAnswered(attempt));
  const isPlaced = ({ checkout }: Attempt) => ledger.checkouts.some(({ key }) => key === checkout.key);
  answered.push(...done);
  const problems = [
    ...findLost(ledger, answered, stockBefore, open.filter(isPlaced).length),
    ...open.filter(hasWrongAnswer).map(({ answer }) => `An answer was ${JSON.stringify(answer)}.`),
    ...open.flatMap((attempt) => findWrongCart(ledger, attempt, isPlaced(attempt))),
    ...(await Promise.all(done.map((attempt) => findUnreadable(shop, attempt)))).flat(),
    ...(await Promise.all(open.map((attempt) => repeat(shop, ledger, attempt)))).flat(),
  ];
  answered.push(...open);
  await shop.close();
  const unansweredPlaced = open.filter(isPlaced).length;
  return {
    answered: done.length,
    unansweredPlaced,
    unansweredNotPlaced: open.length - unansweredPlaced,
    problems,
  };
}

/** `others`: orders that are there although nobody was told so. */
function findLost(
  ledger: Ledger,
  answered: readonly Attempt[],
  stockBefore: ReadonlyMap<string, number>,
  others = 0,
): readonly string[] {
  const stored = new Map(ledger.orders.map((it) => [it.orderId, it]));
  const lost = answered.filter(({ checkout, answer }) => {
    const found = stored.get(String(answer?.body.orderId));
    return found?.userId !== checkout.account.userId || !isSame(toLines(found.lines), checkout.lines);
  });
  const bought = ledger.orders.filter(({ lines }) => lines.some(({ bookId }) => stockBefore.has(bookId))).length;
  const expected = answered.length + others;
  return [
    ...lost.map(({ answer }) => `The order ${answer?.body.orderId} was answered with 201 and is not there as it was.`),
    ...(bought === expected ? [] : [`${bought} orders are there, and ${expected} were sent.`]),
    ...findHalves(ledger, stockBefore),
  ];
}

/** While the engine is away the shop may say that it failed, or that it is busy, and nothing else. */
function hasWrongAnswer({ answer }: Attempt): boolean {
  return answer !== undefined && ![500, 502, 503, 504].includes(answer.status);
}

/** The cart is emptied with the order or not at all. */
function findWrongCart({ carts }: Ledger, { checkout }: Attempt, isPlaced: boolean): readonly string[] {
  const { account, cartVersion, lines } = checkout;
  const cart = carts.get(account.userId);
  const expected = isPlaced
    ? { version: cartVersion + 1, bookIds: [] }
    : { version: cartVersion, bookIds: lines.map(({ bookId }) => bookId) };
  const found = cart && { ...cart, bookIds: [...cart.bookIds].sort() };
  if (isSame(found, expected)) return [];
  return [`The cart is ${JSON.stringify(found)} where ${JSON.stringify(expected)} was expected.`];
}

async function findUnreadable(shop: ShopClient, { checkout, answer }: Attempt): Promise<readonly string[]> {
  const { token } = checkout.account;
  const { status, body } = await shop.ask(`/orders/${answer?.body.orderId}`, { token });
  return status === 200 && isSame(sortLines(body), sortLines(answer?.body ?? {}))
    ? []
    : [`The order ${answer?.body.orderId} reads ${status} ${JSON.stringify(body)}.`];
}

/** The same key again: the order that is there already, or now the first one. */
async function repeat(shop: ShopClient, { checkouts }: Ledger, attempt: Attempt): Promise<readonly string[]> {
  const stored = checkouts.find(({ key }) => key === attempt.checkout.key);
  attempt.answer = await order(shop, attempt.checkout);
  const { status, body } = attempt.answer;
  if (status === 201 && (stored === undefined || stored.orderId === body.orderId)) return [];
  return [`Repeating an order gave ${status} ${JSON.stringify(body)} where ${stored?.orderId ?? 'none'} was there.`];
}

/** As the stack wrote it down for its own next start. */
function findEngine({ stateFolder }: RunningApp): number {
  return JSON.parse(readFileSync(join(stateFolder, 'lock.json'), 'utf8')).engine.pid;
}

async function untilItAnswers({ outputs }: RunningApp, bookId: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const status = await fetch(`${outputs.RestApiUrl}/books/${bookId}`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await wait(50);
  }
  throw new Error('The shop does not answer again.');
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const sortLines = ({ items, ...rest }: Answer['body']) => ({
  ...Object.fromEntries(Object.entries(rest).sort()),
  lines: toLines(items),
});
