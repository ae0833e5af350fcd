/** Puts the tables into docs/costs.md, each after a comment that names it. */

import type { Stack } from '../../local/stack/stack.ts';
import { billIdle, billUse } from './bill.ts';
import { toBillTable, toMixTable } from './cost-tables.ts';
import { readUnits } from './read-units.ts';

/** By name. */
export function listTables(
  stacks: { readonly dev: Stack; readonly prod: Stack },
  unitsPage: string,
): ReadonlyMap<string, string> {
  const units = readUnits(unitsPage);
  const bill = (stage: 'dev' | 'prod', requestsADay: number) =>
    toBillTable([...billIdle(stacks[stage]), ...billUse({ requestsADay, units, isProd: stage === 'prod' })]);
  return new Map([
    ['mix', toMixTable()],
    ['idle prod', toBillTable(billIdle(stacks.prod))],
    ['dev, 1,000 a day', bill('dev', 1000)],
    ['prod, 1,000 a day', bill('prod', 1000)],
    ['prod, 1,000,000 a day', bill('prod', 1_000_000)],
  ]);
}

/** Throws for a table that the page has no place for. */
export function fillIn(page: string, tables: ReadonlyMap<string, string>): string {
  let filled = page;
  for (const [name, table] of tables) {
    const place = new RegExp(`(<!-- table: ${name} -->\\n)(?:\\|.*\\n)*`);
    if (!place.test(filled)) throw new Error(`The page has no place for the table "${name}".`);
    filled = filled.replace(place, (_all, comment: string) => `${comment}${table}\n`);
  }
  return filled;
}
