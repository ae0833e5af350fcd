/** Tells whether a process number still means the process that it meant when it was written down. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { codeOf } from './error-code.ts';

/** Differs between two processes that had the same number; undefined when there is no such process. */
export function findStartOfProcess(pid: number): string | undefined {
  if (!isRunning(pid)) return undefined;
  if (process.platform === 'linux') return startFromProc(pid);
  if (process.platform === 'win32') return 'running';
  return ask(pid, 'lstart=');
}

/** The process's command line, its parts joined by spaces; undefined when there is no such process. */
export function findCommandLine(pid: number): string | undefined {
  if (process.platform !== 'linux') return ask(pid, 'command=');
  return readProc(pid, 'cmdline')?.split('\0').join(' ').trim();
}

/** Whoever it is now. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** The state is the third field of /proc/<pid>/stat and the start the 22nd; the second may hold spaces, in brackets. */
function startFromProc(pid: number): string | undefined {
  const stat = readProc(pid, 'stat');
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isZombie = fields?.[0] === 'Z';
  return isZombie ? undefined : fields?.[19];
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

function ask(pid: number, column: string): string | undefined {
  const { status, stdout } = spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
}
