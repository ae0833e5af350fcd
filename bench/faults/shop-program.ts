/** A program with the whole shop in it, but for one function that misbehaves, the cover of a book, and a clock that can be put. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { startStack } from '../../local/main.ts';
import { serveParent } from '../program.ts';
import { ask } from './ask.ts';
import { shiftClock } from './shift-clock.mjs';

const [folder = '', templateFile = '', firstPort = '', unthrottled = ''] = process.argv.slice(2);
const artifactFolder = join(folder, 'functions');
const stateFolder = join(folder, 'state');
const clockFile = resolve(folder, 'clock');
const isNew = !existsSync(clockFile);
const SETTLED_MS = 700;
const HEALTH_LIMIT = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 };
if (isNew) prepare();
shiftClock(clockFile);

const stack = await startStack({
  templateFile: join(folder, 'template.json'),
  artifactFolder,
  storefrontFolder: '.build/storefront',
  inspectorFolder: '.build/inspector',
  workerFile: join(folder, 'worker.mjs'),
  stateFolder,
  stackName: 'bookstore-dev',
  firstPort: Number(firstPort),
  host: '127.0.0.1',
  unthrottled: unthrottled === 'unthrottled',
  log: () => {},
});
if (isNew) {
  for (const script of ['seed', 'seed-accounts']) await seed(script);
  await untilIndexed(stack.outputs.RestApiUrl ?? '');
}

/** The clock's file comes last: with it, all is there. */
function prepare(): void {
  cpSync('.build/functions', artifactFolder, { recursive: true });
  const faulty = readFileSync('bench/faults/faulty-function.cjs', 'utf8');
  writeFileSync(join(artifactFolder, 'get-cover.zip'), zipSync({ 'index.js': strToU8(faulty) }));
  writeFileSync(join(folder, 'template.json'), toFaultyTemplate());
  writeFileSync(join(folder, 'worker.mjs'), toClockedWorker());
  writeFileSync(`${clockFile}.new`, '0');
  renameSync(`${clockFile}.new`, clockFile);
}

/** The compiled one, with little time and memory for that function, and a limit for the health that is soon reached. */
function toFaultyTemplate(): string {
  const template = JSON.parse(readFileSync(templateFile, 'utf8'));
  Object.assign(template.Resources.GetCoverLambdaFunction.Properties, { Timeout: 2, MemorySize: 128 });
  const { MethodSettings } = template.Resources.RestApiStage.Properties;
  for (const setting of MethodSettings.filter(isOfHealth)) Object.assign(setting, HEALTH_LIMIT);
  return JSON.stringify(template);
}

function isOfHealth({ ResourcePath }: { readonly ResourcePath: string }): boolean {
  return ResourcePath === '/~1health';
}

/** A worker thread has a clock of its own. */
function toClockedWorker(): string {
  const toUrl = (file: string) => JSON.stringify(pathToFileURL(resolve(file)).href);
  return [
    `import { shiftClock } from ${toUrl('bench/faults/shift-clock.mjs')};`,
    `shiftClock(${JSON.stringify(clockFile)});`,
    `await import(${toUrl('.build/local/worker.mjs')});`,
  ].join('\n');
}

async function seed(script: string): Promise<void> {
  const args = [`.build/local/${script}.mjs`, join(stateFolder, 'outputs.json')];
  const [status] = await once(spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }), 'exit');
  if (status !== 0) throw new Error(`${script} failed.`);
}

/** The search index follows the catalogue through a stream; the shop is the same from one request to the next only then. */
async function untilIndexed(url: string): Promise<void> {
  const search = async (): Promise<string> => {
    const words = ['dracula', 'the', 'of', 'love'];
    const answers = words.map(async (word) => (await ask(`${url}/search?q=${word}`)).text);
    return (await Promise.all(answers)).join('\n');
  };
  let before = '';
  for (let found = await search(); found !== before || !found.includes('"dracula"'); found = await search()) {
    before = found;
    await wait(SETTLED_MS);
  }
}

serveParent(
  async () => ({ outputs: stack.outputs, pid: process.pid }),
  async () => {
    await stack.stop();
  },
);
