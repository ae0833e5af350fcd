/** Knows whether .build/ still belongs to the sources, and builds where it doesn't. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that a build reads. */
const inputFolders = ['functions', 'frontend', 'local', 'mapping-templates', 'resources', 'scripts'];
const inputFiles = ['openapi.yml', 'serverless.yml', 'package-lock.json'];

/** Where `npm start` keeps its template: `npm run package` may meanwhile write that of any other stage. */
export const templateFolder = '.build/template';
export const templateFile = `${templateFolder}/cloudformation-template-update-stack.json`;

const STAMP = '.build/inputs.sha256';
const OUTPUTS = [
  templateFile,
  '.build/functions',
  '.build/local/main.mjs',
  '.build/storefront/index.html',
  '.build/inspector/index.html',
];

/**
 * Builds when a source has changed since the last whole build, or part of it is gone; throws when the build fails. It
 * runs in a process of its own: the framework and the bundler take 160 MB that a running stack doesn't need.
 */
export function buildIfChanged() {
  const hash = hashInputs();
  if (hash === findStamp() && OUTPUTS.every((path) => existsSync(path))) return;
  console.log('Building the functions, the storefront and the template …');
  forgetBuild();
  run('scripts/package.mjs', '--package', templateFolder);
  writeFileSync(STAMP, hash);
}

/** Compiles the template of another stage into .build/template-STAGE when a source has changed. For tests, after a whole build. */
export function compileIfChanged(stage) {
  const hash = hashInputs();
  const folder = `.build/template-${stage}`;
  const stamp = join(folder, 'inputs.sha256');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  run('node_modules/serverless/bin/serverless.js', 'package', '--stage', stage, '--package', folder);
  writeFileSync(stamp, hash);
}

/** Makes the next start build: called before anything in .build/ is touched. */
export function forgetBuild() {
  rmSync(STAMP, { force: true });
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw Object.assign(new Error(`The build failed.\n${stdout}${stderr}`), { code: 'BuildFailed' });
}

function findStamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}

function hashInputs() {
  const inFolders = inputFolders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const files = inFolders.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of [...inputFiles, ...files].sort())
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
