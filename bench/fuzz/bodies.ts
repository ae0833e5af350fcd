/** Bodies from the contract's schemas: good ones, and good ones with something wrong. */

import fc from 'fast-check';
import { deepJson, hostileName, hostileText, hostileValue, toJson } from './hostile.ts';
import type { Schema } from './routes.ts';

/** Texts are sent as they are. `fill` is so many bytes of a JSON text that is too long. */
export type Body = string | Buffer | { readonly fill: number };

const LONGEST = 10 * 1024 * 1024;

export function aGoodValue(schema: Schema): fc.Arbitrary<unknown> {
  const { type, minimum = 0, maximum = 1_000_000, minLength = 0, maxLength = 40, properties = {} } = schema;
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (type === 'integer')
    return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum));
  if (type === 'object') {
    return fc.record(Object.fromEntries(Object.entries(properties).map(([name, it]) => [name, aGoodValue(it)])));
  }
  const isShort = (text: string) => text.trim().length >= minLength && text.length <= maxLength;
  return fc.oneof(fc.constantFrom('Some words', 'x'), hostileText.filter(isShort));
}

/** `good` is an object. */
export function aBody(good: fc.Arbitrary<unknown>): fc.Arbitrary<Body> {
  return fc.oneof(
    { arbitrary: good.map(toJson), weight: 50 },
    { arbitrary: aDamagedText(good), weight: 40 },
    { arbitrary: noJson, weight: 10 },
  );
}

export function aDamagedText(good: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const object = good as fc.Arbitrary<Record<string, unknown>>;
  const chosen = fc.tuple(object, fc.nat());
  const nameOf = (of: object, index: number): string => Object.keys(of)[index % Object.keys(of).length] ?? '';
  const without = chosen.map(([of, index]) => toJson({ ...of, [nameOf(of, index)]: undefined }));
  const other = fc
    .tuple(chosen, hostileValue)
    .map(([[of, index], value]) => toJson({ ...of, [nameOf(of, index)]: value }));
  const more = fc
    .tuple(object, hostileName, hostileValue)
    .map(([of, name, value]) => `${toJson(of).slice(0, -1)},${toJson(name)}:${toJson(value)}}`);
  const twice = fc
    .tuple(chosen, hostileValue)
    .map(([[of, index], value]) => `${toJson(of).slice(0, -1)},${toJson(nameOf(of, index))}:${toJson(value)}}`);
  const deep = fc
    .tuple(chosen, deepJson)
    .map(([[of, index], inner]) => toJson(of).replace(/\{/, `{"${nameOf(of, index)}":${inner},`));
  const cut = fc.tuple(object.map(toJson), fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)));
  const odd = (weight: number, arbitrary: fc.Arbitrary<string>) => ({ weight, arbitrary });
  return fc.oneof(odd(4, without), odd(8, other), odd(4, more), odd(3, twice), odd(1, deep), odd(2, cut));
}

const noJson: fc.Arbitrary<Body> = fc.oneof(
  { arbitrary: hostileText, weight: 6 },
  { arbitrary: hostileValue.map(toJson), weight: 6 },
  { arbitrary: deepJson, weight: 2 },
  { arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes): Body => Buffer.from(bytes)), weight: 4 },
  {
    arbitrary: fc.constantFrom<Body>('', '{', '{}', '[]', '\ufeff{}', '{"a":1}{"b":2}', '{a:1}', "{'a':1}"),
    weight: 6,
  },
  { arbitrary: fc.constantFrom<Body>({ fill: 200_000 }, { fill: LONGEST }, { fill: LONGEST + 1 }), weight: 1 },
);

export const hostileBody = noJson;

export function toBytes(body: Body): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  return Buffer.isBuffer(body) ? body : Buffer.from(`{"text":"${'x'.repeat(body.fill - 11)}"}`);
}
