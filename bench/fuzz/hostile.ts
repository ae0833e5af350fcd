/** Values that have broken programs of this kind before, and generated ones of the same sort. */

import fc from 'fast-check';

const texts: readonly string[] = [
  '',
  ' ',
  '"',
  "'",
  '\\',
  '\\"',
  '\\u0000',
  '"}, "TableName": "Orders", "x": {"y": "',
  '", "Select": "COUNT',
  '$util',
  '$util.parseJson("{}")',
  '$input.body',
  '$input.params()',
  '$context.authorizer.claims.sub',
  '#set($limit = 5)',
  '#foreach($i in [1..9])x#end',
  '#if(true)',
  '#stop',
  '##',
  '#*',
  '#[[',
  '${',
  '${stageVariables.booksTable}',
  '$!{x.class.forName("java.lang.Runtime")}',
  'line\nbreak',
  'return\r\ntab\t',
  '\u0000\u0001\u001f\u007f',
  '\u2028\u2029',
  '\u202ertl\ufeff',
  '</script><img src=x onerror=alert(1)>',
  "' OR 1=1 --",
  '../../../etc/passwd',
  '日本語 – “quotes”',
  '😀👩‍👩‍👧',
  '\ud800',
  'x\udc00',
  '%22%7D',
  '%',
  '%zz',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'q#emma',
  'a:b',
  'x'.repeat(2001),
  'é'.repeat(500),
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...texts), weight: 4 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 40 }), weight: 1 },
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }), weight: 1 },
  { arbitrary: fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...texts)).map((both) => both.join('')), weight: 1 },
);

/** As they stand in JSON; some of them may not. */
const numbers: readonly string[] = [
  ...['0', '-0', '-1', '1.0', '1.5', '1e0', '5e-1', '1e3', '1E400', '-1e400', '1e-400', '21', '41', '2147483648'],
  ...[
    '9007199254740993',
    '99999999999999999999',
    `1${'0'.repeat(400)}`,
    '01',
    '+1',
    '.5',
    '1.',
    '0x10',
    'NaN',
    'Infinity',
  ],
];

/** Text that `toJson` puts into the JSON as it is, without quotes. */
const raw = (text: string): string => `@raw:${text}@`;
const RAW = /"@raw:([^"@]*)@"/g;

export const toJson = (value: unknown): string => (JSON.stringify(value) ?? 'null').replace(RAW, '$1');

export const hostileNumber: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...numbers).map(raw),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

const DEPTHS = [100, 1_000, 20_000];

/** JSON that is nested too deeply for whoever recurses. */
export const deepJson: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...DEPTHS), fc.constantFrom(['[', ']'] as const, ['{"a":', '}'] as const))
  .map(([depth, [open, close]]) => `${open.repeat(depth)}1${close.repeat(depth)}`);

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { S: 'x' }, { toString: 1 }, ['1'], '1'),
  fc.jsonValue({ maxDepth: 2 }),
);

export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', '', 'length', 'userId', 'stock', 'ratingSum'),
  hostileText,
);

/** For one segment of a path or one value of a query. */
export const hostileSegment: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: hostileText.map(encode), weight: 4 },
  { arbitrary: hostileText.map((text) => encode(encode(text))), weight: 1 },
  { arbitrary: fc.webSegment(), weight: 1 },
  {
    arbitrary: fc.constantFrom(
      ...['..', '.', '%2e%2e', '%2F', '%', '%zz', '%00', '%c0%af', '%ff', '%ed%a0%80', '+', ';x=1', '|', '{bookId}'],
      ...['*', '~', '%20', 'EMMA', 'emma%20', '-', '--', `${'a'.repeat(80)}`, `${'a'.repeat(81)}`, 'b'.repeat(4000)],
    ),
    weight: 2,
  },
);

/** Lone surrogates have no UTF-8: they become what a browser makes of them. */
export function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

/** A page's token that is well-formed, of this list or another, with a key that nobody has. */
export function aPageToken(keys: readonly string[]): fc.Arbitrary<string> {
  const lists = ['books', 'title', 'price', 'orders', 'reviews', 'time', 'wishlist', 'staff-orders', 'byTime'];
  const part = fc.oneof(fc.constantFrom(...keys, '2026-01-01T00:00:00.000Z', '1299', '-1', '1e9'), hostileText);
  return fc
    .tuple(
      fc.constantFrom(...lists),
      fc.array(part, { minLength: 1, maxLength: 3 }),
      fc.constantFrom<BufferEncoding>('base64', 'base64url', 'hex'),
    )
    .map(([list, parts, encoding]) => [list, ...parts.map((it) => Buffer.from(it).toString(encoding))].join('.'));
}

/** What HTTP lets stand in a header. */
export const hostileHeaderValue: fc.Arbitrary<string> = hostileText.map((text) =>
  [...Buffer.from(text).toString('latin1')]
    .filter((it) => it === '\t' || (it >= ' ' && it !== '\u007f'))
    .join('')
    .slice(0, 1_000),
);
