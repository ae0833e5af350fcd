/** MOCK: the status that the request template asks for, and no body. Source: "Mock integrations for REST APIs in API Gateway". */

import { configurationError } from '../failures.ts';
import { Payload } from '../payload.ts';
import type { BackendReply, BackendRequest } from './integration.ts';

const EMPTY = new Payload('');

export function sendToMock({ body }: BackendRequest): BackendReply {
  const status = findStatusCode(body.text);
  if (status === undefined) throw configurationError('the request template states no integer statusCode');
  return { status, headers: [], body: EMPTY, selectOn: String(status), target: 'MOCK' };
}

/** The real parser takes much that is not JSON, such as bare names, single quotes and stray commas, but never a quoted number. */
export function findStatusCode(text: string): number | undefined {
  const strict = parseObject(text);
  if (strict) return Number.isInteger(strict.statusCode) ? Number(strict.statusCode) : undefined;
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  for (const match of trimmed.matchAll(/(["']?)statusCode\1\s*:\s*(-?\d+)\s*(?=[,}])/g)) {
    if (beginsMember(trimmed, match.index)) return Number(match[2]);
  }
  return undefined;
}

function beginsMember(text: string, at: number): boolean {
  let index = at - 1;
  while (/\s/.test(text.charAt(index))) index -= 1;
  return text[index] === '{' || text[index] === ',';
}

function parseObject(text: string): { readonly statusCode?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    // Not JSON: the lenient reading decides.
    return undefined;
  }
}
