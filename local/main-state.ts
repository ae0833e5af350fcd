/** The folder with a stack's data and its outputs.json. */

import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { LOCK_FILE } from './dynamodb/data-folder-lock.ts';
import { codeOf } from './server/error-code.ts';

export class StateFolderError extends Error {
  override readonly name = 'StateFolderError';
  readonly code = 'StateFolderUnusable';
}

export function forgetState(stateFolder: string): void {
  for (const name of readdirSync(stateFolder)) {
    if (name !== LOCK_FILE) rmSync(join(stateFolder, name), { recursive: true, force: true });
  }
}

/** Whole or not at all: others read it while it is written. */
export function writeOutputs(stateFolder: string, outputs: Readonly<Record<string, string>>): void {
  const file = join(stateFolder, 'outputs.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(outputs, undefined, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** A StateFolderError, which says what to do, for a system's error about a file of the folder; any other as it is. */
export function explainStateError(error: unknown, stateFolder: string): unknown {
  const { path, message } = Object(error);
  // Reading a folder as if it were a file is the one failure that names no path.
  const isOurs = typeof path === 'string' ? isIn(stateFolder, path) : codeOf(error) === 'EISDIR';
  if (!isOurs || codeOf(error) === undefined) return error;
  return new StateFolderError(
    `The data can't be kept in ${stateFolder} (${message}). Name another folder: npm start -- --state D`,
    { cause: error },
  );
}

const isIn = (folder: string, path: string): boolean => `${resolve(path)}${sep}`.startsWith(`${resolve(folder)}${sep}`);
