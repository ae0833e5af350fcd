/** What templates wrote into `$context.requestOverride` and `$context.responseOverride`. Source: "Override your API's request and response parameters and status codes". */

import type { Exchange } from './exchange.ts';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The texts under one heading, such as `header`; a list gives several. */
export function readOverrides(
  exchange: Exchange,
  direction: 'requestOverride' | 'responseOverride',
  location: 'header' | 'path' | 'querystring',
): readonly (readonly [name: string, values: readonly string[]])[] {
  const override = exchange.context[direction];
  const members = isMembers(override) ? override[location] : undefined;
  if (!isMembers(members)) return [];
  return Object.entries(members)
    .map(([name, value]) => [name, toTexts(value)] as const)
    .filter(([, values]) => values.length > 0);
}

function toTexts(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(toTexts);
  return [String(value)];
}

/** Anything but a whole number from 200 to 599 is ignored: an informational status can't end an HTTP exchange. */
export function findStatusOverride(exchange: Exchange): number | undefined {
  const override = exchange.context.responseOverride;
  const status = isMembers(override) ? override.status : undefined;
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
}
