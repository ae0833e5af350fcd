/** The tables of docs/costs.md. */

import { type Line, total, totalAfterFree } from './bill.ts';
import { type Item, prices } from './prices.ts';
import { requestMix } from './request-mix.ts';

const SERVICES: Readonly<Record<Item, string>> = {
  restRequests: 'API Gateway, REST API',
  httpRequests: 'API Gateway, HTTP API',
  webSocketMessages: 'API Gateway, WebSocket API',
  connectionMinutes: 'API Gateway, connections',
  lambdaRequests: 'Lambda, calls',
  lambdaGbSeconds: 'Lambda, time',
  dynamoDbReads: 'DynamoDB, reads',
  dynamoDbWrites: 'DynamoDB, writes',
  dynamoDbStorage: 'DynamoDB, storage after a year',
  dynamoDbRecovery: 'DynamoDB, point-in-time recovery',
  cognitoUsers: 'Cognito',
  cloudFrontRequests: 'CloudFront, requests',
  cloudFrontFunctions: 'CloudFront, functions',
  cloudFrontTraffic: 'CloudFront, traffic',
  internetTraffic: 'Traffic to the internet',
  firewallRequests: 'WAF, requests',
  firewallAndRules: 'WAF',
  secrets: 'Secrets Manager',
  alarmMetrics: 'CloudWatch, alarms',
  dashboards: 'CloudWatch, dashboard',
  customMetrics: 'CloudWatch, metrics of the shop',
  logs: 'CloudWatch, logs',
  traces: 'X-Ray',
};

/** A row for each thing that is billed, with its arithmetic, and the sum. */
export function toBillTable(lines: readonly Line[]): string {
  const rows = lines.map((line) => {
    const { dollars, per, unit, free } = prices[line.item];
    const units = line.quantity === 1 ? unit.replace(/s$/, '') : unit;
    const rate = `${format(line.quantity)} ${units} × $${plain(dollars)}${per === 1 ? '' : ` / ${format(per)}`}`;
    const allowance = free === 0 ? '' : `${format(free)}`;
    return `| ${SERVICES[line.item]} | ${rate} | ${money(line.dollars)} | ${allowance} | ${money(line.dollarsAfterFree)} |`;
  });
  const sums = `| **together** | | **${money(total(lines))}** | | **${money(totalAfterFree(lines))}** |`;
  const head = '| what | quantity × price | dollars | free each month | dollars then |\n|---|---|---|---|---|';
  return [head, ...rows, sums].join('\n');
}

export function toMixTable(): string {
  const rows = requestMix.map(({ operation, circumstances, times, isFunction }) => {
    const how = operation === 'OPTIONS' ? 'MOCK' : isFunction ? 'Lambda' : 'VTL';
    return `| \`${operation}\` | ${circumstances} | ${how} | ${times} |`;
  });
  return ['| operation | circumstances | how | of 1,000 |', '|---|---|---|---|', ...rows].join('\n');
}

export function money(dollars: number): string {
  return dollars > 0 && dollars < 0.005 ? '< 0.01' : dollars.toFixed(2);
}

function format(quantity: number): string {
  return quantity.toLocaleString('en-US', { maximumFractionDigits: quantity < 100 ? 3 : 0 });
}

/** Never 1.33334e-5. */
function plain(dollars: number): string {
  return dollars < 0.001 ? dollars.toFixed(10) : String(dollars);
}
