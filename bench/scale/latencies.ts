/** How long two shops with catalogues of different sizes take for the same requests, in turns. */

import { type Connection, openConnection } from '../connection.ts';
import { median, medianRatio, percentile } from '../statistics.ts';
import type { CatalogueRequest } from './requests.ts';

/** A shop, and what is asked of it. */
export interface Side {
  /** The output `RestApiUrl`. */
  readonly restApiUrl: string;
  readonly requests: readonly CatalogueRequest[];
}

export interface Latencies {
  readonly what: string;
  /** Medians over the rounds, in milliseconds: of the first side, then of the second. */
  readonly p50: readonly [number, number];
  readonly p99: readonly [number, number];
  /** Of the second side to the first: the median over the rounds. */
  readonly p50Ratio: number;
  readonly p99Ratio: number;
}

export interface Effort {
  readonly rounds: number;
  /** Of each side in each round. */
  readonly requestsARound: number;
}

type Round = readonly [few: readonly number[], many: readonly number[]];

/** Both sides have the same requests, by what they are. */
export async function compareLatencies(few: Side, many: Side, effort: Effort): Promise<readonly Latencies[]> {
  const results: Latencies[] = [];
  for (const [index, { what, path }] of few.requests.entries()) {
    const other = many.requests[index];
    if (other?.what !== what) throw new Error(`${what} is not asked of both.`);
    const connections = [await connectTo(few, path), await connectTo(many, other.path)] as const;
    await ask(connections, effort.requestsARound);
    const rounds: Round[] = [];
    for (let round = 0; round < effort.rounds; round++) rounds.push(await ask(connections, effort.requestsARound));
    for (const connection of connections) connection.close();
    results.push(toLatencies(what, rounds));
  }
  return results;
}

function connectTo({ restApiUrl }: Side, path: string): Promise<Connection> {
  const { port, pathname } = new URL(restApiUrl);
  const origin = `http://127.0.0.1:${port}`;
  return openConnection({ origin, path: `${pathname}${path}`, method: 'GET', headers: {}, durationInMs: 0 });
}

/** One after the other, and every other time the other way round, so that whatever disturbs the machine meets both. */
async function ask(connections: readonly [Connection, Connection], times: number): Promise<Round> {
  const round: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time++) {
    for (const side of time % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const sentAt = performance.now();
      const status = await connections[side].send();
      if (status !== 200) throw new Error(`A request was answered with ${status}.`);
      round[side].push(performance.now() - sentAt);
    }
  }
  return round;
}

function toLatencies(what: string, rounds: readonly Round[]): Latencies {
  const of = (side: 0 | 1, share: number) => rounds.map((round) => percentile(round[side], share));
  const compare = (share: number) => ({ both: [of(0, share), of(1, share)] as const });
  const [p50, p99] = [compare(0.5).both, compare(0.99).both];
  return {
    what,
    p50: [median(p50[0]), median(p50[1])],
    p99: [median(p99[0]), median(p99[1])],
    p50Ratio: medianRatio(p50[1], p50[0]),
    p99Ratio: medianRatio(p99[1], p99[0]),
  };
}
