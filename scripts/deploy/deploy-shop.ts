/** The recipe of a deployment. Every step may be repeated, so a deployment that broke off is simply started again. */

import { getCaller } from '../aws/account.ts';
import { aliasesOf, LIVE, NEXT } from '../aws/aliases.ts';
import { ReleaseError } from '../aws/release-error.ts';
import { type DeployedStack, getResource, getStack } from '../aws/stack.ts';
import { changedFunctions, readRelease } from '../canary/read-release.ts';
import { toAddressTable } from './address-table.ts';
import type { DeployClients } from './clients.ts';
import { goLive } from './go-live.ts';
import { invalidate } from './invalidate.ts';
import { findRunning } from './read-running.ts';
import { renewDeployment } from './renew-deployment.ts';
import type { FrameworkOptions } from './run-framework.ts';
import { isCatalogueEmpty, type SmokeTestOptions, smokeTest } from './smoke-test.ts';
import { listStorefrontFiles } from './storefront-files.ts';
import { type Settings, toParams } from './to-params.ts';
import { uploadStorefront } from './upload-storefront.ts';

export interface Deployment {
  readonly stackName: string;
  readonly stage: string;
  readonly region: string;
  readonly params: readonly string[];
  readonly settings: Settings;
  /** Whether the new versions are live at once; else they wait for a canary. */
  readonly isLiveAtOnce: boolean;
  readonly seeds: boolean;
  readonly storefrontFolder: string;
  readonly smokeTest: SmokeTestOptions;
  runFramework(options: FrameworkOptions): Promise<void>;
  /** Keeps them on this machine, and gives the file. */
  saveOutputs(outputs: DeployedStack['outputs']): string;
  seed(outputsFile: string): Promise<void>;
  say(text: string): void;
}

/** Throws SmokeTest when the shop is deployed but does not answer as it should. */
export async function deployShop(clients: DeployClients, deployment: Deployment): Promise<void> {
  const { stackName, stage, region, say } = deployment;
  const { accountId, arn } = await getCaller(clients.sts);
  say(`Deploying ${stackName} to account ${accountId}, ${region}, as ${arn}`);
  const running = await findRunning(clients, stackName);
  const params = [...(await toParams(clients.lambda, deployment.settings, running)), ...deployment.params];
  await deployment.runFramework({ stage, region, params });

  const stack = await getStack(clients.cloudFormation, stackName);
  if (await renewDeployment(clients.apiGateway, stack))
    say('Took another deployment of the REST API: ids in it had changed.');
  const waiting = await settleVersions(clients, stack, deployment);
  await publishStorefront(clients, stack, deployment);
  const outputsFile = deployment.saveOutputs(stack.outputs);
  if (deployment.seeds) await deployment.seed(outputsFile);
  await test(stack, deployment);
  say(`\n${stackName} is deployed:\n${toAddressTable(stack.outputs)}${waiting}`);
}

/** Gives what there is to say about versions that are not live. */
async function settleVersions(
  clients: DeployClients,
  stack: DeployedStack,
  { isLiveAtOnce, stage, say }: Deployment,
): Promise<string> {
  if (aliasesOf(stack).length === 0) return '';
  if (isLiveAtOnce) {
    const moved = await goLive(clients, stack.name);
    if (moved.length > 0) say(`Live: ${moved.join(', ')}`);
    return '';
  }
  const { functions } = await readRelease(clients, stack.name);
  const { length } = changedFunctions(functions);
  if (length === 0) return '';
  return `\n\n${length} functions have a new version behind ${NEXT}, which is not ${LIVE} yet. Try it with a tenth of the requests:\n  npm run canary -- start --stage ${stage} --percent 10`;
}

async function publishStorefront(clients: DeployClients, stack: DeployedStack, deployment: Deployment): Promise<void> {
  const bucket = getResource(stack, 'StorefrontBucket').physicalId;
  const distributionId = getResource(stack, 'StorefrontDistribution').physicalId;
  const files = listStorefrontFiles(deployment.storefrontFolder, stack.outputs);
  const deleted = await uploadStorefront(clients.s3, bucket, files);
  await invalidate(clients.cloudFront, distributionId, files);
  deployment.say(`Uploaded the storefront: ${files.length} files; ${deleted} old ones deleted.`);
}

async function test({ outputs }: DeployedStack, { smokeTest: options, seeds, stage, say }: Deployment): Promise<void> {
  say('Asking the shop a few questions …');
  const findings = await smokeTest(outputs, options);
  for (const { question, problem } of findings)
    say(problem === undefined ? `  ✓ ${question}` : `  ✗ ${question}: ${problem}`);
  if (findings.some(({ problem }) => problem !== undefined)) {
    throw new ReleaseError('SmokeTest', 'The shop is deployed, but does not answer as it should: see above.');
  }
  if (!seeds && (await isCatalogueEmpty(outputs, options.fetch))) {
    say(`The catalogue is empty. To fill it with the 260 sample books: npm run deploy -- --stage ${stage} --seed`);
  }
}
