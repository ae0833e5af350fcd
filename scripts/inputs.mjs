/** Knows whether .build/ and .serverless/ still belong to the sources. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that a build reads. */
export const inputFolders = ['functions', 'frontend', 'local', 'mapping-templates', 'resources', 'scripts'];
export const inputFiles = ['openapi.yml', 'serverless.yml', 'package-lock.json'];

const STAMP = '.build/inputs.sha256';

export function isBuilt() {
  try {
    return readFileSync(STAMP, 'utf8') === hashInputs();
  } catch {
    return false;
  }
}

/** `hash` was taken before the build: a file that changed meanwhile makes the next start build again. */
export function markBuilt(hash) {
  writeFileSync(STAMP, hash);
}

export function hashInputs() {
  const inFolders = inputFolders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const files = inFolders.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of [...inputFiles, ...files].sort())
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
