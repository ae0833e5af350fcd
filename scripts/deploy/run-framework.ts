/** Builds the functions and the storefront, and has the framework compile the template and update the stack. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ReleaseError } from '../aws/release-error.ts';

export interface FrameworkOptions {
  readonly stage: string;
  readonly region: string;
  /** Values for parameters of serverless.yml, such as `edge=off`. */
  readonly params: readonly string[];
}

/** Throws Framework: what went wrong is on the screen by then. */
export async function runFramework({ stage, region, params }: FrameworkOptions): Promise<void> {
  await run('The build', ['scripts/build.mjs'], region);
  // --force: the framework would not notice that nothing but a parameter's value has changed.
  const flags = ['--force', '--stage', stage, '--region', region, ...params.flatMap((param) => ['--param', param])];
  await run('The update of the stack', ['node_modules/serverless/bin/serverless.js', 'deploy', ...flags], region);
}

async function run(what: string, args: readonly string[], region: string): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, AWS_REGION: region } });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new ReleaseError('Framework', `${what} failed; the reason is above.`);
}
