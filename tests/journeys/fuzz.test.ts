/** Generated requests and frames for every route of the whole app. `npm run bench -- fuzz --seed N` sends more of them. */

import { fuzzShop } from '../../bench/fuzz/fuzz-shop.ts';
import { createScratchFolder } from '../../bench/scratch-folder.ts';
import { type RunningApp, startStack } from '../support/stack.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await startStack({ flags: ['--unthrottled'], stateFolder: createScratchFolder() });
}, 60_000);

afterAll(async () => {
  await app.stop();
}, 20_000);

describe('whatever the shop is asked', () => {
  it.each([1, Math.floor(Math.random() * 2 ** 31)])(
    'never fails, keeps nobody waiting and changes nothing of others, with the seed %d',
    async (seed) => {
      const { routes, problems, effects } = await fuzzShop(app, { seed, inputs: 200 });
      expect({ problems, effects }).toEqual({ problems: [], effects: [] });
      expect(routes.reduce((sum, { inputs }) => sum + inputs, 0)).toBe(200);
      // The inputs would be worth little if none of them got in.
      expect(routes.filter(({ done }) => done > 0).length).toBeGreaterThan(15);
    },
    120_000,
  );
});
