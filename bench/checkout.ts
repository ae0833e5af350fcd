/**
 * `npm run bench -- checkout`: the whole app, started as `npm start` does, under a rush, under repetition, and under
 * kills in the middle of checkouts. The test of the same does less of it.
 */

import { type RunningApp, startStack } from '../tests/support/stack.ts';
import { signInAsStaff } from './accounts.ts';
import { type KillRound, killInRounds, victims } from './checkout/kills.ts';
import { type RepeatResult, type RushResult, repeat, rush } from './checkout/rush.ts';
import type { BenchOptions } from './main.ts';
import { atLeast, atMost, type Finding, type Report, type Table } from './report.ts';
import { createScratchFolder } from './scratch-folder.ts';
import { createShopClient } from './shop-client.ts';
import { median } from './statistics.ts';

const FULL = { buyers: 500, copies: 100, orders: 20, times: 10, rounds: 50, buyersAtKills: 12 };
const SHORT = { buyers: 100, copies: 20, orders: 5, times: 10, rounds: 3, buyersAtKills: 8 };
const FLAGS = ['--unthrottled'];

export async function benchCheckout({ isShort }: BenchOptions): Promise<Report> {
  const sizes = isShort ? SHORT : FULL;
  // Of what the engine has written, a kill -9 takes nothing: it need not wait for a disk.
  let app = await startStack({ flags: FLAGS, stateFolder: createScratchFolder() });
  try {
    const staff = await signInAsStaff(app.outputs);
    const shop = createShopClient(app.outputs.RestApiUrl ?? '');
    const rushed = await rush(shop, app.outputs, staff, sizes);
    console.log(`${rushed.buyers} buyers are through.`);
    const repeated = await repeat(shop, app.outputs, staff, sizes);
    console.log(`${repeated.orders} orders were sent ${repeated.times} times each.`);
    await shop.close();
    const restart = async (): Promise<RunningApp> => {
      const { firstPort, stateFolder } = app;
      app = await startStack({ firstPort, stateFolder, flags: FLAGS });
      return app;
    };
    const rounds = await killInRounds(app, {
      rounds: sizes.rounds,
      buyers: sizes.buyersAtKills,
      staff,
      restart,
      onRound: ({ victim, problems }, number) =>
        console.log(`Killed ${victim}: ${number} of ${sizes.rounds}, ${problems.length} problems`),
    });
    return toReport(rushed, repeated, rounds);
  } catch (error) {
    const { exitCode, signalCode } = app.process;
    const state = signalCode ?? exitCode ?? 'still running';
    const lastLines = app.printed().split('\n').slice(-10).join('\n');
    throw new Error(
      `${error instanceof Error ? error.message : error}\n\nThe app (${state}) printed last:\n${lastLines}`,
    );
  } finally {
    await app.stop();
  }
}

function toReport(rushed: RushResult, repeated: RepeatResult, rounds: readonly KillRound[]): Report {
  const problems = [rushed, repeated, ...rounds].flatMap((it) => it.problems);
  return {
    tables: [toRushTable(rushed), toRepeatTable(repeated), toKillTable(rounds)],
    findings: [
      exactly('Orders in the rush', rushed.placed, rushed.copies),
      exactly('Refusals in the rush that name the book', rushed.refused, rushed.buyers - rushed.copies),
      exactly('Copies left after the rush', rushed.stockLeft, 0),
      exactly('Repeated orders with equal answers', repeated.alike, repeated.orders),
      exactly('Copies sold by repeated orders', repeated.copiesSold, repeated.orders),
      exactly('Things that do not add up', problems.length, 0),
    ].flat(),
    notes: [...problems, ...rushed.others].slice(0, 20),
  };
}

function exactly(what: string, value: number, target: number): readonly Finding[] {
  const most = atMost(what, value, '', target);
  return target === 0 ? [most] : [atLeast(what, value, '', target), most];
}

function toRushTable(rushed: RushResult): Table {
  const { buyers, copies, placed, refused, others, repetitions, ordersStored, stockLeft, milliseconds } = rushed;
  return {
    title: 'All at once for the last copies',
    columns: [
      'buyers',
      'copies',
      '201',
      '409 with the book',
      'other',
      'orders stored',
      'copies left',
      'ms',
      'answers/s',
    ],
    rows: [
      [
        ...[buyers, copies, placed, refused, others.length, repetitions, ordersStored, stockLeft, milliseconds],
        (buyers * 1000) / milliseconds,
      ],
    ],
  };
}

function toRepeatTable({ orders, times, alike, ordersStored, copiesSold }: RepeatResult): Table {
  return {
    title: 'Each order sent several times at once',
    columns: ['orders', 'times', 'equal answers', 'orders stored', 'copies sold'],
    rows: [[orders, times, alike, ordersStored, copiesSold]],
  };
}

function toKillTable(rounds: readonly KillRound[]): Table {
  const sum = (of: readonly KillRound[], count: (round: KillRound) => number) =>
    of.reduce((total, round) => total + count(round), 0);
  const rows = victims.map((victim) => {
    const killed = rounds.filter((round) => round.victim === victim);
    return [
      victim,
      killed.length,
      sum(killed, ({ answered }) => answered),
      sum(killed, ({ unansweredPlaced }) => unansweredPlaced),
      sum(killed, ({ unansweredNotPlaced }) => unansweredNotPlaced),
      killed.length > 0 ? median(killed.map(({ backInMs }) => backInMs)) : Number.NaN,
      sum(killed, ({ problems }) => problems.length),
    ];
  });
  return {
    title: 'kill -9 in the middle of checkouts',
    columns: ['killed', 'rounds', 'answered 201', 'unanswered: placed', 'not placed', 'back in ms', 'problems'],
    rows,
  };
}
