/** The recipe of a removal. Every step may be repeated, so a removal that broke off is simply started again. */

import { getCaller } from '../aws/account.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { ReleaseError } from '../aws/release-error.ts';
import { type DeployedStack, findDeletedStack, findStack, listResources, resourcesOf } from '../aws/stack.ts';
import type { RemoveClients } from './clients.ts';
import { liftProtection, readStores, type Store } from './data.ts';
import { deleteStack, type Pace } from './delete-stack.ts';
import { emptyBucket } from './empty-bucket.ts';
import { describeLeftovers } from './leftovers.ts';
import { deleteLogGroups } from './log-groups.ts';

export interface Removal extends Pace {
  readonly stackName: string;
  readonly region: string;
  /** Whether data may go that is protected. */
  readonly deletesData: boolean;
  /** Resolves with whether somebody means it. */
  confirm(stackName: string): Promise<boolean>;
}

/** Throws DataIsProtected, NotConfirmed, StackIsChanging, or BrokenStack when AWS could not delete all. */
export async function removeShop(clients: RemoveClients, removal: Removal): Promise<void> {
  const { stackName, region, say } = removal;
  const { accountId, arn } = await getCaller(clients.sts);
  say(`Removing ${stackName} from account ${accountId}, ${region}, as ${arn}`);
  const stack = await findStack(clients.cloudFormation, stackName);
  if (stack === undefined) return clearUp(clients, removal, await findDeletedStack(clients.cloudFormation, stackName));
  refuseWhileChanging(stack);

  const stores = await readStores(clients, stack);
  const held = stores.filter(({ isProtected }) => isProtected);
  if ((held.length > 0 || stack.isProtected) && !removal.deletesData) throw dataIsProtected(stack, held);
  say(describeStores(stack, stores));
  if (!(await removal.confirm(stackName))) throw new ReleaseError('NotConfirmed', 'Nothing was removed.');

  for (const { physicalId } of resourcesOf(stack, 'AWS::S3::Bucket')) {
    say(`Emptied the bucket ${physicalId}: ${await emptyBucket(clients.s3, physicalId)} objects.`);
  }
  await inParallel(held, (store) => liftProtection(clients, store));
  say('Deleting the stack. CloudFront takes some minutes to let go of a distribution …');
  await deleteStack(clients.cloudFormation, stack, removal);
  say(`${stackName} is removed.`);
  await clearUp(clients, removal, stack);
}

/** What CloudFormation leaves behind: deletes what costs, and names the rest. */
async function clearUp(
  clients: RemoveClients,
  { stackName, region, say }: Removal,
  stack: Pick<DeployedStack, 'id'> | undefined,
): Promise<void> {
  if (stack === undefined)
    return say(`There is no stack ${stackName} in ${region}, and there was none in the last 90 days.`);
  const resources = await listResources(clients.cloudFormation, stack.id);
  const logGroups = await deleteLogGroups(clients.logs, resources);
  if (logGroups.length > 0) say(`Deleted logs that had outlived it: ${logGroups.join(', ')}`);
  say(describeLeftovers(resources));
}

/** A deletion that is under way is only waited for. */
function refuseWhileChanging({ name, status }: DeployedStack): void {
  const isChanging = status.endsWith('_IN_PROGRESS') && !/^(DELETE|REVIEW)_/.test(status);
  if (!isChanging) return;
  throw new ReleaseError('StackIsChanging', `CloudFormation is at work on ${name} (${status}). Try again later.`);
}

function dataIsProtected(stack: DeployedStack, held: readonly Store[]): ReleaseError {
  const names = held.map(({ kind, logicalId, size }) => `  the ${kind} ${logicalId} (about ${size} entries)`);
  const lines = stack.isProtected ? [...names, '  the stack itself (termination protection)'] : names;
  return new ReleaseError(
    'DataIsProtected',
    `Nothing was removed, because this is protected from deletion:\n${lines.join('\n')}\n` +
      'To delete all of it for good, say so: --delete-data',
  );
}

function describeStores(stack: DeployedStack, stores: readonly Store[]): string {
  const full = stores
    .filter(({ size }) => size > 0)
    .map(({ logicalId, size }) => `${logicalId} (about ${size} entries)`);
  const data =
    full.length === 0 ? 'Its tables were empty when AWS last counted.' : `Data will be lost: ${full.join(', ')}.`;
  return `${stack.name} has ${stack.resources.length} resources. ${data}`;
}
