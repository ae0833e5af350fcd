/** Where packages are unpacked, and what becomes of the folders of processes that were killed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createCodeFolders } from '../../../local/lambda/code-folders.ts';
import type { FunctionDefinition } from '../../../local/lambda/definition.ts';
import { aZip } from './service-under-test.ts';

let folder: string;
let temporary: string;
let definition: FunctionDefinition;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'code-folders-'));
  const artifact = path.join(folder, 'a.zip');
  writeFileSync(artifact, aZip({ 'index.js': '' }));
  definition = { artifact } as FunctionDefinition;
  temporary = path.join(folder, 'tmp');
  mkdirSync(temporary);
});
afterEach(() => rmSync(folder, { recursive: true }));
const temporaryNames = () => readdirSync(temporary);

describe('createCodeFolders', () => {
  it('unpacks a package once, into a folder that goes with it', async () => {
    const folders = createCodeFolders(undefined, temporary);
    const [first, second] = await Promise.all([folders.unpack(definition), folders.unpack(definition)]);
    expect(second).toBe(first);
    expect(readdirSync(first)).toContain('index.js');
    expect(temporaryNames()).toEqual([expect.stringMatching(new RegExp(`^local-lambda-${process.pid}-`))]);
    await folders.remove();
    expect(temporaryNames()).toEqual([]);
  });

  it('keeps a folder that the caller named', async () => {
    const cacheFolder = path.join(folder, 'cache');
    const folders = createCodeFolders(cacheFolder);
    await folders.unpack(definition);
    await folders.remove();
    expect(readdirSync(cacheFolder)).toHaveLength(1);
  });

  it('tries again after a package was missing', async () => {
    const folders = createCodeFolders(undefined, temporary);
    rmSync(definition.artifact);
    await expect(folders.unpack(definition)).rejects.toThrow('a.zip');
    writeFileSync(definition.artifact, aZip({ 'index.js': '' }));
    expect(readdirSync(await folders.unpack(definition))).toContain('index.js');
    await folders.remove();
  });

  it('removes the folders of processes that are gone, and of no other', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const others = [`local-lambda-${process.pid}-a`, 'local-lambda-mine', 'somebody-elses'];
    for (const name of [`local-lambda-${pid}-b`, ...others]) mkdirSync(path.join(temporary, name));
    const folders = createCodeFolders(undefined, temporary);
    await folders.unpack(definition);
    await folders.remove();
    expect(temporaryNames().sort()).toEqual(others.sort());
  });
});
