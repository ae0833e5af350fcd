/** Knows whether .build/ and .serverless/ still belong to the sources. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that a build reads. */
export const inputFolders = ['functions', 'frontend', 'local', 'mapping-templates', 'resources', 'scripts'];
export const inputFiles = ['openapi.yml', 'serverless.yml', 'package-lock.json'];

const STAMP = '.build/inputs.sha256';
const TEMPLATE = '.serverless/cloudformation-template-update-stack.json';

/**
 * Builds when a source has changed since the last build, or when another template has been compiled over its own, such
 * as that of another stage. Throws when the build fails. It runs in a process of its own: the framework and the bundler
 * take 160 MB that a running stack doesn't need.
 */
export function buildIfChanged() {
  const hash = hashInputs();
  if (toStamp(hash) === findLastStamp()) return;
  console.log('Building the functions, the storefront and the template …');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.mjs'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw Object.assign(new Error(`The build failed.\n${stdout}${stderr}`), { code: 'BuildFailed' });
  markBuilt(hash);
}

function findLastStamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}

function toStamp(inputsHash) {
  const template = existsSync(TEMPLATE) ? readFileSync(TEMPLATE) : '';
  return `${inputsHash} ${createHash('sha256').update(template).digest('hex')}`;
}

/** `hash` was taken before the build: a file that changed meanwhile makes the next start build again. */
export function markBuilt(hash) {
  writeFileSync(STAMP, toStamp(hash));
}

export function hashInputs() {
  const inFolders = inputFolders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const files = inFolders.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of [...inputFiles, ...files].sort())
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
