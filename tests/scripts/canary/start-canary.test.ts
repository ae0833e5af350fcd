/** npm run canary -- start */

import { startCanary } from '../../../scripts/canary/start-canary.ts';
import { type FakeRelease, STACK, startFakeRelease } from '../../support/aws/release.ts';
import { AwsError } from '../../support/aws/service.ts';

let release: FakeRelease;
beforeEach(async () => {
  release = await startFakeRelease();
});
afterEach(() => release.stop());

const start = (percent = 10) => startCanary(release.clients, STACK, percent);
const canarySettings = (deploymentId: string, percentTraffic: number) => ({
  deploymentId,
  percentTraffic,
  stageVariableOverrides: { functionAlias: 'next' },
  useStageCache: false,
});

describe('canary start', () => {
  it('puts the new versions behind next, and sends next its share', async () => {
    release.change('getCover', 'searchBooks');
    expect(await start(12.5)).toBe(
      '12.5 % of the requests now go to 2 new versions: getCover 1 → 2, searchBooks 1 → 2.',
    );
    expect(release.lambda.versionsBehind('next')).toEqual({ getCover: '2', placeOrder: '1', searchBooks: '2' });
    expect(release.apiGateway.stage.canarySettings).toEqual(canarySettings('made1', 12.5));
  });

  it('leaves live and the stage as they are', async () => {
    release.change('getCover');
    await start();
    expect(release.lambda.versionsBehind('live')).toEqual({ getCover: '1', placeOrder: '1', searchBooks: '1' });
    expect(release.apiGateway.stage).toMatchObject({
      deploymentId: 'first',
      variables: { functionAlias: 'live', booksTable: 'books' },
    });
  });

  it('sends no request to next before the new versions are there', async () => {
    release.change('getCover');
    await start();
    expect(release.aws.takeChanges()).toEqual([
      ...['PublishVersion', 'PublishVersion', 'PublishVersion', 'UpdateAlias', 'CreateDeployment'],
    ]);
  });

  it('releases what a deployment has put behind next itself', async () => {
    release.change('getCover');
    const getCover = release.lambda.functions.get('getCover');
    getCover?.versions.push(getCover.code);
    getCover?.aliases.set('next', { FunctionVersion: '2', Description: '', RevisionId: 'by the stack' });
    await start();
    expect(release.aws.takeChanges()).not.toContain('UpdateAlias');
    expect(release.apiGateway.stage.canarySettings).toEqual(canarySettings('made1', 10));
  });

  it('refuses when everything is live already', async () => {
    await expect(start()).rejects.toMatchObject({ code: 'NothingToRelease' });
    expect(release.apiGateway.stage.canarySettings).toBeUndefined();
  });

  it('changes nothing when it is repeated', async () => {
    release.change('getCover');
    await start();
    release.aws.takeCalls();
    expect(await start()).toBe('The canary is on already, with 10 % of the requests.');
    expect(release.aws.takeChanges()).toEqual([]);
  });

  it('changes nothing but the share while a canary is on', async () => {
    release.change('getCover');
    await start();
    release.aws.takeCalls();
    release.change('getCover', 'placeOrder');
    expect(await start(50)).toBe('The canary is on, now with 50 % of the requests in place of 10 %.');
    expect(release.aws.takeChanges()).toEqual(['UpdateStage']);
    expect(release.apiGateway.stage.canarySettings).toEqual(canarySettings('made1', 50));
    expect(release.lambda.versionsBehind('next')).toMatchObject({ getCover: '2', placeOrder: '1' });
  });

  it.each(['PublishVersion', 'UpdateAlias', 'CreateDeployment'])(
    'goes on where it stopped when %s fails',
    async (operation) => {
      release.change('getCover', 'placeOrder', 'searchBooks');
      const after = operation === 'CreateDeployment' ? 0 : 1;
      release.aws.refuse(operation, new AwsError(400, 'AccessDeniedException', 'Not yours'), after);
      await expect(start()).rejects.toThrow('Not yours');
      expect(release.apiGateway.stage.canarySettings).toBeUndefined();
      expect(await start()).toMatch(/^10 % of the requests now go to 3 new versions/);
      expect(release.lambda.versionsBehind('next')).toEqual({ getCover: '2', placeOrder: '2', searchBooks: '2' });
      expect(release.apiGateway.stage.canarySettings?.percentTraffic).toBe(10);
    },
  );

  it('gets over answers that are lost on the way', async () => {
    release.change('getCover');
    for (const operation of ['PublishVersion', 'CreateDeployment']) release.aws.loseReply(operation);
    await start();
    expect(release.lambda.functions.get('getCover')?.versions).toHaveLength(2);
    expect(release.apiGateway.stage.canarySettings).toEqual(canarySettings('made2', 10));
  });

  it('stops when somebody else moves next at the same time', async () => {
    release.change('getCover');
    release.aws.refuse('UpdateAlias', new AwsError(412, 'PreconditionFailedException', 'The Revision Id is another'));
    await expect(start()).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });

  it('tells apart a canary that somebody else has made', async () => {
    release.apiGateway.stage.canarySettings = { deploymentId: 'theirs', percentTraffic: 5 };
    await expect(start()).rejects.toMatchObject({ code: 'ForeignCanary' });
  });

  it('needs the stage variable that names the alias', async () => {
    release.apiGateway.stage.variables = {};
    await expect(start()).rejects.toMatchObject({ code: 'NoAliases' });
    expect(release.aws.takeChanges()).toEqual([]);
  });

  it('needs functions with both aliases', async () => {
    release.stack.resources.splice(2);
    await expect(start()).rejects.toMatchObject({ code: 'NoAliases' });
  });

  it('waits for no stack that is changing', async () => {
    release.stack.status = 'UPDATE_IN_PROGRESS';
    await expect(start()).rejects.toMatchObject({ code: 'StackIsChanging' });
  });

  it('says which stack there is none of', async () => {
    release.cloudFormation.stacks.clear();
    await expect(start()).rejects.toThrow('There is no stack bookstore-prod in eu-central-1.');
  });
});
