/** npm run canary -- promote */

import { promoteCanary } from '../../../scripts/canary/promote-canary.ts';
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

const promote = () => promoteCanary(release.clients, STACK);
const NEW = { getCover: '2', placeOrder: '1', searchBooks: '2' };
const OLD = { getCover: '1', placeOrder: '1', searchBooks: '1' };

function expectPromoted(): void {
  expect(release.lambda.versionsBehind('live')).toEqual(NEW);
  expect(release.apiGateway.stage).toMatchObject({
    deploymentId: 'made1',
    variables: { functionAlias: 'live', booksTable: 'books' },
  });
  expect(release.apiGateway.stage.canarySettings).toBeUndefined();
}

describe('canary promote', () => {
  it('makes the new versions and the canary’s deployment those of all requests, and ends the canary', async () => {
    expect(await promote()).toBe('Live for all requests: getCover 2, searchBooks 2.');
    expectPromoted();
    expect(release.aws.takeChanges()).toEqual(['UpdateAlias', 'UpdateAlias', 'UpdateStage', 'UpdateStage']);
  });

  it('changes nothing when it is repeated', async () => {
    await promote();
    release.aws.takeCalls();
    expect(await promote()).toBe('No canary is on: there is nothing to promote.');
    expect(release.aws.takeChanges()).toEqual([]);
    expectPromoted();
  });

  it.each([
    ['UpdateAlias', 0],
    ['UpdateAlias', 1],
    ['UpdateStage', 0],
    ['UpdateStage', 1],
    ['GetStages', 0],
  ])('goes on where it stopped when call %s fails after %i others', async (operation, after) => {
    release.aws.refuse(operation, new AwsError(400, 'AccessDeniedException', 'Not yours'), after);
    await expect(promote()).rejects.toThrow('Not yours');
    await promote();
    expectPromoted();
  });

  it('gets over answers that are lost on the way', async () => {
    release.aws.loseReply('UpdateStage');
    await promote();
    expectPromoted();
  });

  it('refuses while an alarm rings, and says which', async () => {
    release.cloudWatch.alarms.set('errors', 'ALARM');
    const refusal = await promote().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'Alarm', message: expect.stringContaining('errors: errors is ALARM') });
    expect(release.lambda.versionsBehind('live')).toEqual(OLD);
    expect(release.aws.takeChanges()).toEqual([]);
  });

  it('refuses also to go on with a promotion that stopped, when an alarm has begun to ring', async () => {
    release.aws.refuse('UpdateStage', new AwsError(400, 'AccessDeniedException', 'Not yours'));
    await expect(promote()).rejects.toThrow('Not yours');
    release.cloudWatch.alarms.set('latency', 'ALARM');
    await expect(promote()).rejects.toMatchObject({ code: 'Alarm' });
    expect(release.apiGateway.stage.deploymentId).toBe('first');
  });

  it('says which alarms could not object', async () => {
    release.cloudWatch.alarms.set('errors', 'INSUFFICIENT_DATA');
    release.cloudWatch.alarms.delete('latency');
    expect(await promote()).toContain(
      'These alarms could not object, for want of data: errors (INSUFFICIENT_DATA), latency (MISSING).',
    );
  });

  it('says when there are no alarms at all', async () => {
    release.stack.resources.splice(-2);
    expect(await promote()).toContain('This stack has no alarms, so none could object.');
  });

  it('asks for the alarms a hundred at a time', async () => {
    for (let count = 0; count < 120; count++) {
      release.stack.resources.push({ logicalId: `a${count}`, type: 'AWS::CloudWatch::Alarm', physicalId: `a${count}` });
      release.cloudWatch.alarms.set(`a${count}`, count === 119 ? 'ALARM' : 'OK');
    }
    await expect(promote()).rejects.toThrow('a119: a119 is ALARM');
  });

  it('does not promote a canary that somebody else has made', async () => {
    release.apiGateway.stage.canarySettings = { deploymentId: 'made1', percentTraffic: 5 };
    await expect(promote()).rejects.toMatchObject({ code: 'ForeignCanary' });
    expect(release.lambda.versionsBehind('live')).toEqual(OLD);
  });

  it('clears away the deployment of the release before', async () => {
    await promote();
    release.change('placeOrder');
    await startCanary(release.clients, STACK, 10);
    await promote();
    expect([...release.apiGateway.deployments.keys()]).toEqual(['first', 'made2']);
  });
});
