/** The folder with a stack's data, its outputs.json and its secrets. */

import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { LOCK_FILE } from './dynamodb/data-folder-lock.ts';
import { codeOf } from './server/error-code.ts';

export class StateFolderError extends Error {
  override readonly name = 'StateFolderError';
  readonly code = 'StateFolderUnusable';
}

const SEED_FILE = 'secret-seed';

/** All but the lock and the seed, which `takeSecretSeed` renews. */
export function forgetState(stateFolder: string): void {
  for (const name of readdirSync(stateFolder)) {
    if (name !== LOCK_FILE && name !== SEED_FILE) rmSync(join(stateFolder, name), { recursive: true, force: true });
  }
}

/** From which the stack's secrets are made: the same at every start, until the state is forgotten. */
export function takeSecretSeed(stateFolder: string, isNew: boolean): string {
  const file = join(stateFolder, SEED_FILE);
  if (isNew || !existsSync(file)) writePrivately(file, randomBytes(32).toString('hex'));
  return readFileSync(file, 'utf8');
}

export function writeOutputs(stateFolder: string, outputs: Readonly<Record<string, string>>): void {
  writePrivately(join(stateFolder, 'outputs.json'), toJson(outputs));
}

/** Values of API keys by their ids: what the owner of an AWS account can ask API Gateway for. */
export function writeApiKeys(stateFolder: string, keys: Readonly<Record<string, string>>): void {
  const file = join(stateFolder, 'api-keys.json');
  if (Object.keys(keys).length > 0) writePrivately(file, toJson(keys));
  else rmSync(file, { force: true });
}

const toJson = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** Whole or not at all: others read it while it is written. */
function writePrivately(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
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
