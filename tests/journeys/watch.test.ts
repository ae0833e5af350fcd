/** `npm start -- --watch`: a change to a source is live without a restart. It works on a copy of the checkout. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CheckoutCopy, copyCheckout } from '../support/checkout-copy.ts';
import { type RunningApp, startStack } from '../support/stack.ts';

let copy: CheckoutCopy;
let app: RunningApp;

beforeAll(async () => {
  copy = copyCheckout();
  app = await startStack({ folder: copy.folder, stateFolder: join(copy.folder, '.local'), flags: ['--watch'] });
  await waitUntil('Watching for changes');
}, 60_000);
afterAll(async () => {
  await app.interrupt();
  copy.remove();
});

const fetchText = async (path: string) => (await fetch(app.outputs.RestApiUrl + path)).text();

async function waitUntil(line: string): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!app.printed().includes(line)) {
    if (performance.now() > deadline) throw new Error(`It never said "${line}", but:\n${app.printed()}`);
    await sleep(25);
  }
}

/** Milliseconds until the change shows. */
async function edit(file: string, from: string, to: string, isLive: () => Promise<boolean>): Promise<number> {
  const source = readFileSync(join(copy.folder, file), 'utf8');
  expect(source).toContain(from);
  writeFileSync(join(copy.folder, file), source.replace(from, to));
  const startedAt = performance.now();
  while (!(await isLive())) {
    if (performance.now() - startedAt > 60_000) throw new Error(`The change to ${file} is not live.\n${app.printed()}`);
    await sleep(25);
  }
  return performance.now() - startedAt;
}

/** An idle machine of two cores takes about one second; a busy one gets room. */
const LIMIT_MS = 4_000;

/** There and back again: the faster way tells what the watcher can do. */
async function editRepeatedly(file: string, from: string, to: string, isLive: () => Promise<boolean>): Promise<number> {
  const durations: number[] = [];
  for (let round = 0; round < 2; round++) {
    durations.push(await edit(file, from, to, isLive));
    durations.push(await edit(file, to, from, async () => !(await isLive())));
  }
  return Math.min(...durations);
}

describe('npm start -- --watch', () => {
  it.each([
    [
      'a mapping template',
      'mapping-templates/health/get-health.response.vtl',
      '{ "status": "ok"',
      '{ "status": "fine"',
      async () => (await fetchText('/health')).includes('fine'),
    ],
    [
      'the contract',
      'openapi.yml',
      'There is nothing at this address.',
      'Nothing here.',
      async () => (await fetchText('/nowhere')).includes('Nothing here.'),
    ],
    [
      'a function',
      'functions/shared/book-id.ts',
      'There is no book with this id.',
      'No such book.',
      async () => (await fetchText('/books/none/cover')).includes('No such book.'),
    ],
  ])(
    'makes a change to %s live',
    async (_what, file, from, to, isLive) => {
      expect(await isLive()).toBe(false);
      expect(await editRepeatedly(file, from, to, isLive)).toBeLessThan(LIMIT_MS);
    },
    200_000,
  );

  it('keeps the last good build, and says what is wrong with the new one', async () => {
    writeFileSync(join(copy.folder, 'openapi.yml'), 'paths: [');
    await waitUntil('the last good one still runs');
    expect((await fetch(`${app.outputs.RestApiUrl}/health`)).status).toBe(200);
  });
});
