/** Reads a JSON body. The models in openapi.yml check it first, but only when the client calls it JSON. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { Refusal } from './refusal.ts';

export type Body = Readonly<Record<string, unknown>>;

export function parseBody(event: Pick<APIGatewayProxyEvent, 'body'>): Body {
  const value = parseJson(event.body ?? '');
  if (isRecord(value)) return value;
  throw invalid('The body is not a JSON object.');
}

export function parseWhole(body: Body, name: string, min: number, max: number): number {
  const value = body[name];
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalid(`${name} is a whole number from ${min} to ${max}.`);
}

/** White space at both ends doesn't count. */
export function parseText(body: Body, name: string, min: number, max: number): string {
  const value = body[name];
  const text = typeof value === 'string' ? value.trim() : undefined;
  // Code points, as JSON Schema counts them: an emoji is one character.
  const length = text === undefined ? -1 : [...text].length;
  if (text !== undefined && length >= min && length <= max) return text;
  throw invalid(`${name} is a text of ${min} to ${max} characters.`);
}

export function parseChoice<Choice extends string>(body: Body, name: string, choices: readonly Choice[]): Choice {
  const value = choices.find((choice) => choice === body[name]);
  if (value !== undefined) return value;
  throw invalid(`${name} is one of: ${choices.join(', ')}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidBody', message);
}
