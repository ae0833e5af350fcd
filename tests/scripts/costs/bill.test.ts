/** What a month costs. */

import { readFileSync } from 'node:fs';
import { readStack } from '../../../local/stack/stack.ts';
import { billIdle, billUse, type Line, total, totalAfterFree } from '../../../scripts/costs/bill.ts';
import { money, toBillTable } from '../../../scripts/costs/cost-tables.ts';
import { fillIn, listTables } from '../../../scripts/costs/fill-in.ts';
import { PRICES_ARE_OF } from '../../../scripts/costs/prices.ts';
import { readUnits } from '../../../scripts/costs/read-units.ts';
import { requestMix } from '../../../scripts/costs/request-mix.ts';
import { readTemplate } from '../../template/compiled.ts';

const page = readFileSync('docs/costs.md', 'utf8');
const unitsPage = readFileSync('docs/units.md', 'utf8');
const readCompiled = (stage: 'dev' | 'prod') =>
  readStack(readTemplate(stage), { stackName: 'shop', region: 'us-east-1', accountId: '123456789012' });
const find = (lines: readonly Line[], item: string) => lines.find((line) => line.item === item);

describe('docs/costs.md', () => {
  it('holds the tables that npm run costs writes', () => {
    const tables = listTables({ dev: readCompiled('dev'), prod: readCompiled('prod') }, unitsPage);
    expect(fillIn(page, tables)).toBe(page);
  });

  it('says where and when the prices were looked up', () => {
    expect(page).toContain(PRICES_ARE_OF);
  });

  it.each([
    ['dev', 0, '0.00'],
    ['prod', 0, '10.90'],
    ['dev', 1_000, '0.13'],
    ['prod', 1_000, '11.05'],
    ['prod', 1_000_000, '368.86'],
  ] as const)('is right when it sums up: %s, %d requests a day', (stage, requestsADay, dollars) => {
    const load = { requestsADay, units: readUnits(unitsPage), isProd: stage === 'prod' };
    const use = requestsADay === 0 ? [] : billUse(load);
    expect(money(totalAfterFree([...billIdle(readCompiled(stage)), ...use]))).toBe(dollars);
  });
});

describe.each(['README.md', 'docs/costs.md'])('the summary in %s', (file) => {
  const text = readFileSync(file, 'utf8');
  const load = { units: readUnits(unitsPage), isProd: true };
  const inProd = (requestsADay: number) =>
    totalAfterFree([...billIdle(readCompiled('prod')), ...billUse({ ...load, requestsADay })]);

  it('rounds what the tables say', () => {
    const cents = Math.round(100 * totalAfterFree(billUse({ ...load, requestsADay: 1000, isProd: false })));
    expect(text).toContain(`| ${cents} cents |`);
    expect(text).toContain(`${Math.round(totalAfterFree(billIdle(readCompiled('prod'))))} dollars`);
    expect(text).toContain(`| ${Math.round(inProd(1000))} dollars |`);
    expect(text).toContain(`| ${Math.round(inProd(1_000_000) / 10) * 10} dollars |`);
  });
});

describe('the mix of requests', () => {
  it('is one of a thousand', () => {
    expect(requestMix.reduce((sum, { times }) => sum + times, 0)).toBe(1000);
  });
});

describe('a bill', () => {
  const units = () => ({ reads: 1, writes: 2 });
  const lines = billUse({ requestsADay: 1000, units, isProd: true });

  it('multiplies quantities with prices', () => {
    expect(find(lines, 'restRequests')).toMatchObject({ quantity: 983 * 30, dollars: (983 * 30 * 3.5) / 1_000_000 });
  });

  it('counts the units of every operation but OPTIONS, and of what comes along', () => {
    expect(find(lines, 'dynamoDbReads')?.quantity).toBe((920 + 103) * 30);
    expect(find(lines, 'dynamoDbWrites')?.quantity).toBe((920 + 103) * 30 * 2);
  });

  it('takes off what is free, once', () => {
    const free = find(lines, 'lambdaRequests');
    expect(free?.dollars).toBeGreaterThan(0);
    expect(free?.dollarsAfterFree).toBe(0);
    const many = billUse({ requestsADay: 1_000_000, units, isProd: true });
    const calls = find(many, 'lambdaRequests');
    expect(calls?.dollarsAfterFree).toBeCloseTo((calls?.dollars ?? 0) - 0.2, 6);
  });

  it('has no edge and no recovery in dev, but traffic to the internet', () => {
    const items = billUse({ requestsADay: 1000, units, isProd: false }).map(({ item }) => item);
    expect(items).not.toContain('firewallRequests');
    expect(items).not.toContain('dynamoDbRecovery');
    expect(items).toContain('internetTraffic');
  });

  it.each([
    [1_000, 30_000],
    [86_400, 86_400 * 30],
    [1_000_000, (86_400 + 0.05 * 913_600) * 30],
  ])('counts the traces of %d requests a day', (requestsADay, traces) => {
    expect(find(billUse({ requestsADay, units, isProd: true }), 'traces')?.quantity).toBeCloseTo(traces, 3);
  });

  it('adds up', () => {
    const two: readonly Line[] = [
      { item: 'secrets', quantity: 1, dollars: 0.4, dollarsAfterFree: 0.4 },
      { item: 'dashboards', quantity: 2, dollars: 6, dollarsAfterFree: 0 },
    ];
    expect([total(two), totalAfterFree(two)]).toEqual([6.4, 0.4]);
    expect(toBillTable(two).split('\n').slice(2)).toEqual([
      '| Secrets Manager | 1 secret × $0.4 | 0.40 |  | 0.40 |',
      '| CloudWatch, dashboard | 2 dashboards × $3 | 6.00 | 3 | 0.00 |',
      '| **together** | | **6.40** | | **0.40** |',
    ]);
  });
});

describe('the units of docs/units.md', () => {
  it('are read by operation and circumstances', () => {
    const units = readUnits(
      '| `POST /orders` | 3 books | 2 × GetItem, Query | 5 | 19 |\n| `GET /x` |  | none | 0.5 | 0 |\n',
    );
    expect(units('POST /orders', '3 books')).toEqual({ reads: 5, writes: 19 });
    expect(units('GET /x', '')).toEqual({ reads: 0.5, writes: 0 });
    expect(() => units('GET /y', '')).toThrow('docs/units.md has no row "GET /y", "".');
  });
});
