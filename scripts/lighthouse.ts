/** What Lighthouse gives the catalogue and a book's page on a phone: `npm run lighthouse`. Starts a stack of its own. */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The last that runs on Node.js 20. With its 185 MB it stays out of the project's own packages. */
const PACKAGE = 'lighthouse@12.8.2';
const FOLDER = '.build/lighthouse';
const CLI = join(FOLDER, 'node_modules/lighthouse/cli/index.js');
const RUNS = 3;
const GOAL = 95;
const READY = 'Ctrl-C stops everything.';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
/** Other paths may be named: `npm run lighthouse -- /cart`. */
const PAGES = process.argv.length > 2 ? process.argv.slice(2) : ['/', '/books/pride-and-prejudice'];

type Scores = Readonly<Record<(typeof CATEGORIES)[number], number>>;

if (!existsSync(CLI)) install();
const state = mkdtempSync(join(tmpdir(), 'lighthouse-'));
const stack = await startStack();
try {
  const all = [];
  for (const path of PAGES) all.push(await measurePage(path));
  console.log(`| page | ${CATEGORIES.join(' | ')} |\n|---|${CATEGORIES.map(() => '---:|').join('')}`);
  for (const [index, scores] of all.entries()) {
    console.log(`| ${PAGES[index]} | ${CATEGORIES.map((name) => scores[name]).join(' | ')} |`);
  }
  if (all.some((scores) => CATEGORIES.some((name) => scores[name] < GOAL))) process.exitCode = 1;
} finally {
  stack.child.kill('SIGINT');
  await once(stack.child, 'exit');
  rmSync(state, { recursive: true, force: true });
}

function install(): void {
  console.log(`Installing ${PACKAGE} into ${FOLDER} …`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }\n');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', PACKAGE], {
    cwd: FOLDER,
    stdio: 'ignore',
  });
  if (status !== 0) throw new Error(`${PACKAGE} could not be installed. Is the npm registry within reach?`);
}

/** On free ports, with data of its own. */
async function startStack() {
  const port = String(await findFreePort());
  const child = spawn(process.execPath, ['scripts/start.mjs', '--port', port, '--state', state]);
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      if (printed.includes(READY)) resolve(`http://localhost:${port}`);
    });
    child.stderr.pipe(process.stderr);
    child.on('exit', () => reject(new Error(`npm start ended instead of starting.\n${printed}`)));
  });
  return { child, url };
}

/** The median of each score. */
async function measurePage(path: string): Promise<Scores> {
  const runs: Scores[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    // A browser that is starved of the machine may miss the start of its own navigation.
    runs.push(await measure(path, run).catch(() => measure(path, run)));
  }
  const median = (name: keyof Scores) => runs.map((scores) => scores[name]).sort((a, b) => a - b)[RUNS >> 1] ?? 0;
  return {
    performance: median('performance'),
    accessibility: median('accessibility'),
    'best-practices': median('best-practices'),
    seo: median('seo'),
  };
}

/** With Lighthouse's defaults: a phone of the middle class on a slow network. The reports stay in the folder. */
async function measure(path: string, run: number): Promise<Scores> {
  const report = join(FOLDER, `${path.replaceAll('/', '-').slice(1) || 'catalogue'}-${run + 1}.json`);
  const chrome = '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage';
  const options = ['--quiet', '--output=json', `--output-path=${report}`, chrome];
  const child = spawn(process.execPath, [CLI, stack.url + path, ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...(process.env.CHROMIUM_PATH && { CHROME_PATH: process.env.CHROMIUM_PATH }) },
  });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`Lighthouse ended with ${status} for ${path}.`);
  return parseScores(JSON.parse(readFileSync(report, 'utf8')));
}

function parseScores(report: {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
}): Scores {
  const score = (name: keyof Scores) => Math.round((report.categories[name]?.score ?? 0) * 100);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    'best-practices': score('best-practices'),
    seo: score('seo'),
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return Math.min(address.port, 65_500);
}
