/** Starts the user pools of the template, and tells the rest of the stack where they are. */

import { join } from 'node:path';
import type { Journal } from './inspector/journal.ts';
import { toCodeEntry } from './main-journal.ts';
import type { Ports } from './main-ports.ts';
import type { Stack } from './stack/stack.ts';
import type { CodeDelivery } from './user-pool/pool.ts';
import { readUserPools } from './user-pool/read-user-pools.ts';
import { startUserPool, type UserPoolService } from './user-pool/start-user-pool.ts';

export interface UserPoolSetting {
  readonly ports: Ports;
  readonly host: string;
  readonly stateFolder: string;
  readonly allowedOrigins: readonly string[];
  readonly journal: Journal;
  readonly log: (line: string) => void;
}

/** Undefined when the template has none. */
export async function startUserPools(stack: Stack, setting: UserPoolSetting): Promise<UserPoolService | undefined> {
  const pools = readUserPools(stack);
  if (pools.length === 0) return undefined;
  const { ports, host, stateFolder, allowedOrigins, journal, log } = setting;
  return startUserPool({
    ...{ port: ports.userPool, host, pools, allowedOrigins },
    stateFolder: join(stateFolder, 'user-pool'),
    onCode: (delivery) => {
      log(toLine(delivery));
      journal.add(toCodeEntry(delivery));
    },
    onError: (error) => log(`user pool: ERROR ${error instanceof Error ? error.stack : String(error)}`),
  });
}

function toLine({ email, username, purpose, code }: CodeDelivery): string {
  const what = purpose === 'invitation' ? 'temporary password' : `${purpose} code`;
  return `user pool: the ${what} for ${email || username} is ${code}`;
}
