/** npm run deploy, from the first look at the account to the table of addresses; the framework is played by a function. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCanary } from '../../../scripts/canary/start-canary.ts';
import { type Deployment, deployShop } from '../../../scripts/deploy/deploy-shop.ts';
import type { FrameworkOptions } from '../../../scripts/deploy/run-framework.ts';
import { BUCKET, type FakeRelease, STACK, startFakeRelease } from '../../support/aws/release.ts';

let release: FakeRelease;
let folder: string;
let said: string[];
let frameworkCalls: FrameworkOptions[];
let seeded: string[];

beforeEach(async () => {
  release = await startFakeRelease();
  folder = mkdtempSync(join(tmpdir(), 'storefront-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<main>');
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets/main-XC6HCSUR.js'), 'run()');
  said = [];
  frameworkCalls = [];
  seeded = [];
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await release.stop();
});

/** What the framework does to the stack, apart from having been called. */
let update = () => {};
beforeEach(() => {
  update = () => {};
});

const deploy = (options: Partial<Deployment> = {}) =>
  deployShop(release.clients, {
    stackName: STACK,
    stage: 'prod',
    region: 'eu-central-1',
    params: [],
    settings: { functionNames: ['getCover', 'placeOrder', 'searchBooks', 'ping'], edgeHost: '*.cloudfront.net' },
    isLiveAtOnce: false,
    seeds: false,
    storefrontFolder: folder,
    smokeTest: { fetch, attempts: 2, pauseInMs: 1 },
    runFramework: async (call) => {
      frameworkCalls.push(call);
      update();
    },
    saveOutputs: () => 'outputs.json',
    seed: async (file) => {
      seeded.push(file);
    },
    say: (text) => said.push(text),
    ...options,
  });

/** What the framework and CloudFormation make of a changed function. */
function deployNewVersion(name: string): void {
  release.change(name);
  const found = release.lambda.functions.get(name);
  found?.versions.push(found.code);
  found?.aliases.set('next', { FunctionVersion: '2', Description: '', RevisionId: 'by the stack' });
}

describe('a deployment', () => {
  it('says first whose account it is about to change', async () => {
    await deploy();
    expect(said[0]).toBe(
      'Deploying bookstore-prod to account 123456789012, eu-central-1, as arn:aws:iam::123456789012:user/ada',
    );
  });

  it('hands the framework the versions that are live, and what the command line says', async () => {
    release.lambda.functions
      .get('placeOrder')
      ?.aliases.set('live', { FunctionVersion: '7', Description: '', RevisionId: '' });
    await deploy({ params: ['edge=off'] });
    expect(frameworkCalls).toEqual([
      {
        stage: 'prod',
        region: 'eu-central-1',
        params: ['liveVersions=getCover:1,placeOrder:7,searchBooks:1', 'edge=off'],
      },
    ]);
  });

  it('names functions as serverless.yml does, and only those that it still has', async () => {
    for (const name of ['bookstore-prod-ping', 'bookstore-prod-gone']) {
      release.lambda.add(name);
      const physicalId = `arn:aws:lambda:eu-central-1:123456789012:function:${name}:live`;
      release.stack.resources.push({ logicalId: name, type: 'AWS::Lambda::Alias', physicalId });
    }
    await deploy();
    expect(frameworkCalls[0]?.params).toEqual(['liveVersions=getCover:1,placeOrder:1,searchBooks:1,ping:1']);
  });

  it('tells the framework the host of the edge where there is one', async () => {
    const { outputs } = release.stack;
    release.stack.outputs = { ...outputs, ApiUrl: 'https://d111111abcdef8.cloudfront.net' };
    update = () => {
      release.stack.outputs = outputs;
    };
    await deploy();
    expect(frameworkCalls[0]?.params.at(-1)).toBe('edgeHost=d111111abcdef8.cloudfront.net');
  });

  it('leaves the host to serverless.yml where that names one', async () => {
    const { outputs } = release.stack;
    release.stack.outputs = { ...outputs, ApiUrl: 'https://d111111abcdef8.cloudfront.net' };
    update = () => {
      release.stack.outputs = outputs;
    };
    await deploy({ settings: { functionNames: [], edgeHost: 'api.example.com' } });
    expect(frameworkCalls[0]?.params).toEqual([]);
  });

  it('has nothing to hand over at the first deployment', async () => {
    const { stack, cloudFormation } = release;
    cloudFormation.stacks.clear();
    update = () => cloudFormation.stacks.set(STACK, stack);
    await deploy();
    expect(frameworkCalls[0]?.params).toEqual([]);
  });

  it('ends with the table of addresses', async () => {
    await deploy();
    expect(said.at(-1)).toBe(
      [
        '\nbookstore-prod is deployed:',
        `  Storefront   ${release.aws.endpoint}/storefront`,
        `  REST API     ${release.aws.endpoint}/api`,
        '  User pool    pool',
        '  Books table  books',
      ].join('\n'),
    );
  });

  it('may be repeated', async () => {
    await deploy();
    await deploy();
    expect(release.s3.keys(BUCKET)).toEqual(['assets/main-XC6HCSUR.js', 'favicon.svg', 'index.html', 'outputs.json']);
  });
});

