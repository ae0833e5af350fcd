/** A lock on the data folder: the engine itself would let a second one open the same files and spoil them. */

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../server/error-code.ts';
import { makePrivateFolder } from '../server/private-folder.ts';
import { findCommandLine, findStartOfProcess } from '../server/process-identity.ts';
import { SetupError } from './setup-error.ts';

export const LOCK_FILE = 'lock.json';

export interface DataFolderLock {
  /** Writes down which engine runs on the folder, so that a later start can end it if this process could not. */
  recordEngine(pid: number): void;
  release(): void;
}

interface LockContent {
  readonly pid: number;
  readonly start: string;
  readonly engine?: { readonly pid: number; readonly commandLine: string };
}

/** Throws DataFolderInUse naming the process that holds the lock. A lock whose holder is gone is taken over. */
export async function lockDataFolder(dataFolder: string): Promise<DataFolderLock> {
  makePrivateFolder(dataFolder);
  const file = join(dataFolder, LOCK_FILE);
  const own: LockContent = { pid: process.pid, start: findStartOfProcess(process.pid) ?? '' };
  while (!create(file, own)) {
    const text = readText(file);
    if (text === undefined) continue;
    const holder = parseLock(text);
    if (holder !== undefined && findStartOfProcess(holder.pid) === holder.start) {
      throw new SetupError(
        'DataFolderInUse',
        `The data in ${dataFolder} is in use by the process ${holder.pid}. Stop that one first, or give this one another folder.`,
      );
    }
    if (holder?.engine !== undefined) await endOrphan(holder.engine);
    removeStale(file, text);
  }
  return {
    recordEngine: (pid) => replace(file, { ...own, engine: { pid, commandLine: findCommandLine(pid) ?? '' } }),
    release: () => rmSync(file, { force: true }),
  };
}

/** A link, unlike a write, either makes the whole file or fails because there is one. */
function create(file: string, content: LockContent): boolean {
  const draft = writeDraft(file, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(file: string, content: LockContent): void {
  renameSync(writeDraft(file, content), file);
}

function writeDraft(file: string, content: LockContent): string {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(content));
  return draft;
}

/** Two starts may find the same stale lock: whoever moves a fresh one away by mistake puts it back. */
function removeStale(file: string, staleText: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readText(aside) !== staleText) linkSync(aside, file);
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Ends an engine whose parent is gone, but only while its number still belongs to that very command. */
async function endOrphan({ pid, commandLine }: NonNullable<LockContent['engine']>): Promise<void> {
  const isOurs = () => findStartOfProcess(pid) !== undefined && findCommandLine(pid) === commandLine;
  for (let attempt = 0; attempt < 100 && isOurs(); attempt++) {
    if (attempt === 0) process.kill(pid, 'SIGTERM');
    if (attempt === 40) process.kill(pid, 'SIGKILL');
    await sleep(50);
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Undefined for a file that is no lock of ours: such a one holds nobody back. */
function parseLock(text: string): LockContent | undefined {
  try {
    const content = JSON.parse(text) as LockContent | null;
    return typeof content?.pid === 'number' && typeof content.start === 'string' ? content : undefined;
  } catch {
    return undefined;
  }
}
