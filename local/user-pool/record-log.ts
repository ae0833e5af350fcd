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
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface RecordLog {
  readonly records: ReadonlyMap<string, unknown>;
  /** How often something was put or deleted. */
  readonly changes: number;
  put(key: string, value: unknown): void;
  delete(key: string): void;
  /**
   * Resolves when all that was put and deleted so far is on the disk. Rejects when that fails, such as on a full disk; what
   * was put stays, and is on the disk with the next write that succeeds.
   */
  flush(): Promise<void>;
  /** What can't be written now is lost, as nobody was told that it is stored. */
  close(): Promise<void>;
}

/** So many superfluous lines may gather before the file is written afresh. */
const MAX_WASTE = 5000;

/** Throws an Error with code `StoreDamaged` when a line other than the last can't be read. */
export async function openRecordLog(path: string): Promise<RecordLog> {
  mkdirSync(dirname(path), { recursive: true });
  const records = readRecords(path);
  const lines = await openLines(path, records);
  let changes = 0;
  return {
    records,
    get changes() {
      return changes;
    },
    put: (key, value) => {
      changes += 1;
      records.set(key, value);
      lines.add([key, value]);
    },
    delete: (key) => {
      if (!records.delete(key)) return;
      changes += 1;
      lines.add([key]);
    },
    flush: lines.flush,
    close: lines.close,
  };
}

interface Lines extends Pick<RecordLog, 'flush' | 'close'> {
  add(line: readonly unknown[]): void;
}

async function openLines(path: string, records: ReadonlyMap<string, unknown>): Promise<Lines> {
  rewrite(path, records);
  let file = await open(path, 'a', 0o600);
  let count = records.size;
  let waiting: string[] = [];
  let writing = Promise.resolve();
  // After a failed write, the file may end in half a line.
  let isWhole = true;

  const writeAfresh = async (): Promise<void> => {
    rewrite(path, records);
    // What was put meanwhile is there too.
    waiting = [];
    count = records.size;
    isWhole = true;
    await file.close();
    file = await open(path, 'a', 0o600);
  };
  const write = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (!isWhole) return writeAfresh();
    if (batch.length === 0) return;
    isWhole = false;
    await file.appendFile(batch.join(''));
    await file.datasync();
    isWhole = true;
    count += batch.length;
    if (count - records.size >= MAX_WASTE) await writeAfresh();
  };
  return {
    add: (line) => waiting.push(`${JSON.stringify(line)}\n`),
    flush: () => {
      // Calls that come while one write runs share the next, and those after a failed one try again.
      if (waiting.length > 0 || !isWhole) writing = writing.catch(() => {}).then(write);
      return writing;
    },
    close: async () => {
      await writing.then(write).catch(() => {});
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
  try {
    writeAndSync(draft, [...records].map((record) => `${JSON.stringify(record)}\n`).join(''));
  } catch (error) {
    // Half of it would take room that is missing already.
    rmSync(draft, { force: true });
    throw error;
  }
  renameSync(draft, path);
  if (process.platform !== 'win32') syncFolder(dirname(path));
}

function writeAndSync(path: string, text: string): void {
  const descriptor = openSync(path, 'w', 0o600);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Without it, a power cut could bring the old file back. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
