/** Puts the newest version of each function behind `live`, for stages that have no use for a canary. */

import { LIVE } from '../aws/aliases.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { CanaryClients } from '../canary/clients.ts';
import { moveAlias } from '../canary/move-alias.ts';
import { changedFunctions, readRelease } from '../canary/read-release.ts';

/** Gives what went live, such as `getCover 3`. */
export async function goLive(clients: CanaryClients, stackName: string): Promise<readonly string[]> {
  const { functions } = await readRelease(clients, stackName);
  return inParallel(changedFunctions(functions), async ({ name, live, next }) => {
    const move = { functionName: name, aliasName: LIVE, from: live, toVersion: next.version, description: '' };
    await moveAlias(clients.lambda, move);
    return `${name} ${next.version}`;
  });
}
