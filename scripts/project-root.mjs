/** Moves to the project's root, to which all paths in the scripts are relative, wherever they are called. */

import { fileURLToPath } from 'node:url';

/** What relative paths in a script's arguments are relative to. */
export const calledIn = process.cwd();

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
