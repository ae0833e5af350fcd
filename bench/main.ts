/** `npm run bench -- NAME… [--short]`: measures, prints tables, and writes .build/bench/NAME.json. Without a name: a short pass of all. */

import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { benchBundles } from './bundles.ts';
import { benchChat } from './chat.ts';
import { benchCheckout } from './checkout.ts';
import { benchFaults } from './faults.ts';
import { benchFuzz } from './fuzz.ts';
import { benchGateway } from './gateway.ts';
import { benchMemory } from './memory.ts';
import { type Circumstances, type Finding, formatFindings, formatReport, type Report, toJson } from './report.ts';
import { benchScale } from './scale.ts';
import { benchSoak } from './soak.ts';
import { benchStart } from './start.ts';
import { benchUnits } from './units.ts';

export interface BenchOptions {
  /** Fewer and shorter rounds: figures for a glance, not for comparing. */
  readonly isShort: boolean;
  /** Of the bench `scale`: how many books the larger catalogue has. */
  readonly books?: number;
  /** Of the bench `fuzz`: what the inputs are generated from, and how many. */
  readonly seed?: number;
  readonly inputs?: number;
  /** Of the bench `soak`: requests a second, instead of the share of the highest that the machine allows now. */
  readonly rate?: number;
}

type Bench = (options: BenchOptions) => Promise<Report>;

const BENCHES: ReadonlyMap<string, Bench> = new Map([
  ['bundles', benchBundles],
  ['chat', benchChat],
  ['checkout', benchCheckout],
  ['faults', benchFaults],
  ['fuzz', benchFuzz],
  ['gateway', benchGateway],
  ['memory', benchMemory],
  ['scale', benchScale],
  ['soak', benchSoak],
  ['start', benchStart],
  ['units', benchUnits],
]);
const FOLDER = '.build/bench';
/** Load average from which other work shows in the figures. */
const BUSY = 1;

async function main(args: string[]): Promise<void> {
  const { positionals: names, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      books: { type: 'string' },
      inputs: { type: 'string' },
      rate: { type: 'string' },
      seed: { type: 'string' },
      short: { type: 'boolean', default: false },
    },
  });
  const options = {
    isShort: values.short || names.length === 0,
    ...(values.books !== undefined && { books: parseWhole('books', values.books, 1_000) }),
    ...(values.inputs !== undefined && { inputs: parseWhole('inputs', values.inputs, 1) }),
    ...(values.rate !== undefined && { rate: parseWhole('rate', values.rate, 1) }),
    ...(values.seed !== undefined && { seed: parseWhole('seed', values.seed, 0) }),
  };
  const benches = names.length === 0 ? [...BENCHES] : names.map(findBench);
  const findings: Finding[] = [];
  for (const [name, bench] of benches) findings.push(...(await run(name, bench, options)));
  if (benches.length > 1) console.log(`\n${formatFindings('All of them against their targets', findings)}`);
}

function findBench(name: string): readonly [string, Bench] {
  const bench = BENCHES.get(name);
  if (bench === undefined) throw new Error(`There is no bench ${name}, only ${[...BENCHES.keys()].join(', ')}.`);
  return [name, bench];
}

async function run(name: string, bench: Bench, options: BenchOptions): Promise<readonly Finding[]> {
  const startedAt = performance.now();
  const otherLoad = os.loadavg()[0] ?? 0;
  const found = await bench(options);
  const report = otherLoad < BUSY ? found : { ...found, notes: [...found.notes, toBusyNote(otherLoad)] };
  const circumstances = describeCircumstances((performance.now() - startedAt) / 1000);
  const file = `${FOLDER}/${name}.json`;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, `${JSON.stringify(toJson(name, report, circumstances), undefined, 2)}\n`);
  console.log(`${formatReport(report, circumstances)}\n\nAlso in ${file}.\n`);
  return report.findings;
}

const toBusyNote = (load: number): string =>
  `The machine was busy with other work at the start (load ${load.toFixed(1)}): measure again when it is idle.`;

function parseWhole(option: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  throw new Error(`--${option} ${text} is not a whole number from ${least}.`);
}

function describeCircumstances(durationInSeconds: number): Circumstances {
  const cpus = os.cpus();
  return {
    machine: `${cpus.length} cores (${cpus[0]?.model ?? 'unknown'})`,
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    durationInSeconds,
  };
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
