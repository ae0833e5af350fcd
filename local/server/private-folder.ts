/** Makes folders that nobody else on this machine can look into. */

import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { codeOf } from './error-code.ts';

/** With the folders above it. One that is there stays as it is. Throws the system's error. */
export function makePrivateFolder(folder: string): void {
  const path = resolve(folder);
  // Not by mkdir's own recursion, which never ends where the system makes no folders, such as in /proc.
  if (tryMake(path)) return;
  makePrivateFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** False when the folder above is missing. */
function tryMake(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && statSync(path, { throwIfNoEntry: false })?.isDirectory()) return true;
    if (codeOf(error) === 'ENOENT' && !existsSync(dirname(path))) return false;
    throw error;
  }
}
