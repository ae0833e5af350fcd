/** Runs a release command as a program, with a fake account in the place of AWS. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ended {
  readonly status: number;
  /** All that it printed. */
  readonly said: string;
}

export async function runScript(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  input = '',
): Promise<Ended> {
  const child = spawn(process.execPath, ['scripts/run.mjs', `scripts/${name}.ts`, ...args], {
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
