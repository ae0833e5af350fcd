/** Rebuilds what a change touches and tells the running stack. Runs beside it while `npm start -- --watch` does. */

import { fork } from 'node:child_process';
import { watch } from 'node:fs';
import { buildFunctions } from './build.mjs';
import { buildStorefront } from './build-storefront.mjs';
import { hashInputs, inputFiles, inputFolders, markBuilt } from './inputs.mjs';

const SETTLE_MS = 40;
const changed = new Set();
let timer;
let compiler = warmCompiler();
let running = Promise.resolve();

const watched = [...inputFolders.filter((folder) => !['local', 'scripts'].includes(folder)), ...inputFiles];
for (const path of watched) {
  watch(path, { recursive: true }, () => {
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(rebuild);
    }, SETTLE_MS);
  });
}
process.on('disconnect', () => process.exit());
process.send({ ready: true });

async function rebuild() {
  const paths = [...changed];
  changed.clear();
  const startedAt = performance.now();
  const hash = hashInputs();
  try {
    await Promise.all([
      paths.includes('functions') && buildFunctions(),
      (paths.includes('frontend') || paths.includes('openapi.yml')) && buildStorefront('.build/storefront'),
      paths.some((path) => path !== 'frontend' && path !== 'functions') && compileTemplate(),
    ]);
    markBuilt(hash);
    process.send({ changed: paths, builtInMs: Math.round(performance.now() - startedAt) });
  } catch (error) {
    console.error(`${paths.join(', ')} changed, but the build failed; the last good one still runs.\n${error.message}`);
  }
}

/** Loading the framework takes most of a compilation's time, so one that has loaded it waits for the next change. */
function warmCompiler() {
  return fork('scripts/compile-once.mjs', { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
}

function compileTemplate() {
  const current = compiler;
  compiler = warmCompiler();
  return new Promise((resolve, reject) => {
    let said = '';
    current.stderr.on('data', (chunk) => {
      said += chunk;
    });
    current.on('exit', (status) => (status === 0 ? resolve() : reject(new Error(said))));
    current.send('compile');
  });
}
