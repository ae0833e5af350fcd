/** Programs that run as children: what they print, how they end, and that they never stay behind. */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { type RunningChild, startChild } from '../../../local/server/child-process.ts';
import { findStartOfProcess } from '../../../local/server/process-identity.ts';

const folder = mkdtempSync(join(tmpdir(), 'child-process-'));
const children: RunningChild[] = [];
afterEach(() => Promise.all(children.splice(0).map((child) => child.stop(100))));
afterAll(() => rmSync(folder, { recursive: true }));

async function start(script: string, lines: string[] = []): Promise<RunningChild> {
  const child = await startChild({
    command: process.execPath,
    args: ['-e', script],
    folder,
    onLine: (line) => lines.push(line),
  });
  children.push(child);
  return child;
}

async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (findStartOfProcess(pid) === undefined) return true;
    await sleep(50);
  }
  return false;
}

describe('startChild', () => {
  it('hands over each line that the program prints, the last ones too, and says how it ended', async () => {
    const lines: string[] = [];
    const child = await start('console.log(process.cwd()); console.error("no\\nend"); process.exitCode = 3', lines);
    expect(await child.gone).toBe('exit code 3');
    expect(lines.sort()).toEqual([folder, 'end', 'no']);
  });

  it('rejects for a program that is not there', async () => {
    const program = { command: join(folder, 'none'), args: [], onLine: () => {} };
    await expect(startChild(program)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says by which signal it ended', async () => {
    const child = await start('setInterval(() => {}, 1000)');
    process.kill(child.pid, 'SIGKILL');
    expect(await child.gone).toBe('signal SIGKILL');
  });

  it('asks it to end, and lets it', async () => {
    const lines: string[] = [];
    const script =
      'process.on("SIGTERM", () => { console.log("bye"); process.exit(0) }); console.log("up"); setInterval(() => {}, 1000)';
    const child = await start(script, lines);
    while (lines.length === 0) await sleep(10);
    await child.stop();
    expect([await child.gone, lines]).toEqual(['exit code 0', ['up', 'bye']]);
  });

  it('kills one that does not end by itself', async () => {
    const lines: string[] = [];
    const child = await start('process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)', lines);
    while (lines.length === 0) await sleep(10);
    await child.stop(50);
    expect(await child.gone).toBe('signal SIGKILL');
  });
});

(process.platform === 'win32' ? describe.skip : describe)('a process that is killed outright', () => {
  it('takes its child with it, though nothing of it runs any more', async () => {
    const outfile = join(folder, 'parent.mjs');
    const source = `
      import { startChild } from ${JSON.stringify(join(process.cwd(), 'local/server/child-process.ts'))};
      const args = ['-e', 'setInterval(() => {}, 1000)'];
      const child = await startChild({ command: process.execPath, args, onLine: () => {} });
      console.log(child.pid);`;
    const stdin = { contents: source, resolveDir: process.cwd() };
    await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
    const parent = spawn(process.execPath, [outfile], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface({ input: parent.stdout }), 'line');
    expect(findStartOfProcess(Number(line))).toBeDefined();
    parent.kill('SIGKILL');
    expect(await isGone(Number(line))).toBe(true);
    expect(execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })).not.toContain(`guard ${line}`);
  });
});
