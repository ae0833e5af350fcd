/** The whole app for journeys: `npm start` on free ports, with data of its own in a temporary folder. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningApp {
  readonly outputs: Readonly<Record<string, string>>;
  readonly firstPort: number;
  readonly stateFolder: string;
  readonly process: ChildProcess;
  /** All that it has printed so far. */
  printed(): string;
  /** Like Ctrl-C; resolves with the exit code when it has ended. Keeps the data. */
  interrupt(): Promise<number | null>;
  /** Interrupts it and deletes its data. */
  stop(): Promise<void>;
}

export interface AppOptions {
  readonly firstPort?: number;
  readonly stateFolder?: string;
  /** The checkout to run. */
  readonly folder?: string;
  readonly flags?: readonly string[];
  /** Beside this process's own variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

const READY = 'Ctrl-C stops everything.';

/** Rejects with what was printed when the app ends instead of starting. */
export async function startStack(options: AppOptions = {}): Promise<RunningApp> {
  const firstPort = options.firstPort ?? (await findFreePorts());
  const stateFolder = options.stateFolder ?? mkdtempSync(join(tmpdir(), 'bookstore-'));
  const flags = ['--port', String(firstPort), '--state', stateFolder, ...(options.flags ?? [])];
  const child = spawn(process.execPath, ['scripts/start.mjs', ...flags], {
    cwd: options.folder ?? process.cwd(),
    env: { ...process.env, ...options.environment },
  });
  let printed = '';
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes(READY)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', () => reject(new Error(printed)));
  });
  const interrupt = () => {
    child.kill('SIGINT');
    return exited;
  };
  return {
    outputs: JSON.parse(readFileSync(join(stateFolder, 'outputs.json'), 'utf8')),
    firstPort,
    stateFolder,
    process: child,
    printed: () => printed,
    interrupt,
    stop: async () => {
      await interrupt();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

/**
 * The first of eight ports in a row that are free now; below those that systems lend to connections to elsewhere. Each of
 * jest's workers has its own, so that no two journeys take the same ones at once.
 */
export async function findFreePorts(): Promise<number> {
  const worker = Number(process.env.JEST_WORKER_ID ?? 0) % 4;
  for (;;) {
    const first = 20_000 + worker * 3_000 + Math.floor(Math.random() * 300) * 10;
    const areFree = await Promise.all(Array.from({ length: 8 }, (_, offset) => isFree(first + offset)));
    if (areFree.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
