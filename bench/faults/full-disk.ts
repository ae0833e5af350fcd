/** Ways to fill the disk of one program without harm to any other. */

import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../local/server/error-code.ts';
import type { Launcher } from '../program.ts';
import type { FaultyShop } from './shop.ts';

export interface FullDisk {
  /** For people, such as `a disk without room`. */
  readonly what: string;
  /** Whether the database engine notices, too. */
  readonly isForEngine: boolean;
  /** Of a shop that keeps its state in this folder. */
  launcher(stateFolder: string): Launcher;
  /** Gives what makes room again. */
  fill(shop: FaultyShop, stateFolder: string): () => void;
}

const MEGABYTES = 48;
/** $1 is the folder; what follows is the program. */
const MOUNT = 'mount -t tmpfs -o size="$0" none "$1" && shift && exec "$@"';

/** A file system in memory that only this program sees, in a user namespace of its own: there, anybody may mount. */
export const SMALL_DISK: FullDisk = {
  what: 'a disk without room',
  isForEngine: true,
  launcher: (folder) => {
    mkdirSync(folder, { recursive: true });
    return { command: 'unshare', args: ['--map-root-user', '--mount', 'sh', '-c', MOUNT, `${MEGABYTES}m`, folder] };
  },
  fill: ({ pid }, folder) => {
    const filler = join(seenBy(pid, folder), 'filler');
    const descriptor = openSync(filler, 'w');
    for (const size of [65_536, 4_096, 1]) writeUntilFull(descriptor, Buffer.alloc(size));
    closeSync(descriptor);
    return () => rmSync(filler);
  },
};

/**
 * No file may grow above a kilobyte. The signal that the system sends then is ignored, so that writes merely fail; but the
 * engine, as each program that Node.js starts, would end by it.
 */
export const NO_GROWTH: FullDisk = {
  what: 'files of the stack that can not grow',
  isForEngine: false,
  launcher: () => ({ command: 'sh', args: ['-c', 'trap "" XFSZ && exec "$0" "$@"'] }),
  fill: ({ pid }) => {
    const limit = (bytes: string): void => run('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
    limit('1024');
    return () => limit('unlimited');
  },
};

/** Why it can't be made on this machine; undefined where it can. */
export function findObstacle({ launcher, what }: FullDisk): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-disk-'));
  try {
    if (!existsSync('/proc/self/root')) return `${what}: this system has no /proc.`;
    const { command, args } = launcher(folder);
    run(command, [...args, 'prlimit', '--version']);
    return undefined;
  } catch (error) {
    return `${what}: ${error instanceof Error ? error.message : error}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder as a program sees it. */
export const seenBy = (pid: number, folder: string): string => `/proc/${pid}/root${folder}`;

function run(command: string, args: readonly string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')}: ${stderr.trim()}`);
}

function writeUntilFull(descriptor: number, bytes: Buffer): void {
  try {
    while (writeSync(descriptor, bytes) === bytes.length);
  } catch (error) {
    if (codeOf(error) !== 'ENOSPC') throw error;
  }
}
