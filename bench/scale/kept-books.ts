/** Catalogues that were loaded once and are kept for the next time, each as the state folder of a shop. */

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createScratchFolder } from '../scratch-folder.ts';
import { toGeneratedBook } from './generated-books.ts';
import { loadTables } from './read-units.ts';

const KEPT = '.build/bench/scale';
/** Where `npm start` keeps the tables inside its state folder. */
export const TABLES = 'dynamodb';

/** Gives the folder. Loads the books unless they are there. */
export async function keepBooks(templateFile: string, books: number): Promise<string> {
  const kind = createHash('sha256').update(JSON.stringify([toGeneratedBook(0), toGeneratedBook(books - 1)]));
  const kept = `${KEPT}/books-${books}-${kind.digest('hex').slice(0, 8)}`;
  if (existsSync(kept)) console.log(`Taking ${books} books from ${kept}.`);
  else await load(templateFile, kept, books);
  return kept;
}

/** In memory first: an engine that waits for the disk after each batch would take many times as long. */
async function load(templateFile: string, kept: string, books: number): Promise<void> {
  const scratch = createScratchFolder();
  const part = `${kept}.part`;
  try {
    await loadTables(templateFile, scratch, books, console.log);
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true });
    cpSync(scratch, join(part, TABLES), { recursive: true });
    // These books are the catalogue: npm start shall not add its own.
    writeFileSync(join(part, 'seeded'), '');
    renameSync(part, kept);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What the tables take on the disk. */
export function sizeInMb(stateFolder: string): number {
  const folder = join(stateFolder, TABLES);
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1_048_576;
}
