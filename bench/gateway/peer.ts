/** serverless-offline in a scratch folder: installed once, then started on free ports. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Peer {
  readonly name: string;
  readonly origin: string;
  stop(): Promise<void>;
}

const FOLDER = '.build/bench/serverless-offline';
const INSTALL_LIMIT_IN_MS = 180_000;
const START_LIMIT_IN_MS = 20_000;

/** A text, instead of the peer, says why there is none. */
export async function startPeer(serviceFolder: string): Promise<Peer | string> {
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(join(FOLDER, 'node_modules/serverless-offline')) && !install()) {
    return 'serverless-offline could not be installed (is the npm registry within reach?): its rows are left out.';
  }
  cpSync(serviceFolder, FOLDER, { recursive: true });
  const service = readFileSync(join(serviceFolder, 'serverless.yml'), 'utf8');
  writeFileSync(join(FOLDER, 'serverless.yml'), `${service}plugins: [serverless-offline]\n`);
  const [httpPort, lambdaPort] = [await findFreePort(), await findFreePort()];
  const child = start(httpPort, lambdaPort);
  const origin = `http://127.0.0.1:${httpPort}`;
  const stop = () => end(child);
  if (await answers(`${origin}/dev/hello/world`, child)) return { name: readName(), origin, stop };
  await stop();
  return 'serverless-offline was installed but did not start: its rows are left out.';
}

/** Beside the framework of this project, which it is a plugin of. */
function install(): boolean {
  console.log(`Installing serverless-offline into ${FOLDER} …`);
  const { serverless } = JSON.parse(readFileSync('package.json', 'utf8')).dependencies;
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }\n');
  const packages = [`serverless@${serverless}`, 'serverless-offline@latest'];
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: FOLDER,
    stdio: 'ignore',
    timeout: INSTALL_LIMIT_IN_MS,
  });
  return status === 0;
}

/** With its own defaults: worker threads, handlers kept loaded. What it prints goes nowhere, at no cost to it. */
function start(httpPort: number, lambdaPort: number): ChildProcess {
  const ports = ['--host', '127.0.0.1', '--httpPort', String(httpPort), '--lambdaPort', String(lambdaPort)];
  const cli = 'node_modules/serverless/bin/serverless.js';
  return spawn(process.execPath, [cli, 'offline', ...ports], { cwd: FOLDER, stdio: 'ignore' });
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const until = performance.now() + START_LIMIT_IN_MS;
  while (performance.now() < until && child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.status === 200) return true;
    await wait(100);
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function readName(): string {
  const { version } = JSON.parse(readFileSync(join(FOLDER, 'node_modules/serverless-offline/package.json'), 'utf8'));
  return `serverless-offline ${version}`;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
