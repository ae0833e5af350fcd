/** What a program and all that it has started hold of this machine: memory and open descriptors. */

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { median } from './statistics.ts';

export interface ProcessFigures {
  readonly pid: number;
  /** Such as `node`, `npm start` or `dynoxide`. */
  readonly name: string;
  /** PSS where the system knows it, else RSS. */
  readonly memoryInMb: number;
  readonly rssInMb: number;
  /** Open descriptors; NaN where the system does not say. */
  readonly descriptors: number;
}

/**
 * `PSS` shares what several processes have in common among them, so that their sum is what they take together. `RSS`,
 * where the system knows no better, counts it for each of them.
 */
export type MemoryKind = 'PSS' | 'RSS';

export const memoryKind: MemoryKind = findPss(process.pid) === undefined ? 'RSS' : 'PSS';

/** The process itself and its descendants. Those that end meanwhile are left out. */
export function readProcesses(rootPid: number): readonly ProcessFigures[] {
  const all = listProcesses();
  return [rootPid, ...findDescendants(rootPid, all)].flatMap((pid) => {
    const found = all.get(pid);
    const memoryInMb = memoryKind === 'PSS' ? findPss(pid) : found?.rssInMb;
    if (found === undefined || memoryInMb === undefined) return [];
    const { name, rssInMb } = found;
    return [{ pid, name, memoryInMb, rssInMb, descriptors: countDescriptors(pid) }];
  });
}

export const sumMemory = (processes: readonly ProcessFigures[]): number =>
  processes.reduce((sum, { memoryInMb }) => sum + memoryInMb, 0);

export interface MemoryWatch {
  /** Medians over the first and the last quarter of the time. */
  stop(): { readonly memoryAtFirstInMb: number; readonly memoryAtLastInMb: number };
}

/** Looks every second. */
export function watchMemory(rootPid: number): MemoryWatch {
  const seen: number[] = [];
  const look = () => seen.push(sumMemory(readProcesses(rootPid)));
  look();
  const timer = setInterval(look, 1_000);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      const quarter = Math.ceil(seen.length / 4);
      return { memoryAtFirstInMb: median(seen.slice(0, quarter)), memoryAtLastInMb: median(seen.slice(-quarter)) };
    },
  };
}

interface Listed {
  readonly parentPid: number;
  readonly rssInMb: number;
  readonly name: string;
}

function listProcesses(): ReadonlyMap<number, Listed> {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' }).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [pid, parentPid, rss, command = '', ...args] = line.trim().split(/\s+/);
      return [Number(pid), { parentPid: Number(parentPid), rssInMb: Number(rss) / 1024, name: toName(command, args) }];
    }),
  );
}

/** A program of Node.js is told by its script. */
function toName(command: string, [script = '']: readonly string[]): string {
  const last = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  if (command === 'npm') return `npm ${script}`;
  return last(command) === 'node' && script !== '' ? `node ${last(script)}` : last(command);
}

function findDescendants(pid: number, all: ReadonlyMap<number, Listed>): readonly number[] {
  const children = [...all].filter(([, { parentPid }]) => parentPid === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...findDescendants(child, all)]);
}

function findPss(pid: number): number | undefined {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

function countDescriptors(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return Number.NaN;
  }
}
