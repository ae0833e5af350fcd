/** Reads a file of conformance vectors and says clearly what is wrong with one that is not. */

import { readFileSync } from 'node:fs';

export type Members = Readonly<Record<string, unknown>>;

export interface Vector {
  readonly id: string;
  readonly area: string;
  readonly kind: string;
  readonly title: string;
  readonly input: Members;
  readonly expect: Members;
  /** `high`, `medium` or `low`. */
  readonly confidence: string;
}

export class VectorError extends Error {
  readonly code = 'MalformedVectors';
}

export function readVectors(file: string): readonly Vector[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new VectorError(`${file} can't be read: ${error instanceof Error ? error.message : error}`);
  }
  return parseVectors(text, file);
}

export function parseVectors(text: string, file: string): readonly Vector[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new VectorError(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (!Array.isArray(value)) throw new VectorError(`${file} does not hold an array of vectors`);
  return value.map((element, index) => parseVector(element, `${file}, element ${index}`));
}

function parseVector(value: unknown, where: string): Vector {
  if (!isMembers(value)) throw new VectorError(`${where} is not an object`);
  const named = typeof value.id === 'string' ? `${where} (${value.id})` : where;
  const { confidence } = isMembers(value.certainty) ? value.certainty : {};
  return {
    id: getText(value, 'id', named),
    kind: getText(value, 'kind', named),
    area: typeof value.area === 'string' ? value.area : 'other',
    title: typeof value.title === 'string' ? value.title : '',
    input: getMembers(value, 'input', named),
    expect: getMembers(value, 'expect', named),
    confidence: typeof confidence === 'string' ? confidence : 'high',
  };
}

function getText(value: Members, name: string, where: string): string {
  const text = value[name];
  if (typeof text === 'string' && text !== '') return text;
  throw new VectorError(`${where}: "${name}" must be text`);
}

/** A member that must be an object. */
export function getMembers(value: Members, name: string, where: string): Members {
  const members = value[name];
  if (isMembers(members)) return members;
  throw new VectorError(`${where}: "${name}" must be an object`);
}

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
