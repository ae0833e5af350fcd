/** Starts the shop in which things go wrong, as a program that can be killed. */

import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findFreePorts } from '../../tests/support/stack.ts';
import { type Launcher, startProgram } from '../program.ts';
import { createScratchFolder } from '../scratch-folder.ts';

type Outputs = Readonly<Record<string, string>>;

export interface FaultyShopOptions {
  readonly unthrottled?: boolean;
  /** Made, and deleted in the end, unless given. */
  readonly folder?: string;
  /** What starts the program in the place of Node.js alone. */
  readonly launcher?: Launcher | undefined;
}

export interface FaultyShop {
  readonly outputs: Outputs;
  readonly pid: number;
  /** As the stack wrote it down for its own next start. */
  enginePid(): number;
  /** Of its process now. */
  descriptors(): number;
  memoryInMb(): number;
  /** By so many milliseconds from the true time. */
  putClock(offsetMs: number): Promise<void>;
  kill(): Promise<void>;
  /** On the same data and the same ports, after a kill; by Node.js alone. */
  restart(): Promise<FaultyShop>;
  stop(): Promise<void>;
}

/** What `npm start` builds has to be there. */
export const TEMPLATE_FILE = '.build/template/cloudformation-template-update-stack.json';

export async function startFaultyShop(options: FaultyShopOptions = {}): Promise<FaultyShop> {
  const folder = options.folder ?? createScratchFolder();
  return start(folder, await findFreePorts(), options);
}

async function start(folder: string, firstPort: number, options: FaultyShopOptions): Promise<FaultyShop> {
  const throttling = options.unthrottled ? 'unthrottled' : 'throttled';
  const args = [folder, TEMPLATE_FILE, String(firstPort), throttling];
  const program = startProgram('bench/faults/shop-program.ts', args, options.launcher);
  const { outputs, pid } = (await program.ask('Where are you?')) as { outputs: Outputs; pid: number };
  return {
    outputs,
    pid,
    // Through the process, which may see other files there than we do.
    enginePid: () =>
      JSON.parse(readFileSync(`/proc/${pid}/root${join(folder, 'state', 'lock.json')}`, 'utf8')).engine.pid,
    descriptors: () => readdirSync(`/proc/${pid}/fd`).length,
    memoryInMb: () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    putClock: async (offsetMs) => {
      const file = join(folder, 'clock');
      writeFileSync(`${file}.new`, String(offsetMs));
      renameSync(`${file}.new`, file);
      await wait(20);
    },
    kill: program.kill,
    restart: () => start(folder, firstPort, { ...options, launcher: undefined }),
    stop: async () => {
      await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
