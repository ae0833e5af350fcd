/**
 * `npm run bench -- scale`: what a page of the catalogue and a search consume with 1,000 books and with 100,000, or with
 * as many as `--books N` says. The loaded tables are kept in .build/bench for the next time.
 */

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { BenchOptions } from './main.ts';
import { atMost, type Finding, type Report, type Table } from './report.ts';
import { COMMON_WORD, RARE_WORD, toGeneratedBook } from './scale/generated-books.ts';
import { loadBooks } from './scale/load-books.ts';
import { createScratchFolder } from './scratch-folder.ts';
import { type MeteredShop, startMeteredShop } from './units/metered-shop.ts';
import { summarise, toDestination } from './units.ts';

export interface ReadUnits {
  readonly what: string;
  /** How many books or results came back. */
  readonly items: number;
  readonly readUnits: number;
  /** Of the second of two requests: the first one may have started a function. */
  readonly milliseconds: number;
}

const FEW = 1_000;
const MANY = 100_000;
const MANY_IN_SHORT = 5_000;
const KEPT = '.build/bench/scale';

const base64 = (text: string) => encodeURIComponent(Buffer.from(text).toString('base64'));
/** The tokens of pages far inside the lists, at the same book however many there are. */
const inside = toGeneratedBook(504);
const insideByTitle = `title.${base64(inside.title)}.${base64(inside.id)}`;
const insideByPrice = `price.${base64(String(inside.priceInCents))}.${base64(inside.id)}`;

const requests: readonly (readonly [what: string, path: string])[] = [
  ['GET /books, the first page', '/books'],
  ['GET /books, a later page', `/books?nextToken=books.${base64(inside.id)}`],
  ['GET /books, a page of 100', '/books?limit=100'],
  ['GET /categories/adventure/books by title, the first page', '/categories/adventure/books'],
  ['GET /categories/adventure/books by title, a later page', `/categories/adventure/books?nextToken=${insideByTitle}`],
  ['GET /categories/adventure/books by price, the first page', '/categories/adventure/books?sort=price'],
  [
    'GET /categories/adventure/books by price, a later page',
    `/categories/adventure/books?sort=price&nextToken=${insideByPrice}`,
  ],
  ['GET /books/{bookId}', `/books/${inside.id}`],
  ['GET /search, a word of 30 books', `/search?q=${RARE_WORD}`],
  ['GET /search, the beginning of that word', `/search?q=${RARE_WORD.slice(0, 5)}`],
  ['GET /search, that word and an author', `/search?q=${RARE_WORD}%20moreno`],
  ['GET /search, a word of all other books', `/search?q=${COMMON_WORD}`],
  ['GET /search, a word of no book', '/search?q=xylophone'],
];

export async function benchScale({ isShort, books = isShort ? MANY_IN_SHORT : MANY }: BenchOptions): Promise<Report> {
  const { buildIfChanged, templateFileOf } = await import(pathToFileURL('scripts/inputs.mjs').href);
  buildIfChanged();
  const few = await measureReads(templateFileOf('dev'), FEW);
  const many = await measureKept(templateFileOf('dev'), books);
  return { tables: [toTable(few, many, books)], findings: toFindings(few, many, books), notes: [] };
}

/** With tables of its own, which are thrown away. */
export async function measureReads(templateFile: string, books: number): Promise<readonly ReadUnits[]> {
  const folder = createScratchFolder();
  try {
    await load(templateFile, folder, books);
    return await measure(templateFile, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureKept(templateFile: string, books: number): Promise<readonly ReadUnits[]> {
  const kind = createHash('sha256').update(JSON.stringify([toGeneratedBook(0), toGeneratedBook(books - 1)]));
  const kept = `${KEPT}/books-${books}-${kind.digest('hex').slice(0, 8)}`;
  if (!existsSync(kept)) await loadAndKeep(templateFile, kept, books);
  else console.log(`Taking the books from ${kept}.`);
  return measure(templateFile, kept);
}

/** In memory first: an engine that waits for the disk after each batch would take many times as long. */
async function loadAndKeep(templateFile: string, kept: string, books: number): Promise<void> {
  const folder = createScratchFolder();
  try {
    await load(templateFile, folder, books, console.log);
    rmSync(KEPT, { recursive: true, force: true });
    mkdirSync(KEPT, { recursive: true });
    cpSync(folder, `${kept}.part`, { recursive: true });
    renameSync(`${kept}.part`, kept);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(templateFile: string, folder: string, books: number, log?: (line: string) => void): Promise<void> {
  const shop = await startMeteredShop(templateFile, folder);
  try {
    await loadBooks(toDestination(shop), 0, books, log);
  } finally {
    await shop.stop();
  }
}

async function measure(templateFile: string, folder: string): Promise<readonly ReadUnits[]> {
  const shop = await startMeteredShop(templateFile, folder);
  try {
    const results: ReadUnits[] = [];
    for (const [what, path] of requests) results.push(await measureOne(shop, what, path));
    return results;
  } finally {
    await shop.stop();
  }
}

async function measureOne(shop: MeteredShop, what: string, path: string): Promise<ReadUnits> {
  const { items } = await shop.call(200, path);
  const startedAt = performance.now();
  const { readUnits } = summarise(await shop.measure(() => shop.call(200, path)));
  const milliseconds = performance.now() - startedAt;
  return { what, items: Array.isArray(items) ? items.length : 1, readUnits, milliseconds };
}

function toTable(few: readonly ReadUnits[], many: readonly ReadUnits[], books: number): Table {
  const name = books.toLocaleString('en-US');
  return {
    title: `Read units with 1,000 and with ${name} books`,
    columns: ['request', 'items', 'units, 1,000', `units, ${name}`, 'ms, 1,000', `ms, ${name}`],
    rows: few.map(({ what, items, readUnits, milliseconds }, index) => {
      const other = many[index];
      return [what, items, readUnits, other?.readUnits ?? '', milliseconds, other?.milliseconds ?? ''];
    }),
  };
}

function toFindings(few: readonly ReadUnits[], many: readonly ReadUnits[], books: number): readonly Finding[] {
  const worst = Math.max(...few.map(({ readUnits }, index) => (many[index]?.readUnits ?? 0) / readUnits));
  const what = `Units with ${books.toLocaleString('en-US')} books against 1,000, the worst request`;
  return [atMost(what, worst, '×', 1)];
}
