/** npm run flush-cache */

import { flushCache } from '../../../scripts/aws/flush-cache.ts';
import { type FakeRelease, STACK, startFakeRelease } from '../../support/aws/release.ts';

let release: FakeRelease;
beforeEach(async () => {
  release = await startFakeRelease();
});
afterEach(() => release.stop());

describe('flush-cache', () => {
  it('empties the cache of the stage, as often as it is asked to', async () => {
    release.apiGateway.stage.cacheClusterEnabled = true;
    await flushCache(release.clients, STACK);
    expect(await flushCache(release.clients, STACK)).toMatch(/^The cache of the stage prod of bookstore-prod is empty/);
    expect(release.apiGateway.flushes).toBe(2);
  });

  it('says when there is no cache', async () => {
    expect(await flushCache(release.clients, STACK)).toMatch(/has no cache/);
    expect(release.apiGateway.flushes).toBe(0);
  });
});
