/** Runs another program as a child that never outlives this process, even when this process is killed outright. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ChildProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder?: string;
  /** Called with each line that the program prints. */
  onLine(line: string): void;
}

export interface RunningChild {
  readonly pid: number;
  /** Resolves when the program is gone and all it printed has arrived, with the reason in words, such as `exit code 1`. */
  readonly gone: Promise<string>;
  /** Asks it to end, and kills it when it has not within the grace time. */
  stop(graceInMilliseconds?: number): Promise<void>;
}

/** Rejects when the program can't be started at all. */
export async function startChild(program: ChildProgram): Promise<RunningChild> {
  // Detached: Ctrl-C in the terminal reaches this process alone, which then ends its children in order.
  const child = spawn(program.command, program.args, {
    cwd: program.folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', program.onLine);
  const guard = startGuard(pid);
  // The guard goes first: once the pid is free, it must not be there to kill whoever gets it next.
  child.once('exit', () => guard?.kill('SIGKILL'));
  return { pid, gone, stop: (graceInMilliseconds = 2000) => stopChild(child, gone, graceInMilliseconds) };
}

/**
 * A shell that waits for the pipe from this process to close, which the system sees to however this process ends, and
 * then kills the child.
 */
function startGuard(pid: number): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const script = 'while read -r line; do :; done; kill -9 "$1"';
  const guard = spawn('/bin/sh', ['-c', script, 'guard', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.once('error', () => {});
  guard.stdin?.once('error', () => {});
  guard.unref();
  return guard;
}

async function stopChild(child: ChildProcess, gone: Promise<string>, graceInMilliseconds: number): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceInMilliseconds);
  await gone;
  clearTimeout(timer);
}
