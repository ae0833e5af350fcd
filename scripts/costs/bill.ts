/** What a month of the shop costs: quantities times prices. */

import type { Stack } from '../../local/stack/stack.ts';
import { isMembers } from '../../local/stack/template.ts';
import { type Item, prices } from './prices.ts';
import type { readUnits } from './read-units.ts';
import { alongside, assumptions, requestMix } from './request-mix.ts';

export interface Line {
  readonly item: Item;
  readonly quantity: number;
  readonly dollars: number;
  /** With what is free every month, if nothing else in the account uses it. */
  readonly dollarsAfterFree: number;
}

export interface Load {
  readonly requestsADay: number;
  readonly units: ReturnType<typeof readUnits>;
  /** Whether CloudFront and the firewall stand in front of the API, and tables can be brought back. */
  readonly isProd: boolean;
}

const DAYS = 30;
const GB = 1_000_000_000;

/** What is billed by the month, used or not: read from the template. */
export function billIdle(stack: Stack): readonly Line[] {
  const count = (type: string) => stack.resources(type).length;
  const firewalls = stack.resources('AWS::WAFv2::WebACL');
  const alarms = stack.resources('AWS::CloudWatch::Alarm');
  return toLines({
    firewallAndRules: sum(firewalls.map(({ properties }) => 5 + lengthOf(properties.Rules))),
    secrets: count('AWS::SecretsManager::Secret'),
    // Of those of an alarm over several metrics, one is their sum.
    alarmMetrics: sum(alarms.map(({ properties }) => Math.max(1, lengthOf(properties.Metrics) - 1))),
    dashboards: count('AWS::CloudWatch::Dashboard'),
  });
}

export function billUse(load: Load): readonly Line[] {
  const thousands = (load.requestsADay / 1000) * DAYS;
  const perMonth = (quantity: number) => quantity * thousands;
  const restRequests = perMonth(timesOf(({ api }) => api === 'REST'));
  const calls =
    timesOf(({ isFunction }) => isFunction) + sum(alongside.map(({ times }) => times)) + assumptions.authorizers;
  const { reads, writes } = toUnits(load.units);
  const stored = (assumptions.bytesStoredAfterAYear * load.requestsADay) / 1000 / GB;
  const answers = perMonth(1000 * assumptions.bytesPerAnswer) / GB;
  const storefront = perMonth(assumptions.storefrontBytes) / GB;
  const throughEdge = load.isProd ? restRequests : 0;
  return toLines({
    restRequests,
    httpRequests: perMonth(timesOf(({ api }) => api === 'HTTP')),
    webSocketMessages: perMonth(assumptions.webSocketMessages),
    connectionMinutes: perMonth(assumptions.connectionMinutes),
    lambdaRequests: perMonth(calls),
    lambdaGbSeconds: perMonth(toGbSeconds(calls)),
    dynamoDbReads: perMonth(reads),
    dynamoDbWrites: perMonth(writes),
    dynamoDbStorage: stored,
    dynamoDbRecovery: load.isProd ? stored : 0,
    cognitoUsers: (assumptions.users * load.requestsADay) / 1000,
    cloudFrontRequests: perMonth(assumptions.storefrontRequests) + throughEdge,
    cloudFrontFunctions: perMonth(assumptions.storefrontRequests) + throughEdge,
    cloudFrontTraffic: storefront + (load.isProd ? answers : 0),
    internetTraffic: load.isProd ? 0 : answers,
    firewallRequests: throughEdge,
    // The ten of docs/monitoring.md.
    customMetrics: 10,
    logs: perMonth(1000 * assumptions.bytesOfLogPerRequest + calls * assumptions.bytesOfLogPerCall) / GB,
    traces: toTraces(load.requestsADay) * DAYS,
  });
}

export const total = (lines: readonly Line[]): number => sum(lines.map(({ dollars }) => dollars));
export const totalAfterFree = (lines: readonly Line[]): number => sum(lines.map((it) => it.dollarsAfterFree));

function toLines(quantities: Readonly<Partial<Record<Item, number>>>): readonly Line[] {
  const items = Object.keys(prices) as Item[];
  return items.flatMap((item) => {
    const quantity = quantities[item] ?? 0;
    const { dollars, per, free } = prices[item];
    const price = (count: number) => (count * dollars) / per;
    const line = { item, quantity, dollars: price(quantity), dollarsAfterFree: price(Math.max(0, quantity - free)) };
    return quantity > 0 ? [line] : [];
  });
}

/** X-Ray's default rule: the first request of each second, and one in twenty of the others. */
function toTraces(requestsADay: number): number {
  const first = Math.min(requestsADay, 86_400);
  return first + 0.05 * (requestsADay - first);
}

function toGbSeconds(calls: number): number {
  const { heavyCalls, msPerCall, gbPerCall, msPerHeavyCall, gbPerHeavyCall } = assumptions;
  return ((calls - heavyCalls) * msPerCall * gbPerCall + heavyCalls * msPerHeavyCall * gbPerHeavyCall) / 1000;
}

function toUnits(units: Load['units']): { readonly reads: number; readonly writes: number } {
  const all = [...requestMix.filter(({ operation }) => operation !== 'OPTIONS'), ...alongside];
  const found = all.map(({ operation, circumstances, times }) => ({ times, ...units(operation, circumstances) }));
  return {
    reads: sum(found.map(({ times, reads }) => times * reads)),
    writes: sum(found.map(({ times, writes }) => times * writes)),
  };
}

function timesOf(isWanted: (share: (typeof requestMix)[number]) => boolean): number {
  return sum(requestMix.filter(isWanted).map(({ times }) => times));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, far) => so + far, 0);
}

function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isMembers(value) ? Object.keys(value).length : 0;
}
