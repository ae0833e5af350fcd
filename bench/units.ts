/** `npm run bench -- units`: what each operation of the shop consumes in DynamoDB, for the table in docs/units.md. */

import { rmSync } from 'node:fs';
import { buildShop } from './build-shop.ts';
import type { Report, Table } from './report.ts';
import { loadBooks } from './scale/load-books.ts';
import { createScratchFolder } from './scratch-folder.ts';
import { chatOperations } from './units/chat-operations.ts';
import type { MeteredCall } from './units/meter.ts';
import { type MeteredShop, startMeteredShop } from './units/metered-shop.ts';
import { BOOKS_NEEDED, shopOperations } from './units/shop-operations.ts';

export const operations = [...shopOperations, ...chatOperations];

export interface OperationUnits {
  readonly name: string;
  readonly circumstances: string;
  /** Such as `GetItem, 2 × Query`. */
  readonly calls: string;
  readonly readUnits: number;
  readonly writeUnits: number;
}

export async function benchUnits(): Promise<Report> {
  const templateFile = await buildShop();
  const { engine, units } = await measureUnits(templateFile);
  const markdown = units.map(toMarkdownRow).join('\n');
  return { tables: [toTable(engine, units)], findings: [], notes: [`For docs/units.md:\n\n${markdown}`] };
}

export async function measureUnits(
  templateFile: string,
): Promise<{ readonly engine: string; readonly units: readonly OperationUnits[] }> {
  const dataFolder = createScratchFolder();
  const shop = await startMeteredShop(templateFile, dataFolder);
  try {
    await loadBooks(toDestination(shop), 0, BOOKS_NEEDED);
    const units: OperationUnits[] = [];
    for (const { name, circumstances, measure } of operations) {
      units.push({ name, circumstances, ...summarise(await measure(shop)) });
    }
    return { engine: shop.engine, units };
  } finally {
    await shop.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

export function toDestination(shop: MeteredShop) {
  return {
    booksTable: shop.nameOf('BooksTable'),
    searchTermsTable: shop.nameOf('SearchTermsTable'),
    ask: shop.ask,
  };
}

export function summarise(calls: readonly MeteredCall[]): Pick<OperationUnits, 'calls' | 'readUnits' | 'writeUnits'> {
  const actions = [...new Set(calls.map(({ action }) => action))];
  const names = actions.map((action) => {
    const count = calls.filter((call) => call.action === action).length;
    return count > 1 ? `${count} × ${action}` : action;
  });
  return {
    calls: names.join(', '),
    readUnits: calls.reduce((sum, { readUnits }) => sum + readUnits, 0),
    writeUnits: calls.reduce((sum, { writeUnits }) => sum + writeUnits, 0),
  };
}

/** As it stands in docs/units.md. */
export function toMarkdownRow({ name, circumstances, calls, readUnits, writeUnits }: OperationUnits): string {
  const route = name.startsWith('the stream') ? name : `\`${name}\``;
  return `| ${route} | ${circumstances} | ${calls || 'none'} | ${readUnits} | ${writeUnits} |`;
}

function toTable(engine: string, units: readonly OperationUnits[]): Table {
  return {
    title: `What DynamoDB (${engine}) says each operation consumes`,
    columns: ['operation', 'circumstances', 'calls', 'read units', 'write units'],
    rows: units.map(({ name, circumstances, calls, readUnits, writeUnits }) => [
      name,
      circumstances,
      calls,
      readUnits,
      writeUnits,
    ]),
  };
}
