/** Server-sent events: the journal's new entries, gathered for a moment so that a busy API doesn't drown the reader. */

import type { ServerResponse } from 'node:http';
import type { Entry, Journal } from './journal.ts';
import { toSummary } from './to-json.ts';

const GATHER_MS = 50;
const HEARTBEAT_MS = 15_000;
const MAX_WAITING = 1000;

/** Each event's data is a JSON list of summaries, oldest first. A reader that can't keep up loses the oldest. */
export function streamEntries(journal: Journal, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('retry: 1000\n\n');
  let waiting: Entry[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    if (response.writableNeedDrain) {
      response.once('drain', flush);
      return;
    }
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) response.write(`data: ${JSON.stringify(batch.map(toSummary))}\n\n`);
  };
  const unsubscribe = journal.subscribe((entry) => {
    waiting.push(entry);
    if (waiting.length > MAX_WAITING) waiting.shift();
    timer ??= setTimeout(flush, GATHER_MS);
  });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  response.on('close', () => {
    unsubscribe();
    clearTimeout(timer);
    clearInterval(heartbeat);
  });
}
