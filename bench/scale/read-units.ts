/** What the requests of a catalogue consume. */

import { rmSync } from 'node:fs';
import { createScratchFolder } from '../scratch-folder.ts';
import { type MeteredShop, startMeteredShop } from '../units/metered-shop.ts';
import { summarise, toDestination } from '../units.ts';
import { loadBooks } from './load-books.ts';
import { type CatalogueRequest, listRequests } from './requests.ts';

export interface ReadUnits {
  readonly what: string;
  /** How many books or results came back. */
  readonly items: number;
  readonly readUnits: number;
}

/** With tables of its own, which are thrown away. `templateFile` is the compiled template. */
export async function measureReads(templateFile: string, books: number): Promise<readonly ReadUnits[]> {
  const folder = createScratchFolder();
  try {
    await loadTables(templateFile, folder, books);
    return await measureTables(templateFile, folder, books);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Into the tables of this folder, past the streams. */
export async function loadTables(
  templateFile: string,
  dataFolder: string,
  books: number,
  log?: (line: string) => void,
): Promise<void> {
  const shop = await startMeteredShop(templateFile, dataFolder);
  try {
    await loadBooks(toDestination(shop), 0, books, log);
  } finally {
    await shop.stop();
  }
}

/** Of the tables in this folder, which hold that many books. */
export async function measureTables(
  templateFile: string,
  dataFolder: string,
  books: number,
): Promise<readonly ReadUnits[]> {
  const shop = await startMeteredShop(templateFile, dataFolder);
  try {
    const results: ReadUnits[] = [];
    for (const request of listRequests(books)) results.push(await measureOne(shop, request));
    return results;
  } finally {
    await shop.stop();
  }
}

async function measureOne(shop: MeteredShop, { what, path }: CatalogueRequest): Promise<ReadUnits> {
  let answer: Readonly<Record<string, unknown>> = {};
  const calls = await shop.measure(async () => {
    answer = await shop.call(200, path);
  });
  const { items } = answer;
  return { what, items: Array.isArray(items) ? items.length : 1, readUnits: summarise(calls).readUnits };
}
