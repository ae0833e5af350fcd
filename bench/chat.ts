/**
 * `npm run bench -- chat`: a large room in which somebody says something now and then and a tenth of the people vanish,
 * and a small room in which everybody talks. Every message has to reach everybody once, and soon.
 */

import { startStack } from '../tests/support/stack.ts';
import { type RoomResult, type RoomSizes, talkInRoom } from './chat/room.ts';
import type { BenchOptions } from './main.ts';
import { memoryKind } from './processes.ts';
import { atMost, type Report, type Table } from './report.ts';
import { createScratchFolder } from './scratch-folder.ts';

interface Sizes {
  readonly large: RoomSizes;
  readonly small: RoomSizes;
}

const FULL: Sizes = {
  large: { connections: 1_000, vanishing: 100, messages: 20, everyMs: 3_000 },
  small: { connections: 50, vanishing: 0, messages: 300, everyMs: 100 },
};
const SHORT: Sizes = {
  large: { connections: 300, vanishing: 30, messages: 8, everyMs: 2_000 },
  small: { connections: 50, vanishing: 0, messages: 80, everyMs: 100 },
};

export async function benchChat({ isShort }: BenchOptions): Promise<Report> {
  const { large, small } = isShort ? SHORT : FULL;
  const app = await startStack({ stateFolder: createScratchFolder() });
  try {
    const inLarge = await talkInRoom(app, 'lobby', large);
    console.log('The large room is empty again.');
    return toReport(inLarge, await talkInRoom(app, 'book:dracula', small));
  } finally {
    await app.stop();
  }
}

function toReport(large: RoomResult, small: RoomResult): Report {
  const rooms = [large, small];
  const sum = (count: (room: RoomResult) => number) => rooms.reduce((total, room) => total + count(room), 0);
  const memory = ({ memoryAtFirstInMb, memoryAtLastInMb }: RoomResult) => memoryAtLastInMb / memoryAtFirstInMb;
  return {
    tables: [toDeliveryTable(rooms), toMemoryTable(rooms)],
    findings: [
      atMost(`Large room of ${large.connections}, p99 to each`, large.p99InMs, 'ms', 2_000, 1_000),
      atMost(`Small room of ${small.connections}, p99 to each`, small.p99InMs, 'ms', 150),
      atMost(
        'Messages that somebody missed',
        sum(({ missing }) => missing),
        '',
        0,
      ),
      atMost(
        'Messages that somebody got twice',
        sum(({ doubled }) => doubled),
        '',
        0,
      ),
      atMost(
        'Connections lost among those who stayed',
        sum(({ ended }) => ended),
        '',
        0,
      ),
      atMost(
        'Connections remembered that are gone',
        sum(({ vanished }) => vanished.remembered),
        '',
        0,
      ),
      atMost('Memory at last against at first, the larger ratio', Math.max(...rooms.map(memory)), '×', 1.1),
    ],
    notes: rooms.flatMap(({ complaints }) => complaints).slice(0, 20),
  };
}

function toDeliveryTable(rooms: readonly RoomResult[]): Table {
  return {
    title: 'From sending a message to its receipt by each in the room',
    columns: ['connections', 'messages', 'receipts', 'missing', 'doubled', 'p50 ms', 'p99 ms', 'worst ms'],
    rows: rooms.map(({ connections, sent, expected, missing, doubled, p50InMs, p99InMs, worstInMs }) => [
      ...[connections, sent, expected, missing, doubled, p50InMs, p99InMs, worstInMs],
    ]),
  };
}

function toMemoryTable(rooms: readonly RoomResult[]): Table {
  return {
    title: `Those who vanish, and the memory (${memoryKind}) of the whole stack`,
    columns: ['connections', 'vanished', 'forgotten after ms', 'MB at first', 'MB at last', 'ratio'],
    rows: rooms.map(({ connections, vanished, memoryAtFirstInMb, memoryAtLastInMb }) => [
      ...[connections, vanished.connections, vanished.forgottenAfterMs, memoryAtFirstInMb, memoryAtLastInMb],
      memoryAtLastInMb / memoryAtFirstInMb,
    ]),
  };
}
