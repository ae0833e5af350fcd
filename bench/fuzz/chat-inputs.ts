/** Generates what a client of the chat does: requests to connect, and frames. */

import fc from 'fast-check';
import { aDamagedText } from './bodies.ts';
import { deepJson, hostileHeaderValue, hostileSegment, hostileText, hostileValue, toJson } from './hostile.ts';

export type ChatInput = ConnectInput | FrameInput;

export interface ConnectInput {
  readonly kind: 'connect';
  readonly target: string;
  readonly protocols: string;
}

export interface FrameInput {
  readonly kind: 'frame';
  readonly data: string | Buffer | { readonly fill: number };
  readonly isBinary: boolean;
  /** Sent as several frames of at most so many bytes. */
  readonly pieceBytes: number;
}

const KILO = 1024;
const WHOLE = 1024 * KILO;
const ULID = '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD';

export function aChatInput(bookIds: readonly string[]): fc.Arbitrary<ChatInput> {
  return fc.oneof({ weight: 1, arbitrary: aConnect }, { weight: 9, arbitrary: aFrame(bookIds) });
}

const aConnect: fc.Arbitrary<ConnectInput> = fc.record({
  kind: fc.constant('connect'),
  target: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('', '?x=1', '?token={{id}}') },
    { weight: 2, arbitrary: hostileSegment.map((it) => `/${it}`) },
  ),
  protocols: fc.oneof(
    { weight: 5, arbitrary: fc.constant('bookstore, {{id}}') },
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        ...['', 'bookstore', '{{id}}', 'bookstore,{{access}}', 'bookstore, {{expired}}', 'bookstore, {{id}}, {{id}}'],
        ...[
          '{{id}}, bookstore',
          'bookstore, {{unsigned}}',
          'other, {{id}}',
          'bookstore, x',
          ',',
          'bookstore, {{id}}, more',
        ],
      ),
    },
    { weight: 1, arbitrary: hostileHeaderValue },
  ),
});

function aFrame(bookIds: readonly string[]): fc.Arbitrary<FrameInput> {
  const good = anAction(bookIds);
  const text: fc.Arbitrary<FrameInput['data']> = fc.oneof(
    { weight: 55, arbitrary: good.map(toJson) },
    { weight: 30, arbitrary: aDamagedText(good) },
    { weight: 4, arbitrary: hostileText },
    { weight: 4, arbitrary: hostileValue.map(toJson) },
    { weight: 1, arbitrary: deepJson },
    { weight: 2, arbitrary: fc.constantFrom('', '{}', '[]', '{', '\ufeff{"action":"ping"}', '{"action":"$connect"}') },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 2, arbitrary: fc.constantFrom(...SIZES).map((fill) => ({ fill })) },
  );
  return fc.record({
    kind: fc.constant('frame'),
    data: text,
    isBinary: fc.oneof({ weight: 49, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    pieceBytes: fc.oneof(
      { weight: 4, arbitrary: fc.constant(WHOLE) },
      { weight: 1, arbitrary: fc.constantFrom(7, 16 * KILO, 32 * KILO) },
    ),
  });
}

/** A frame has at most 32 KB, a message 128. */
const SIZES = [32 * KILO - 1, 32 * KILO, 32 * KILO + 1, 128 * KILO, 128 * KILO + 1, 300 * KILO];

function anAction(bookIds: readonly string[]): fc.Arbitrary<object> {
  const room = fc.oneof(
    { weight: 6, arbitrary: fc.constant('lobby') },
    { weight: 3, arbitrary: fc.constantFrom(...bookIds).map((it) => `book:${it}`) },
    { weight: 1, arbitrary: hostileText.map((it) => `book:${it}`) },
  );
  const requestId = fc.oneof(fc.constant(undefined), fc.uuid(), hostileText);
  const said = fc.oneof(fc.constant('Hello'), hostileText, fc.constantFrom('x'.repeat(1000), 'é'.repeat(1001)));
  const cursor = fc.constantFrom(
    '{{messageId}}',
    ULID,
    '7ZZZZZZZZZZZZZZZZZZZZZZZZZ',
    '00000000000000000000000000',
    'x',
  );
  const place = fc.constantFrom('since', 'after', 'before');
  const action = <const T extends string>(name: T) => fc.constant(name);
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ action: action('join'), room, requestId }) },
    { weight: 1, arbitrary: fc.record({ action: action('leave'), room, requestId }) },
    { weight: 4, arbitrary: fc.record({ action: action('send'), room, text: said, requestId }) },
    { weight: 1, arbitrary: fc.record({ action: action('history'), room, requestId }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(room, place, cursor, requestId)
        .map(([where, name, id, mark]) => ({ action: 'history', room: where, [name]: id, requestId: mark })),
    },
    { weight: 1, arbitrary: fc.record({ action: action('ping'), requestId }) },
    { weight: 1, arbitrary: fc.record({ action: hostileText, room, requestId }) },
  );
}

export function describe(input: ChatInput): string {
  const text = input.kind === 'frame' && Buffer.isBuffer(input.data) ? input.data.toString('base64') : input;
  const whole = JSON.stringify(text);
  return whole.length > 800 ? `${whole.slice(0, 800)}… (${whole.length})` : whole;
}
