/** `npm start -- --watch`: a change to a source is live without a restart. It works on a copy of the checkout. */

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningApp, startStack } from '../support/stack.ts';

const copy = mkdtempSync(join(tmpdir(), 'bookstore-copy-'));
const left = ['node_modules', '.git', '.local', 'screenshots'].map((name) => join(process.cwd(), name));
let app: RunningApp;

beforeAll(async () => {
  cpSync(process.cwd(), copy, { recursive: true, filter: (source) => !left.includes(source) });
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  app = await startStack({ folder: copy, stateFolder: join(copy, '.local'), flags: ['--watch'] });
  await waitUntil('Watching for changes');
}, 60_000);
afterAll(async () => {
  await app.interrupt();
  rmSync(copy, { recursive: true, force: true });
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
  const source = readFileSync(join(copy, file), 'utf8');
  expect(source).toContain(from);
  writeFileSync(join(copy, file), source.replace(from, to));
  const startedAt = performance.now();
  while (!(await isLive())) {
    if (performance.now() - startedAt > 60_000) throw new Error(`The change to ${file} is not live.\n${app.printed()}`);
    await sleep(25);
  }
  return performance.now() - startedAt;
}

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
      expect(await editRepeatedly(file, from, to, isLive)).toBeLessThan(2_000);
    },
    200_000,
  );

  it('keeps the last good build, and says what is wrong with the new one', async () => {
    writeFileSync(join(copy, 'openapi.yml'), 'paths: [');
    await waitUntil('the last good one still runs');
    expect((await fetch(`${app.outputs.RestApiUrl}/health`)).status).toBe(200);
  });
});
