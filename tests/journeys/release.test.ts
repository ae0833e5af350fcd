/** The shop on its way into an account: the release commands as programs, the framework as it is, AWS as a fake. */

import { type FakeAccount, startFakeAccount } from '../support/aws/account.ts';
import { runScript } from '../support/aws/run-script.ts';
import { type CheckoutCopy, copyCheckout } from '../support/checkout-copy.ts';

/** A deployment builds everything. */
jest.setTimeout(180_000);

const STACK = 'bookstore-prod';
let account: FakeAccount;
let copy: CheckoutCopy;
beforeAll(async () => {
  account = await startFakeAccount();
  copy = copyCheckout();
});
afterAll(async () => {
  copy.remove();
  await account.stop();
});

const run = (name: string, args: readonly string[], input = '') =>
  runScript(name, args, { environment: account.environment, folder: copy.folder, input });
const deploy = (...args: readonly string[]) => run('deploy', ['--stage', 'prod', ...args]);
const canary = (...args: readonly string[]) => run('canary', [...args, '--stage', 'prod']);
const findStack = () => account.cloudFormation.stacks.get(STACK);
const versionOf = (alias: string) => account.lambda.versionsBehind(alias)['bookstore-prod-getCover'];

describe('from a first deployment to a removal', () => {
  it('a deployment brings a whole shop into an empty account', async () => {
    const { status, said } = await deploy('--seed');
    expect(said).toContain('bookstore-prod is deployed:');
    expect(status).toBe(0);
    expect(findStack()?.parameters).toMatchObject({ ManageApiGatewayAccount: 'true' });
    const bucket = findStack()?.outputs.StorefrontBucket ?? '';
    expect(account.s3.find(bucket, 'index.html')?.cacheControl).toBe('no-cache');
    expect(account.cloudFront.invalidations).toHaveLength(1);
    expect([versionOf('live'), versionOf('next')]).toEqual(['1', '1']);
    expect(account.tables.all.get(findStack()?.outputs.BooksTable ?? '')?.size).toBe(260);
  });

  it('a canary needs something new', async () => {
    const { status, said } = await canary('start');
    expect(said).toContain('The newest version of every function of bookstore-prod is live already.');
    expect(status).toBe(1);
  });

  it('another deployment leaves the live version of a changed function where it is', async () => {
    copy.edit('functions/books/get-cover.ts', 'image/svg+xml', 'image/svg+xml; charset=utf-8');
    const { status, said } = await deploy('--param', 'manageApiGatewayAccount=false');
    expect(said).toContain('1 functions have a new version behind next');
    expect(status).toBe(0);
    expect([versionOf('live'), versionOf('next')]).toEqual(['1', '2']);
    expect(findStack()?.parameters).toMatchObject({ ManageApiGatewayAccount: 'false' });
  });

  it('a canary tries the new version', async () => {
    const { said } = await canary('start', '--percent', '10');
    expect(said).toContain('10 % of the requests now go to 1 new versions: bookstore-prod-getCover 1 → 2.');
    expect(account.apiGateway.stage.canarySettings?.stageVariableOverrides).toEqual({ functionAlias: 'next' });
    expect((await canary('status')).said).toContain('a canary is on with 10 % of the requests');
  });

  it('nothing is deployed meanwhile', async () => {
    const { status, said } = await deploy();
    expect(said).toContain('A canary is on: 10 % of the requests to bookstore-prod try new versions.');
    expect(status).toBe(1);
  });

  it('the new version goes live', async () => {
    const { status } = await canary('promote');
    expect(status).toBe(0);
    expect(versionOf('live')).toBe('2');
    expect(account.apiGateway.stage.canarySettings).toBeUndefined();
  });

  it('and stays live with the next deployment', async () => {
    copy.edit('functions/books/get-cover.ts', 'image/svg+xml; charset=utf-8', 'image/svg+xml');
    await deploy();
    expect([versionOf('live'), versionOf('next')]).toEqual(['2', '3']);
  });

  it('data of prod is not removed by accident', async () => {
    const { status, said } = await run('remove', ['--stage', 'prod', '--yes']);
    expect(said).toMatch(/Nothing was removed.*the table OrdersTable.*the user pool UserPool.*--delete-data/s);
    expect(status).toBe(1);
  });

  it.each(['', 'yes\n', 'bookstore-dev\n'])('nothing is removed when %j is typed', async (input) => {
    const { status, said } = await run('remove', ['--stage', 'prod', '--delete-data'], input);
    expect(said).toMatch(/Nothing was removed\.\n$/);
    expect(status).toBe(1);
    expect(findStack()).toBeDefined();
  });

  it('all is removed when the name of the stack is typed', async () => {
    const { status, said } = await run('remove', ['--stage', 'prod', '--delete-data'], `${STACK}\n`);
    expect(said).toContain('bookstore-prod is removed.');
    expect(status).toBe(0);
    expect(findStack()).toBeUndefined();
    expect([account.s3.buckets.size, account.tables.all.size, account.userPools.all.size]).toEqual([0, 0, 0]);
  });

  it('a removal may be repeated', async () => {
    const { status } = await run('remove', ['--stage', 'prod', '--yes']);
    expect(status).toBe(0);
  });
});

describe('a rehearsed canary', () => {
  it.each([
    ['start', 'changes APIGateway CreateDeployment'],
    ['promote', 'changes Lambda UpdateAlias {"FunctionName":"bookstore-dev-getCover","Name":"live"'],
    ['rollback', 'changes APIGateway UpdateStage'],
    ['status', 'reads   Lambda ListAliases {"FunctionName":"bookstore-dev-getCover"}'],
  ])('prints the calls of %s for the template that runs here, without an account', async (action, call) => {
    const { status, said } = await runScript('canary', [action, '--dry-run'], { environment: {} });
    expect(said).toContain(call);
    expect(status).toBe(0);
  });
});

describe('the release commands', () => {
  const commands: [string, string[]][] = [
    ['deploy', []],
    ['canary', ['status']],
    ['flush-cache', []],
    ['remove', ['--stage', 'dev']],
  ];

  it.each(commands)('say how to sign in when there are no credentials: %s %j', async (name, args) => {
    const { status, said } = await runScript(name, args, { environment: { AWS_REGION: 'eu-central-1' } });
    expect(said).toContain('No AWS credentials were found.');
    expect(status).toBe(1);
  });

  it.each(commands)('ask for the Region when nobody has said which: %s %j', async (name, args) => {
    const { status, said } = await runScript(name, args, { environment: {} });
    expect(said).toMatch(/^Say in which AWS Region/);
    expect(status).toBe(1);
  });

  it.each([
    ['deploy', ['--stage', 'Prod!'], '--stage Prod! is no name for a stage.'],
    ['deploy', ['--force'], "Unknown option '--force'"],
    ['canary', [], 'Say what to do'],
    ['canary', ['start', '--percent', '0'], '--percent 0 is no number from 0.1 to 100.'],
    ['canary', ['promote', '--force'], "Unknown option '--force'"],
    ['flush-cache', ['--all'], "Unknown option '--all'"],
    ['remove', ['--yes'], 'Say which stage is to go'],
  ])('explain themselves to somebody who types %s %j', async (name, args, sentence) => {
    const { status, said } = await runScript(name, args, { environment: account.environment });
    expect(said).toContain(sentence);
    expect(said).toContain(`npm run ${name} --`);
    expect(status).toBe(2);
  });
});
