/** The whole app while its functions, its clients and its engine fail, its clock jumps and its disk is full. `npm run bench -- faults` does more of each. */

import { brokenClients } from '../../bench/faults/broken-clients.ts';
import { sendBroken } from '../../bench/faults/clients.ts';
import { putClock } from '../../bench/faults/clock.ts';
import { killEngine } from '../../bench/faults/crashes.ts';
import { fillDisk } from '../../bench/faults/disk.ts';
import { findObstacle, NO_GROWTH, SMALL_DISK } from '../../bench/faults/full-disk.ts';
import { callFaulty, type Misdeed, misdeeds } from '../../bench/faults/functions.ts';
import { type FaultyShop, startFaultyShop } from '../../bench/faults/shop.ts';

const sizes = { clients: 4, halfOpen: 200, slowMs: 200 };
let shop: FaultyShop;

beforeAll(async () => {
  shop = await startFaultyShop({ unthrottled: true });
}, 60_000);
afterAll(() => shop.stop(), 20_000);

describe('a function that fails in every way at once', () => {
  it('is a 502 or 504 for its callers, is fine again at once, and nobody else notices', async () => {
    // To get and to clear so much memory takes seconds.
    const names = (Object.keys(misdeeds) as Misdeed[]).filter((misdeed) => misdeed !== 'takes-3-gb-at-once');
    expect(await callFaulty(shop, { misdeeds: names, callers: 1 })).toMatchObject({ problems: [] });
  }, 60_000);
});

describe('a client', () => {
  it.each(brokenClients.map((broken) => [broken.what, broken] as const))(
    '(%s) gets a clear answer or none, leaves nothing open, and nobody else notices',
    async (_what, broken) => {
      expect(await sendBroken(shop, broken, sizes)).toMatchObject({ problems: [], leakedDescriptors: 0 });
    },
    30_000,
  );
});

describe('kill -9 of the engine', () => {
  it('is a 503 for those who need it, loses nothing that was acknowledged, and passes by itself', async () => {
    const { problems, outcome } = await killEngine(shop, { people: 3, kills: 1 });
    expect(problems).toEqual([]);
    expect(outcome).toMatch(/writes: .*503.*reads: .*503/);
  }, 60_000);
});

describe('a clock that is put forward by a day and back by an hour', () => {
  it('ends the tokens that are too old by it, and nothing else', async () => {
    expect(await putClock(shop, { offsetsInHours: [24, -1], isThrottled: false })).toMatchObject({ problems: [] });
  }, 60_000);
});

describe('a full disk', () => {
  it('is a clear failure for those who write, loses nothing that was acknowledged, and passes when there is room', async () => {
    // Where nobody may mount a disk, at least the files of the stack itself can't grow.
    const disk = findObstacle(SMALL_DISK) === undefined ? SMALL_DISK : NO_GROWTH;
    expect(await fillDisk(disk, { people: 2, fullMs: 200 })).toMatchObject({ problems: [] });
  }, 60_000);
});
