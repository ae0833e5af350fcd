/** Bundles the functions, the storefront, the inspector and the local stack into .build/. `npm run build`, and the first half of `npm start`. */

import './project-root.mjs';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, context } from 'esbuild';
import { zipSync } from 'fflate';
import { buildApiDocs } from './build-api-docs.mjs';
import { buildInspector } from './build-inspector.mjs';
import { buildStorefront } from './build-storefront.mjs';
import { readFunctionNames } from './service.mjs';

/** Everything, side by side. Prints one line a bundle when `log` is given. */
export async function buildAll(log = () => {}) {
  const pages = [
    buildStorefront('.build/storefront'),
    buildApiDocs('.build/storefront/api-docs'),
    buildInspector('.build/inspector'),
  ];
  await Promise.all([buildFunctions(log), ...pages, buildLocalStack()]);
}

/** One zip for each function in serverless.yml: getCover becomes .build/functions/get-cover.zip from functions/<noun>/get-cover.ts. */
export async function buildFunctions(log = () => {}) {
  const { outputFiles } = await build(toFunctionOptions());
  writeZips(outputFiles, log);
}

/** The same for a watcher: what it returns bundles again only what has changed since the call before, and writes only what came out different. */
export async function createFunctionBuilder() {
  const bundler = await context(toFunctionOptions());
  const written = new Map();
  return {
    build: async () => {
      const { outputFiles } = await bundler.rebuild();
      writeZips(outputFiles.filter(({ path, hash }) => written.get(path) !== hash));
      for (const { path, hash } of outputFiles) written.set(path, hash);
    },
    dispose: () => bundler.dispose(),
  };
}

function toFunctionOptions() {
  return { ...functionOptions, entryPoints: readFunctionNames().map(findSource), write: false };
}

function writeZips(outputFiles, log = () => {}) {
  mkdirSync('.build/functions', { recursive: true });
  for (const { path, contents } of outputFiles) {
    const name = basename(path, '.js');
    // A fixed date: the same source gives the same bytes, and with them the same hash.
    const file = `.build/functions/${name}.zip`;
    writeFileSync(`${file}.new`, zipSync({ 'index.js': [contents, { mtime: '1980-01-01' }] }));
    // At once: a running stack may be about to read it.
    renameSync(`${file}.new`, file);
    log(`${name}: ${Math.round(contents.length / 1000)} KB`);
  }
}

/** Of its package.json a client of the SDK needs the version alone, to say who calls. The rest is 2 KB for each client. */
const versionsOnly = {
  name: 'versions-only',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]client-[\w-]+[\\/]package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** How a function is bundled. Exported so that a benchmark can bundle a handler of its own in the same way. */
export const functionOptions = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  outdir: '.build/functions',
  entryNames: '[name]',
  legalComments: 'none',
  alias: {
    // Lambda hands credentials over in the environment: the rest of the SDK's credential chain is 135 KB of dead weight.
    '@aws-sdk/credential-provider-node': './functions/shared/environment-credentials.ts',
    '@aws-sdk/middleware-endpoint-discovery': './functions/shared/no-endpoint-discovery.ts',
  },
  plugins: [versionsOnly],
  // The SDK loads it when an operation streams events. None of DynamoDB or of @connections does.
  external: ['@smithy/core/event-streams'],
};

/** The stack and its worker, as plain modules: running TypeScript through a loader costs three times the memory. */
export async function buildLocalStack() {
  await build({
    entryPoints: ['local/main.ts', 'local/lambda/worker.ts', 'scripts/seed.ts', 'scripts/seed-accounts.ts'],
    outdir: '.build/local',
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
  });
}

function findSource(functionName) {
  const file = `${functionName.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
  const nouns = readdirSync('functions').filter((noun) => readdirSync(join('functions', noun)).includes(file));
  if (nouns.length !== 1)
    throw new Error(`serverless.yml names ${functionName}: expected one functions/*/${file}, found ${nouns.length}`);
  return join('functions', nouns[0], file);
}

if (process.argv[1] === import.meta.filename) await buildAll(console.log);
