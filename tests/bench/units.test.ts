/** What operations consume in DynamoDB: as docs/units.md says, and the same however many books there are. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { measureReads } from '../../bench/scale/read-units.ts';

import { measureUnits, type OperationUnits, operations, toMarkdownRow } from '../../bench/units.ts';
import { readFunctionBlocks, readRights } from '../support/service-file.ts';

const templateFile = '.build/template/cloudformation-template-update-stack.json';

describe('docs/units.md', () => {
  let units: readonly OperationUnits[];
  const rows = readFileSync('docs/units.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.endsWith(' |'))
    .slice(1);

  beforeAll(async () => {
    ({ units } = await measureUnits(templateFile));
  }, 60_000);

  it('says what is measured; if it should change, npm run bench -- units prints the new rows', () => {
    expect(rows).toEqual(units.map(toMarkdownRow));
  });

  const names = new Set(operations.map(({ name }) => name));

  it('has a row for every route of the REST API', () => {
    const { paths } = parse(readFileSync('openapi.yml', 'utf8'), { merge: true });
    const routes = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.filter((route) => !names.has(route))).toEqual([]);
  });

  it('has a row for every function that has rights on a table', () => {
    const rows = Object.entries(readFunctionBlocks())
      .filter(([functionName]) => readRights(functionName).some((right) => right.startsWith('dynamodb:')))
      .map(([, { description }]) => toName(description));
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('a page of the catalogue and a search', () => {
  it('consume the same with 1,000 books and with 3,000', async () => {
    const toUnits = async (books: number) =>
      (await measureReads(templateFile, books)).map(({ what, items, readUnits }) => ({ what, items, readUnits }));
    const few = await toUnits(1_000);
    expect(few.length).toBeGreaterThan(10);
    expect(await toUnits(3_000)).toEqual(few);
  }, 60_000);
});

/** What a function's description in serverless.yml says it is run by. */
function toName(description: string): string {
  const [, table] = /from the stream of the (\w+) table$/.exec(description) ?? [];
  return table === undefined ? description.replace(/^The action /, '') : `the stream of ${table}Table`;
}
