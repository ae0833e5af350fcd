/** Runs the parts of a benchmark that need a process of their own, and talks to them in messages. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface Program {
  /** Sends a message and waits for the next one that comes back. Rejects when the program ends instead. */
  ask(message: unknown): Promise<unknown>;
  stop(): Promise<void>;
  /** With SIGKILL: it has no time to say goodbye to anybody. */
  kill(): Promise<void>;
}

/** Another command that runs Node.js, whose path and arguments come after `args`. */
export interface Launcher {
  readonly command: string;
  readonly args: readonly string[];
}

/** `file` is a TypeScript program of this repository, such as `bench/load.ts`. */
export function startProgram(file: string, args: readonly string[] = [], launcher?: Launcher): Program {
  const launch = launcher && { execPath: launcher.command, execArgv: [...launcher.args, process.execPath] };
  const child = fork('scripts/run.mjs', [file, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Those of whoever starts it, such as a test, are no business of the program's.
    execArgv: [],
    ...launch,
  });
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  return {
    ask: (message) => {
      child.send(message as string);
      return nextMessage(child, file);
    },
    stop: async () => {
      if (isGone()) return;
      if (child.connected) child.disconnect();
      await once(child, 'exit');
    },
    kill: async () => {
      if (isGone()) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function nextMessage(child: ChildProcess, file: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      act();
    };
    const onMessage = (message: unknown): void => settle(() => resolve(message));
    const onExit = (code: number | null): void => settle(() => reject(new Error(`${file} ended with code ${code}`)));
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}

/** The other end: answers each message, and cleans up and ends when whoever started the program is gone. */
export function serveParent(
  answer: (message: unknown) => Promise<unknown>,
  cleanUp = async (): Promise<void> => {},
): void {
  process.on('message', async (message) => {
    process.send?.(await answer(message));
  });
  process.once('disconnect', async () => {
    await cleanUp();
    process.exit();
  });
}
