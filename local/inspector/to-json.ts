/** Turns the detail of an entry into plain JSON data: bytes become text, long texts are cut, secrets are shortened. */

import type { Entry } from './journal.ts';
import { isSecretName, shorten, withoutSecrets } from './secrets.ts';

const MAX_TEXT_LENGTH = 64 * 1024;
const MAX_DEPTH = 40;

/** An entry without its detail. */
export function toSummary({ id, kind, atMs, summary }: Entry): Readonly<Record<string, unknown>> {
  const members = Object.entries(summary).map(([name, value]) => [name, toJson(value)]);
  return { id, kind, atMs, ...Object.fromEntries(members) };
}

export function toJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return toShown(value);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (depth > MAX_DEPTH) return '…';
  if (value instanceof Uint8Array) return shownText(value);
  if (Array.isArray(value)) return isHeaderLine(value) ? shownHeader(value) : value.map((it) => toJson(it, depth + 1));
  if (value instanceof Map) return toJson(Object.fromEntries(value), depth);
  if (value instanceof Error) return toShown(`${value.name}: ${value.message}`);
  const members = Object.entries(value).map(([name, member]) => [name, toMember(name, member, depth + 1)]);
  return Object.fromEntries(members);
}

/** How a text, or bytes, are shown. */
export function shownText(value: string | Uint8Array): string {
  return toShown(typeof value === 'string' ? value : toText(value));
}

export function shownHeader([name, value]: readonly [string, string]): readonly [string, string] {
  return [name, isSecretName(name) ? shorten(value) : toShown(value)];
}

function toMember(name: string, value: unknown, depth: number): unknown {
  const isSecret = isSecretName(name);
  if (isSecret && typeof value === 'string') return shorten(value);
  if (isSecret && Array.isArray(value))
    return value.map((it) => (typeof it === 'string' ? shorten(it) : toJson(it, depth)));
  return toJson(value, depth);
}

function isHeaderLine(value: readonly unknown[]): value is readonly [string, string] {
  return value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'string';
}

/** Bytes that are no UTF-8 are shown by their number alone. */
function toText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, MAX_TEXT_LENGTH * 4));
  } catch {
    return `[${bytes.length} bytes]`;
  }
}

function toShown(text: string): string {
  const shown = text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}… [${text.length} characters]` : text;
  return withoutSecrets(shown);
}
