/** Runs a release command as a program, with a fake account in the place of AWS. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ended {
  readonly status: number;
  /** All that it printed. */
  readonly said: string;
}

export interface Circumstances {
  readonly environment: Readonly<Record<string, string>>;
  /** The checkout; this one unless given. */
  readonly folder?: string;
  /** What is typed. */
  readonly input?: string;
}

export async function runScript(name: string, args: readonly string[], circumstances: Circumstances): Promise<Ended> {
  const { environment, folder = process.cwd(), input = '' } = circumstances;
  const child = spawn(process.execPath, ['scripts/run.mjs', `scripts/${name}.ts`, ...args], {
    cwd: folder,
    // No profile of whoever runs the tests.
    env: { PATH: process.env.PATH, HOME: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true', ...environment },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  child.stdin.end(input);
  const [status] = await once(child, 'close');
  return { status, said };
}
