/** What templates wrote into `$context.requestOverride` and `$context.responseOverride`. Source: "Override your API's request and response parameters and status codes". */

import { toText } from '../vtl/printing.ts';
import type { Exchange } from './exchange.ts';

/** Empty where nothing was set, or what was set is no map. */
function membersOf(value: unknown): readonly (readonly [name: string, value: unknown])[] {
  if (value instanceof Map) return Array.from(value, ([name, member]) => [toText(name), member]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value);
}

const memberOf = (value: unknown, name: string): unknown => membersOf(value).find(([key]) => key === name)?.[1];

/** The texts under one heading, such as `header`; a list gives several. */
export function readOverrides(
  { context }: Exchange,
  direction: 'requestOverride' | 'responseOverride',
  location: 'header' | 'path' | 'querystring',
): readonly (readonly [name: string, values: readonly string[]])[] {
  return membersOf(memberOf(context[direction], location))
    .map(([name, value]) => [name, toTexts(value)] as const)
    .filter(([, values]) => values.length > 0);
}

function toTexts(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.flatMap(toTexts) : [toText(value)];
}

/** Anything but a whole number from 200 to 599 is ignored: an informational status can't end an HTTP exchange. */
export function findStatusOverride({ context }: Exchange): number | undefined {
  const status = memberOf(context.responseOverride, 'status');
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
}
