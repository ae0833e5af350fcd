/** Knows whether .build/ still belongs to the sources, and builds where it doesn't. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that a build reads. */
const inputFolders = ['functions', 'frontend', 'local', 'mapping-templates', 'resources', 'scripts'];
const inputFiles = ['openapi.yml', 'serverless.yml', 'package-lock.json'];

/** Where `npm start` keeps a stage's template: `npm run package` writes elsewhere. */
export const templateFolderOf = (stage) => (stage === 'dev' ? '.build/template' : `.build/template-${stage}`);
export const templateFileOf = (stage) => `${templateFolderOf(stage)}/cloudformation-template-update-stack.json`;

/** The framework's own flags for a stage with some parameters. */
export const toFlags = (stage, params) => [
  ...(stage === 'dev' ? [] : ['--stage', stage]),
  ...params.flatMap((param) => ['--param', param]),
];

const STAMPS = '.build/stamps';
const OUTPUTS = [
  '.build/functions',
  '.build/local/main.mjs',
  '.build/storefront/index.html',
  '.build/inspector/index.html',
];

/**
 * Builds when a source has changed since the last whole build, or part of it is gone; throws when the build fails. It
 * runs in a process of its own: the framework and the bundler take 160 MB that a running stack doesn't need.
 */
export function buildIfChanged({ stage = 'dev', params = [] } = {}) {
  const inputs = hashInputs();
  const stamp = `${inputs} ${JSON.stringify(params)}`;
  const isBuilt = OUTPUTS.every((path) => existsSync(path)) && readStamps().some((text) => text.startsWith(inputs));
  const isCompiled = existsSync(templateFileOf(stage)) && readStamps(stage).includes(stamp);
  if (isBuilt && isCompiled) return;
  // All but the template is the same for every stage, and others may be running on it.
  if (isBuilt) rmSync(join(STAMPS, stage), { force: true });
  else forgetBuild();
  console.log(isBuilt ? 'Building the template …' : 'Building the functions, the storefront and the template …');
  run([...(isBuilt ? COMPILE : BUILD), '--package', templateFolderOf(stage), ...toFlags(stage, params)]);
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(join(STAMPS, stage), stamp);
}

const BUILD = ['scripts/package.mjs'];
const COMPILE = ['node_modules/serverless/bin/serverless.js', 'package'];

function run(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw Object.assign(new Error(`The build failed.\n${stdout}${stderr}`), { code: 'BuildFailed' });
}

/** Makes the next start of any stage build: called before anything in .build/ is touched. */
export function forgetBuild() {
  rmSync(STAMPS, { recursive: true, force: true });
}

/** What was built last: of one stage, or of all. */
function readStamps(stage) {
  const stages = existsSync(STAMPS) ? readdirSync(STAMPS) : [];
  return stages.filter((name) => name === (stage ?? name)).map((name) => readFileSync(join(STAMPS, name), 'utf8'));
}

function hashInputs() {
  const inFolders = inputFolders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const files = inFolders.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of [...inputFiles, ...files].sort())
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
