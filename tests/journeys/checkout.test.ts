/** Checkout of the whole app over the network: a rush, repetition and kills. `npm run bench -- checkout` does more of each. */

import { signInAsStaff } from '../../bench/accounts.ts';
import { killInRounds, victims } from '../../bench/checkout/kills.ts';
import { repeat, rush } from '../../bench/checkout/rush.ts';
import { createScratchFolder } from '../../bench/scratch-folder.ts';
import { createShopClient, type ShopClient } from '../../bench/shop-client.ts';
import { type RunningApp, startStack } from '../support/stack.ts';

const flags = ['--unthrottled'];
let app: RunningApp;
let staff: Awaited<ReturnType<typeof signInAsStaff>>;
let shop: ShopClient;

beforeAll(async () => {
  app = await startStack({ flags, stateFolder: createScratchFolder() });
  staff = await signInAsStaff(app.outputs);
  shop = createShopClient(app.outputs.RestApiUrl ?? '');
}, 60_000);

afterAll(async () => {
  await shop.close();
  await app.stop();
}, 20_000);

describe('checkout', () => {
  it('sells eight copies to forty buyers at once: eight orders, no copy left, 32 clear refusals', async () => {
    expect(await rush(shop, app.outputs, staff, { buyers: 40, copies: 8 })).toMatchObject({
      placed: 8,
      refused: 32,
      others: [],
      ordersStored: 8,
      stockLeft: 0,
      problems: [],
    });
  }, 60_000);

  it('makes one order of the same request sent ten times at once, and answers alike', async () => {
    expect(await repeat(shop, app.outputs, staff, { orders: 3, times: 10 })).toMatchObject({
      alike: 3,
      ordersStored: 3,
      copiesSold: 3,
      problems: [],
    });
  }, 60_000);

  it('leaves no order half there, and loses none that it answered, when it is killed with kill -9', async () => {
    const restart = async () => {
      app = await startStack({ firstPort: app.firstPort, stateFolder: app.stateFolder, flags });
      return app;
    };
    const rounds = await killInRounds(app, { rounds: victims.length, buyers: 8, staff, restart });
    expect(rounds.flatMap(({ problems }) => problems)).toEqual([]);
    expect(rounds.filter(({ answered }) => answered === 0)).toEqual([]);
  }, 120_000);
});
