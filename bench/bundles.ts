/**
 * `npm run bench -- bundles`: how large the functions' bundles are, and how long a worker thread takes to load each of
 * them, beside one that has nothing to load.
 */

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { unpackArtifact } from '../local/lambda/artifact.ts';
import { type FunctionDefinition, readFunctions } from '../local/lambda/definition.ts';
import { createEnvironment } from '../local/lambda/environment.ts';
import { ExecutionEnvironment } from '../local/lambda/execution-environment.ts';
import { createMemoryGuard } from '../local/lambda/memory-guard.ts';
import { ACCOUNT_ID, REGION } from '../local/main-template.ts';
import { readStack } from '../local/stack/stack.ts';
import { buildShop } from './build-shop.ts';
import type { BenchOptions } from './main.ts';
import { atMost, type Report } from './report.ts';
import { createScratchFolder } from './scratch-folder.ts';
import { median, medianRatio } from './statistics.ts';

const ARTIFACTS = '.build/functions';
const WORKER_FILE = pathToFileURL('.build/local/worker.mjs');
const EMPTY = 'nothing but a handler';
const FULL_ROUNDS = 15;
const SHORT_ROUNDS = 4;
const INIT_LIMIT_MS = 30_000;

/** A thousand bytes are a kilobyte here. */
const MOST_KILOBYTES = 220;

/** In kilobytes, by the names of the bundles. */
function readBundleSizes(): ReadonlyMap<string, number> {
  const files = readdirSync(ARTIFACTS).filter((name) => name.endsWith('.zip'));
  return new Map(files.map((name) => [basename(name, '.zip'), readBundle(join(ARTIFACTS, name)).length / 1000]));
}

function readBundle(artifact: string): Uint8Array {
  const { 'index.js': bundle } = unzipSync(readFileSync(artifact));
  if (bundle === undefined) throw new Error(`There is no index.js in ${artifact}.`);
  return bundle;
}

export async function benchBundles({ isShort }: BenchOptions): Promise<Report> {
  const templateFile = await buildShop();
  const folder = createScratchFolder();
  try {
    const functions = readDefinitions(templateFile);
    const inits = await timeInits(
      [toEmpty(functions, folder), ...functions],
      folder,
      isShort ? SHORT_ROUNDS : FULL_ROUNDS,
    );
    return toReport(readBundleSizes(), inits);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readDefinitions(templateFile: string): readonly FunctionDefinition[] {
  const template: unknown = JSON.parse(readFileSync(templateFile, 'utf8'));
  const stack = readStack(template, { stackName: 'bookstore-dev', region: REGION, accountId: ACCOUNT_ID });
  const sources = { artifactFolder: ARTIFACTS, region: REGION, accountId: ACCOUNT_ID };
  return readFunctions(stack.resources(), sources).functions;
}

/** Like the first of the functions, but with nothing in it. */
function toEmpty([first]: readonly FunctionDefinition[], folder: string): FunctionDefinition {
  if (first === undefined) throw new Error('The template has no functions.');
  const artifact = join(folder, `${EMPTY}.zip`);
  writeFileSync(artifact, zipSync({ 'index.js': strToU8('exports.handler = async () => {};') }));
  return { ...first, artifact };
}

/** Milliseconds of each round, by the names of the bundles. All take their turn in each round. */
async function timeInits(
  definitions: readonly FunctionDefinition[],
  folder: string,
  rounds: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const definition of definitions) {
      const name = basename(definition.artifact, '.zip');
      const milliseconds = await timeInit(definition, join(folder, 'code'));
      // The first round warms the files' cache.
      times.set(name, round === 0 ? [] : [...(times.get(name) ?? []), milliseconds]);
    }
  }
  return times;
}

async function timeInit(definition: FunctionDefinition, cacheFolder: string): Promise<number> {
  const taskRoot = await unpackArtifact(definition.artifact, cacheFolder);
  const lines: string[] = [];
  const environment = new ExecutionEnvironment({
    definition,
    workerFile: WORKER_FILE,
    initLimitMs: INIT_LIMIT_MS,
    memoryGuard: createMemoryGuard(),
    env: createEnvironment(definition, { region: REGION, taskRoot, extra: {} }),
    onLine: (line) => lines.push(line),
  });
  const { kind } = await environment.init;
  await environment.stop();
  if (kind !== 'ready') throw new Error(`${definition.functionName} can't be loaded: ${lines.join('\n')}`);
  return environment.initDurationInMs;
}

function toReport(sizes: ReadonlyMap<string, number>, inits: ReadonlyMap<string, readonly number[]>): Report {
  const empty = inits.get(EMPTY) ?? [];
  const rows = [...inits].map(([name, times]) => {
    return { name, size: sizes.get(name) ?? 0, init: median(times), ratio: medianRatio(times, empty) };
  });
  const bySize = rows.toSorted((one, other) => other.size - one.size);
  return {
    tables: [
      {
        title: 'Bundles, and how long a worker thread takes to start and load them',
        columns: ['bundle', 'KB', 'init, median ms', '× nothing'],
        rows: bySize.map(({ name, size, init, ratio }) => [name, size, init, ratio]),
      },
    ],
    findings: [
      atMost('The largest bundle', Math.max(...sizes.values()), 'KB', MOST_KILOBYTES),
      atMost('The slowest init against nothing but a handler', Math.max(...rows.map(({ ratio }) => ratio)), '×', 3),
    ],
    notes: [],
  };
}
