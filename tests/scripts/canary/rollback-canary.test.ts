/** npm run canary -- rollback */

import { promoteCanary } from '../../../scripts/canary/promote-canary.ts';
import { rollbackCanary } from '../../../scripts/canary/rollback-canary.ts';
import { startCanary } from '../../../scripts/canary/start-canary.ts';
import { type FakeRelease, STACK, startFakeRelease } from '../../support/aws/release.ts';
import { AwsError } from '../../support/aws/service.ts';

let release: FakeRelease;
beforeEach(async () => {
  release = await startFakeRelease();
  release.change('getCover', 'searchBooks');
  await startCanary(release.clients, STACK, 10);
  release.aws.takeCalls();
});
afterEach(() => release.stop());

const rollback = () => rollbackCanary(release.clients, STACK);
const OLD = { getCover: '1', placeOrder: '1', searchBooks: '1' };
const noRight = new AwsError(400, 'AccessDeniedException', 'Not yours');

function expectRolledBack(): void {
  expect(release.lambda.versionsBehind('live')).toEqual(OLD);
  expect(release.apiGateway.stage).toMatchObject({ deploymentId: 'first', variables: { functionAlias: 'live' } });
  expect(release.apiGateway.stage.canarySettings).toBeUndefined();
  expect([...release.apiGateway.deployments.keys()]).toEqual(['first']);
}

describe('canary rollback', () => {
  it('ends the canary and clears its deployment away', async () => {
    expect(await rollback()).toBe('The canary is off: every request gets the live versions.');
    expectRolledBack();
    expect(release.aws.takeChanges()).toEqual(['UpdateStage', 'DeleteDeployment']);
  });

  it('changes nothing when it is repeated', async () => {
    await rollback();
    release.aws.takeCalls();
    expect(await rollback()).toBe('No canary is on: there is nothing to roll back.');
    expect(release.aws.takeChanges()).toEqual([]);
  });

  it.each(['UpdateStage', 'DeleteDeployment'])('goes on where it stopped when %s fails', async (operation) => {
    release.aws.refuse(operation, noRight);
    await expect(rollback()).rejects.toThrow('Not yours');
    await rollback();
    expectRolledBack();
  });

  it('takes back what a promotion had moved before it broke off', async () => {
    release.aws.refuse('UpdateStage', noRight);
    await expect(promoteCanary(release.clients, STACK)).rejects.toThrow('Not yours');
    expect(release.lambda.versionsBehind('live')).toMatchObject({ getCover: '2', searchBooks: '2' });
    expect(await rollback()).toContain('What its promotion had moved is back: getCover 1, searchBooks 1.');
    expectRolledBack();
  });

  it('leaves alone what earlier releases have made live', async () => {
    await promoteCanary(release.clients, STACK);
    release.change('placeOrder');
    await startCanary(release.clients, STACK, 10);
    await rollback();
    expect(release.lambda.versionsBehind('live')).toEqual({ getCover: '2', placeOrder: '1', searchBooks: '2' });
  });

  it('undoes no promotion that is complete', async () => {
    await promoteCanary(release.clients, STACK);
    expect(await rollback()).toBe('No canary is on: there is nothing to roll back.');
    expect(release.lambda.versionsBehind('live')).toMatchObject({ getCover: '2', searchBooks: '2' });
  });

  it('ends a canary that somebody else has made', async () => {
    release.apiGateway.stage.canarySettings = { deploymentId: 'theirs', percentTraffic: 5 };
    await rollback();
    expectRolledBack();
  });
});
