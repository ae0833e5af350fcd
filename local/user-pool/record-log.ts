/**
 * A small store on disk: an append-only file of JSON lines, `[key, value]` or `[key]` for a deletion. What was flushed
 * survives a kill and a power cut; lines written half are dropped at the next start.
 */

import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface RecordLog {
  readonly records: ReadonlyMap<string, unknown>;
  put(key: string, value: unknown): void;
  delete(key: string): void;
  /** Resolves when all that was put and deleted so far is on the disk. Rejects from the first failed write on. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** So many superfluous lines may gather before the file is written afresh. */
const MAX_WASTE = 5000;

/** Throws an Error with code `StoreDamaged` when a line other than the last can't be read. */
export async function openRecordLog(path: string): Promise<RecordLog> {
  mkdirSync(dirname(path), { recursive: true });
  const records = readRecords(path);
  rewrite(path, records);
  let file = await open(path, 'a', 0o600);
  let lines = records.size;
  let waiting: string[] = [];
  let writing = Promise.resolve();

  const write = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    await file.appendFile(batch.join(''));
    await file.datasync();
    lines += batch.length;
    if (lines - records.size < MAX_WASTE) return;
    // The new file holds what was put meanwhile too.
    waiting = [];
    rewrite(path, records);
    lines = records.size;
    await file.close();
    file = await open(path, 'a', 0o600);
  };
  return {
    records,
    put: (key, value) => {
      records.set(key, value);
      waiting.push(`${JSON.stringify([key, value])}\n`);
    },
    delete: (key) => {
      if (records.delete(key)) waiting.push(`${JSON.stringify([key])}\n`);
    },
    flush: () => {
      // Calls that come while one write runs share the next.
      if (waiting.length > 0) writing = writing.then(write);
      return writing;
    },
    close: async () => {
      await writing.then(write);
      await file.close();
    },
  };
}

function readRecords(path: string): Map<string, unknown> {
  const records = new Map<string, unknown>();
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  // What follows the last line end was not written to its end, so nobody was told that it is stored.
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const [key, ...value] = parseLine(line, `${path}:${index + 1}`);
    if (value.length === 0) records.delete(key);
    else records.set(key, value[0]);
  }
  return records;
}

function parseLine(line: string, where: string): readonly [string, unknown?] {
  try {
    const parsed: unknown = JSON.parse(line);
    if (Array.isArray(parsed) && typeof parsed[0] === 'string') return parsed as [string, unknown?];
  } catch {
    // Named below.
  }
  const message = `${where} is damaged. "npm start -- --reset" deletes all local data and starts afresh.`;
  throw Object.assign(new Error(message), { code: 'StoreDamaged' });
}

/** The new file takes the old one's place only when it is whole and on the disk. */
function rewrite(path: string, records: ReadonlyMap<string, unknown>): void {
  const draft = `${path}.new`;
  const descriptor = openSync(draft, 'w', 0o600);
  writeFileSync(descriptor, [...records].map((record) => `${JSON.stringify(record)}\n`).join(''));
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(draft, path);
  if (process.platform !== 'win32') syncFolder(dirname(path));
}

/** Without it, a power cut could bring the old file back. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
