/** A program that sends requests: as many as 16 connections can, one after another on each. To this machine only. */

import { openConnection } from './connection.ts';
import { serveParent } from './program.ts';
import type { Measurement } from './rounds.ts';
import { percentile } from './statistics.ts';

export interface LoadOrder {
  /** Such as `http://127.0.0.1:8081`. */
  readonly origin: string;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly durationInMs: number;
}

const CONNECTIONS = 16;

/** Throws when the address does not answer with 200 at all. */
async function load(order: LoadOrder): Promise<Measurement> {
  await assertAnswers(order);
  const latencies: number[] = [];
  let failures = 0;
  const startedAt = performance.now();
  const until = startedAt + order.durationInMs;
  const sendOnOneConnection = async (): Promise<void> => {
    const connection = await openConnection(order);
    while (performance.now() < until) {
      const sentAt = performance.now();
      const status = await connection.send();
      if (status === 200) latencies.push(performance.now() - sentAt);
      else failures += 1;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sendOnOneConnection));
  const seconds = (performance.now() - startedAt) / 1000;
  const requestsPerSecond = latencies.length / seconds;
  return { requestsPerSecond, p50InMs: percentile(latencies, 0.5), p99InMs: percentile(latencies, 0.99), failures };
}

async function assertAnswers({ origin, path, method, headers, body }: LoadOrder): Promise<void> {
  if (new URL(origin).hostname !== '127.0.0.1') throw new Error(`${origin} is not on this machine`);
  const answer = await fetch(origin + path, { method, headers, body: body ?? null });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${origin}${path} answers ${answer.status}: ${text}`);
}

serveParent((order) => load(order as LoadOrder));