describe('a deployment is refused', () => {
  it('while a canary is on, before anything is built', async () => {
    release.change('getCover');
    await startCanary(release.clients, STACK, 10);
    await expect(deploy()).rejects.toMatchObject({ code: 'CanaryIsOn' });
    expect(frameworkCalls).toEqual([]);
  });

  it.each([
    ['UPDATE_IN_PROGRESS', 'StackIsChanging'],
    ['ROLLBACK_COMPLETE', 'BrokenStack'],
    ['REVIEW_IN_PROGRESS', 'BrokenStack'],
    ['DELETE_FAILED', 'BrokenStack'],
    ['UPDATE_ROLLBACK_FAILED', 'BrokenStack'],
  ])('while the stack is in state %s', async (status, code) => {
    release.stack.status = status;
    await expect(deploy()).rejects.toMatchObject({ code });
    expect(frameworkCalls).toEqual([]);
  });

  it.each(['UPDATE_COMPLETE', 'CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'])(
    'but not while it is in state %s',
    async (status) => {
      release.stack.status = status;
      await deploy();
      expect(frameworkCalls).toHaveLength(1);
    },
  );

  it('but not when an earlier one stopped before there was an API', async () => {
    const { resources } = release.stack;
    release.stack.resources = resources.filter(({ type }) => type === 'AWS::S3::Bucket');
    update = () => {
      release.stack.resources = resources;
    };
    await deploy();
    expect(frameworkCalls[0]?.params).toEqual([]);
  });
});

describe('new versions', () => {
  it('wait for a canary, with the command that starts it', async () => {
    update = () => deployNewVersion('getCover');
    await deploy();
    expect(release.lambda.versionsBehind('live')).toMatchObject({ getCover: '1' });
    expect(said.at(-1)).toContain('npm run canary -- start --stage prod --percent 10');
  });

  it('are live at once on stages without a canary', async () => {
    update = () => deployNewVersion('getCover');
    await deploy({ isLiveAtOnce: true });
    expect(release.lambda.versionsBehind('live')).toEqual({ getCover: '2', placeOrder: '1', searchBooks: '1' });
    expect(said).toContain('Live: getCover 2');
    expect(said.at(-1)).not.toContain('canary');
  });

  it('need no aliases', async () => {
    release.stack.resources = release.stack.resources.filter(({ type }) => type !== 'AWS::Lambda::Alias');
    await deploy({ isLiveAtOnce: true });
    expect(said.at(-1)).toContain('bookstore-prod is deployed');
  });
});

describe('the REST API', () => {
  const touchApi = (updatedAt: Date) => {
    const index = release.stack.resources.findIndex(({ logicalId }) => logicalId === 'RestApi');
    release.stack.resources[index] = {
      logicalId: 'RestApi',
      type: 'AWS::ApiGateway::RestApi',
      physicalId: 'api1',
      updatedAt,
    };
  };

  it('gets another deployment when it has changed since the one that the stage serves', async () => {
    update = () => touchApi(new Date(1_700_000_060_000));
    await deploy();
    expect(release.apiGateway.stage.deploymentId).toBe('made1');
    expect(said).toContain('Took another deployment of the REST API: ids in it had changed.');
  });

  it('gets it at the next attempt when the first one failed', async () => {
    touchApi(new Date(1_700_000_060_000));
    await deploy();
    await deploy();
    expect([...release.apiGateway.deployments.keys()]).toEqual(['first', 'made1']);
  });

  it('keeps the deployment that the template has just taken', async () => {
    update = () => touchApi(new Date(1_700_000_000_900));
    await deploy();
    expect(release.apiGateway.stage.deploymentId).toBe('first');
    expect(said.join()).not.toContain('Took another deployment');
  });
});

describe('the books', () => {
  it('are put there where that is asked for, from the outputs that were kept', async () => {
    await deploy({ seeds: true });
    expect(seeded).toEqual(['outputs.json']);
    expect(said.join()).not.toContain('--seed');
  });

  it('are offered while there are none', async () => {
    await deploy();
    expect(seeded).toEqual([]);
    expect(said.join('\n')).toContain('npm run deploy -- --stage prod --seed');
  });
});

describe('the questions at the end', () => {
  it('fail the deployment when the shop does not answer as it should', async () => {
    release.aws.serve('/api/health', () => ({ status: 500, headers: {}, body: '' }));
    await expect(deploy()).rejects.toMatchObject({ code: 'SmokeTest' });
    expect(said).toContain(`  ✗ the API is healthy: ${release.aws.endpoint}/api/health answers 500`);
    expect(said).toContain('  ✓ the storefront is there');
  });
});
