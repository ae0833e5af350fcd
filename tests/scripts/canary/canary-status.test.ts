/** npm run canary -- status */

import { canaryStatus } from '../../../scripts/canary/canary-status.ts';
import { startCanary } from '../../../scripts/canary/start-canary.ts';
import { type FakeRelease, STACK, startFakeRelease } from '../../support/aws/release.ts';

let release: FakeRelease;
beforeEach(async () => {
  release = await startFakeRelease();
});
afterEach(() => release.stop());

describe('canary status', () => {
  it('tells that nothing is under way', async () => {
    expect(await canaryStatus(release.clients, STACK)).toBe(
      [
        'bookstore-prod, stage prod of the REST API: no canary is on.',
        'Functions: live and next are the same for all 3.',
        'Alarms: 2 of 2 are OK.',
      ].join('\n'),
    );
  });

  it('tells what is tried, which alarms ring, and how the calls went', async () => {
    release.change('getCover', 'searchBooks');
    await startCanary(release.clients, STACK, 10);
    release.cloudWatch.alarms.set('errors', 'ALARM');
    release.cloudWatch.metrics
      .set('getCover:live Invocations', 90)
      .set('getCover:next Invocations', 9)
      .set('searchBooks:next Invocations', 2)
      .set('searchBooks:next Errors', 1);
    expect(await canaryStatus(release.clients, STACK)).toBe(
      [
        'bookstore-prod, stage prod of the REST API: a canary is on with 10 % of the requests, to the alias next (deployment made1).',
        'Functions: 2 of 3 have a next version.',
        '  getCover     live 1  next 2',
        '  searchBooks  live 1  next 2',
        'Alarms: 1 of 2 are OK.',
        '  ALARM  errors: errors is ALARM',
        'Calls of these functions in the last 15 minutes: next 11 with 1 errors; live 90 with 0 errors.',
      ].join('\n'),
    );
  });

  it('changes nothing', async () => {
    release.change('getCover');
    await canaryStatus(release.clients, STACK);
    expect(release.aws.takeChanges()).toEqual([]);
  });
});
