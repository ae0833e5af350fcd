/** Knows whether .build/ still belongs to the sources, and builds where it doesn't. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** All that a build reads. */
const inputFolders = ['functions', 'frontend', 'local', 'mapping-templates', 'resources', 'scripts'];
const inputFiles = ['openapi.yml', 'serverless.yml', 'package-lock.json'];

/** Where `npm start` keeps the template of a stage with some parameters: `npm run package` writes elsewhere. */
export function templateFolderOf(stage, params = []) {
  const variant = params.length === 0 ? [] : [createHash('sha256').update(params.join('\n')).digest('hex').slice(0, 8)];
  return ['.build/template', ...(stage === 'dev' ? [] : [stage]), ...variant].join('-');
}

export const templateFileOf = (stage, params) =>
  `${templateFolderOf(stage, params)}/cloudformation-template-update-stack.json`;

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
  const folder = templateFolderOf(stage, params);
  const stamp = join(STAMPS, basename(folder));
  const isBuilt = OUTPUTS.every((path) => existsSync(path)) && readStamps().includes(inputs);
  const isCompiled = existsSync(templateFileOf(stage, params)) && findStamp(stamp) === inputs;
  if (isBuilt && isCompiled) return;
  // All but the template is the same for every stage, and others may be running on it.
  if (isBuilt) rmSync(stamp, { force: true });
  else forgetBuild();
  console.log(isBuilt ? 'Building the template …' : 'Building the functions, the storefront and the template …');
  run([...(isBuilt ? COMPILE : BUILD), '--package', folder, ...toFlags(stage, params)]);
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, inputs);
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

/** The inputs that each template was compiled from. */
function readStamps() {
  const names = existsSync(STAMPS) ? readdirSync(STAMPS) : [];
  return names.map((name) => findStamp(join(STAMPS, name)));
}

const findStamp = (stamp) => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined);

function hashInputs() {
  const inFolders = inputFolders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const files = inFolders.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of [...inputFiles, ...files].sort())
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
