/** `npm start`: the whole bookstore on this machine, from the compiled template. */

import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfChanged, templateFileOf, templateFolderOf, toFlags } from './inputs.mjs';
import { calledIn } from './project-root.mjs';
import { printAddresses, usage } from './start-texts.mjs';

const { port, host, stage, params, state, reset, watch, unthrottled } = readOptions();
const hadTables = existsSync(join(state, 'dynamodb'));

try {
  buildIfChanged({ stage, params });
} catch (error) {
  giveUp(error);
}
const { startStack } = await import('../.build/local/main.mjs');
const stack = await startStack({
  templateFile: templateFileOf(stage, params),
  artifactFolder: '.build/functions',
  storefrontFolder: '.build/storefront',
  inspectorFolder: '.build/inspector',
  workerFile: '.build/local/worker.mjs',
  stateFolder: state,
  stackName: `bookstore-${stage}`,
  firstPort: port,
  host,
  reset,
  unthrottled,
  dynamoDbEndpoint: process.env.DYNAMODB_ENDPOINT,
  log: console.log,
}).catch(giveUp);

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
// A database of somebody else's may have been emptied since, or be another one.
await seed('seed', 'seeded', !hadTables || Boolean(process.env.DYNAMODB_ENDPOINT));
if (stack.outputs.UserPoolEndpoint) await seed('seed-accounts', 'seeded-accounts');
printAddresses(stack, state);
if (watch) startWatching();

/** Once, unless it has to be checked at every start. Meanwhile this process has to answer what is asked of its services. */
async function seed(script, flag, always = false) {
  const done = join(state, flag);
  if (!always && existsSync(done)) return;
  const child = spawn(process.execPath, [`.build/local/${script}.mjs`, join(state, 'outputs.json')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  const [status] = await once(child, 'exit');
  if (status === 0) writeFileSync(done, new Date().toISOString());
  else console.error('Seeding did not finish; the next start tries again.');
}

/** The watcher stays in a process of its own for the same reason as the build. */
function startWatching() {
  const watcher = fork('scripts/watch.mjs', [templateFolderOf(stage, params), ...toFlags(stage, params)]);
  watcher.on('message', reload);
}

async function reload({ ready, changed, builtInMs }) {
  if (ready) return console.log('Watching for changes …');
  try {
    await stack.reload();
    console.log(`${changed.join(', ')} changed: built in ${builtInMs} ms, live.`);
  } catch (error) {
    console.error(
      `${changed.join(', ')} changed, but the new template does not run; the last good one still does.\n${error.message}`,
    );
  }
}

async function stop() {
  if (isStopping) return;
  isStopping = true;
  const deaf = await stack.stop();
  if (deaf.length === 0) process.exit(0);
  console.error(`${deaf.join(', ')} can't be stopped, so this process is killed.`);
  // An exit would wait for all threads.
  process.kill(process.pid, 'SIGKILL');
}

function giveUp(error) {
  console.error(error.code ? error.message : error);
  process.exit(1);
}

function readOptions() {
  const options = {
    port: { type: 'string', default: '8080' },
    host: { type: 'string', default: '127.0.0.1' },
    stage: { type: 'string', default: 'dev' },
    param: { type: 'string', multiple: true, default: [] },
    state: { type: 'string' },
    reset: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    unthrottled: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  };
  try {
    const { values } = parseArgs({ options });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1024 || port > 65_527)
      throw new Error(`--port ${values.port} is not a port from 1024 to 65527.`);
    if (!/^[a-z][a-z0-9-]*$/.test(values.stage)) throw new Error(`--stage ${values.stage} is not a stage's name.`);
    if (values.state === '') throw new Error('--state names no folder.');
    const isElsewhere = values.state !== undefined && calledIn !== process.cwd();
    const ownState = values.stage === 'dev' ? '.local' : `.local-${values.stage}`;
    const state = isElsewhere ? resolve(calledIn, values.state) : (values.state ?? ownState);
    if (!values.help) return { ...values, params: values.param, port, state };
    console.log(usage);
    process.exit(0);
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}
