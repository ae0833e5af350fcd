/** The shop on its way into an account: the release commands as programs, the framework as it is, AWS as a fake. */

import { type FakeAccount, startFakeAccount } from '../support/aws/account.ts';
import { runScript } from '../support/aws/run-script.ts';

/** A deployment builds everything. */
jest.setTimeout(180_000);

let account: FakeAccount;
beforeAll(async () => {
  account = await startFakeAccount();
});
afterAll(() => account.stop());

const run = (name: string, ...args: readonly string[]) => runScript(name, args, account.environment);

describe('npm run deploy', () => {
  it('brings a whole shop into an empty account', async () => {
    const { status, said } = await run('deploy', '--stage', 'dev');
    expect(said).toContain('bookstore-dev is deployed:');
    expect(status).toBe(0);
    const stack = account.cloudFormation.stacks.get('bookstore-dev');
    expect(stack?.parameters).toMatchObject({ ManageApiGatewayAccount: 'true' });
    const bucket = stack?.outputs.StorefrontBucket ?? '';
    expect(account.s3.find(bucket, 'index.html')?.cacheControl).toBe('no-cache');
    expect(account.cloudFront.invalidations).toHaveLength(1);
  });

  it('updates it, also when nothing but a parameter has changed', async () => {
    const { status } = await run('deploy', '--stage', 'dev', '--param', 'manageApiGatewayAccount=false');
    expect(status).toBe(0);
    const stack = account.cloudFormation.stacks.get('bookstore-dev');
    expect(stack?.parameters).toMatchObject({ ManageApiGatewayAccount: 'false' });
  });
});

describe('npm run remove', () => {
  const remove = (input: string, ...args: readonly string[]) =>
    runScript('remove', ['--stage', 'dev', ...args], account.environment, input);

  it.each(['', 'yes\n', 'bookstore-prod\n'])('removes nothing when %j is typed', async (input) => {
    const { status, said } = await remove(input);
    expect(said).toContain('Nothing was removed.');
    expect(status).toBe(1);
    expect(account.cloudFormation.stacks.has('bookstore-dev')).toBe(true);
  });

  it('removes all when the name of the stack is typed', async () => {
    const { status, said } = await remove('bookstore-dev\n');
    expect(said).toContain('bookstore-dev is removed.');
    expect(status).toBe(0);
    expect(account.s3.buckets.size).toBe(0);
    expect(account.tables.all.size).toBe(0);
  });

  it('asks nothing when told so, and may be repeated', async () => {
    const { status, said } = await remove('', '--yes');
    expect(said).not.toContain('Type bookstore-dev');
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
    const { status, said } = await runScript(name, args, { AWS_REGION: 'eu-central-1' });
    expect(said).toContain('No AWS credentials were found.');
    expect(status).toBe(1);
  });

  it.each(commands)('ask for the Region when nobody has said which: %s %j', async (name, args) => {
    const { status, said } = await runScript(name, args, {});
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
    const { status, said } = await runScript(name, args, account.environment);
    expect(said).toContain(sentence);
    expect(said).toContain(`npm run ${name} --`);
    expect(status).toBe(2);
  });
});
