/** `npm start` as a person does it: from pressing Enter to the first page, and Ctrl-C in the end. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findFreePorts } from '../tests/support/stack.ts';

export interface NpmStartOptions {
  /** The checkout to run. */
  readonly folder: string;
  readonly stateFolder: string;
  readonly flags?: readonly string[];
}

export interface StartedByNpm {
  /** Of npm itself; all else descends from it. */
  readonly pid: number;
  readonly outputs: Readonly<Record<string, string>>;
  /** Until the storefront and a page of books were both there. */
  readonly firstPageAfterMs: number;
  stop(): Promise<void>;
}

const LONGEST_START_MS = 300_000;

/** Throws with what was printed when it ends instead, or takes too long. */
export async function startByNpm({ folder, stateFolder, flags = [] }: NpmStartOptions): Promise<StartedByNpm> {
  const firstPort = await findFreePorts();
  const args = ['start', '--', '--port', String(firstPort), '--state', stateFolder, ...flags];
  const startedAt = performance.now();
  // A group of its own, which a terminal would send Ctrl-C to.
  const npm = spawn('npm', args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = collect(npm);
  const stop = () => interrupt(npm);
  const until = startedAt + LONGEST_START_MS;
  while (!(await hasFirstPage(firstPort))) {
    if (npm.exitCode !== null || performance.now() > until) {
      await stop();
      throw new Error(`npm start gave no page:\n${printed()}`);
    }
    await wait(10);
  }
  const firstPageAfterMs = performance.now() - startedAt;
  // The table of addresses is the last that it prints.
  while (!printed().includes('Ctrl-C')) await wait(50);
  const outputs = JSON.parse(readFileSync(join(stateFolder, 'outputs.json'), 'utf8'));
  return { pid: npm.pid ?? 0, outputs, firstPageAfterMs, stop };
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  return () => text;
}

async function hasFirstPage(firstPort: number): Promise<boolean> {
  const origin = (offset: number) => `http://127.0.0.1:${firstPort + offset}`;
  return (await isThere(`${origin(0)}/`)) && (await isThere(`${origin(1)}/dev/books?limit=20`));
}

/** Books, where there are any: a catalogue that is still being filled is none. */
async function isThere(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    const text = await response.text();
    return response.status === 200 && !/"items": ?\[\s*\]/.test(text);
  } catch {
    return false;
  }
}

async function interrupt(npm: ChildProcess): Promise<void> {
  if (npm.exitCode !== null || npm.signalCode !== null) return;
  process.kill(-(npm.pid ?? 0), 'SIGINT');
  await once(npm, 'exit');
}
