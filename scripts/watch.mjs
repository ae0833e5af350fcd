/** Rebuilds what a change touches and tells the running stack. Runs beside it while `npm start -- --watch` does. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync } from 'node:fs';
import { watch } from 'chokidar';
import { createFunctionBuilder } from './build.mjs';
import { buildApiDocs } from './build-api-docs.mjs';
import { buildInspector } from './build-inspector.mjs';
import { buildStorefront } from './build-storefront.mjs';
import { forgetBuild } from './inputs.mjs';

const [templateFolder, ...flags] = process.argv.slice(2);
const SETTLE_MS = 40;
const sources = ['functions', 'frontend', 'mapping-templates', 'resources', 'openapi.yml', 'serverless.yml'];
const changed = new Set();
let timer;
let compiler = warmCompiler();
let functions = createFunctionBuilder();
// The first time takes twice as long as any later one, so it is done before there is a change; what fails now fails then.
let running = functions.then((builder) => builder.build()).catch(() => {});

const watcher = watch(sources, { ignoreInitial: true });
watcher.on('all', (_event, path) => {
  changed.add(path.split(/[\\/]/)[0]);
  clearTimeout(timer);
  timer = setTimeout(() => {
    running = running.then(rebuild);
  }, SETTLE_MS);
});
watcher.on('ready', () => process.send({ ready: true }));
process.on('disconnect', () => process.exit());

async function rebuild() {
  // The rebuild before this one may have taken up all there was.
  if (changed.size === 0) return;
  const paths = [...changed];
  const startedAt = performance.now();
  changed.clear();
  forgetBuild();
  try {
    const isChanged = (...names) => paths.some((path) => names.includes(path));
    // serverless.yml says which functions there are.
    if (isChanged('serverless.yml')) functions = replaceFunctions();
    if (isChanged('functions', 'serverless.yml')) await (await functions).build();
    if (isChanged('frontend')) await buildStorefront('.build/storefront');
    if (isChanged('openapi.yml')) await buildApiDocs('.build/storefront/api-docs');
    if (isChanged('frontend')) await buildInspector('.build/inspector');
    if (isChanged('mapping-templates', 'resources', 'openapi.yml', 'serverless.yml')) await compileTemplate();
    process.send({ changed: paths, builtInMs: Math.round(performance.now() - startedAt) });
  } catch (error) {
    // Whatever is mended next, these are built again with it.
    for (const path of paths) changed.add(path);
    console.error(`${paths.join(', ')} changed, but the build failed; the last good one still runs.\n${error.message}`);
  }
}

async function replaceFunctions() {
  const old = await functions.catch(() => undefined);
  await old?.dispose();
  return createFunctionBuilder();
}

/** Loading the framework takes most of a compilation's time, so one that has loaded it waits for the next change. */
function warmCompiler() {
  const args = ['--package', `${templateFolder}.new`, ...flags];
  const child = fork('scripts/compile-once.mjs', args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  return { child, isReady: once(child, 'message'), whatItSaid: () => said };
}

/** Into a folder beside the template's: one that does not compile leaves the last good one in its place. */
async function compileTemplate() {
  const { child, isReady, whatItSaid } = compiler;
  compiler = warmCompiler();
  // A word that is said before the other side listens is lost.
  await isReady;
  child.send('compile');
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(whatItSaid());
  rmSync(templateFolder, { recursive: true, force: true });
  renameSync(`${templateFolder}.new`, templateFolder);
}
