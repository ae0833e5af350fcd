/** Rebuilds what a change touches and tells the running stack. Runs beside it while `npm start -- --watch` does. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
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
  const child = fork('scripts/compile-once.mjs', { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  return { child, isReady: once(child, 'message') };
}

async function compileTemplate() {
  const { child, isReady } = compiler;
  compiler = warmCompiler();
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  // A word that is said before the other side listens is lost.
  await isReady;
  child.send('compile');
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(said);
}
