/** Brings the tables on the engine in line with the template: creates what is missing, refuses what can't be changed. */

import { setTimeout as sleep } from 'node:timers/promises';
import { callDynamoDb, DynamoDbError } from './client.ts';
import { SetupError } from './setup-error.ts';
import type { IndexDefinition, TableDefinition } from './table-definition.ts';
import { isSameIndex, type TableDescription, toDifference } from './table-difference.ts';

const ACTIVE_WITHIN_SECONDS = 60;

/**
 * Resolves when every table is ACTIVE. Throws TableDiffers for one that only a reset can help, TableRefused with the
 * engine's words. One table after another, which is faster than all at once: the engines work off one change at a time.
 */
export async function prepareTables(endpoint: string, tables: readonly TableDefinition[]): Promise<void> {
  for (const table of tables) await prepareTable(endpoint, table);
}

async function prepareTable(endpoint: string, table: TableDefinition): Promise<void> {
  try {
    const existing = await findTable(endpoint, table.TableName);
    if (existing === undefined) await createTable(endpoint, table);
    else await updateTable(endpoint, table, existing);
    await setTimeToLive(endpoint, table);
  } catch (error) {
    if (!(error instanceof DynamoDbError)) throw error;
    throw new SetupError('TableRefused', `DynamoDB refuses the table ${table.TableName}: ${error.message}`);
  }
}

async function createTable(endpoint: string, table: TableDefinition): Promise<void> {
  const { TimeToLiveSpecification: _separately, ...input } = table;
  await callDynamoDb(endpoint, 'CreateTable', input);
  await waitUntilActive(endpoint, table.TableName);
}

async function updateTable(endpoint: string, table: TableDefinition, existing: TableDescription): Promise<void> {
  const difference = toDifference(existing, table);
  if (difference !== undefined) {
    throw new SetupError(
      'TableDiffers',
      `The table ${table.TableName} on this machine was made with ${difference} other than the template's, and that ` +
        `can't be changed. "npm start -- --reset" deletes the local data and starts afresh.`,
    );
  }
  await setIndexes(endpoint, table, existing);
  await setStream(endpoint, table, existing);
}

/** DynamoDB takes one change of an index at a time, and only definitions of attributes that some key uses by then. */
async function setIndexes(endpoint: string, table: TableDefinition, existing: TableDescription): Promise<void> {
  const { TableName } = table;
  const present = existing.GlobalSecondaryIndexes ?? [];
  const wanted = table.GlobalSecondaryIndexes ?? [];
  for (const { IndexName } of present) {
    if (wanted.some((index) => index.IndexName === IndexName)) continue;
    await update(endpoint, { TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] });
  }
  const made = wanted.filter((index) => present.some((other) => isSameIndex(other, index)));
  for (const index of wanted) {
    if (made.includes(index)) continue;
    made.push(index);
    const AttributeDefinitions = definitionsFor(table, made);
    await update(endpoint, { TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create: index }] });
  }
}

function definitionsFor(table: TableDefinition, indexes: readonly IndexDefinition[]) {
  const keyed = [table, ...(table.LocalSecondaryIndexes ?? []), ...indexes];
  const used = new Set(keyed.flatMap(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName)));
  return table.AttributeDefinitions.filter(({ AttributeName }) => used.has(AttributeName));
}

interface TableChange {
  readonly TableName: string;
  readonly [member: string]: unknown;
}

async function update(endpoint: string, input: TableChange): Promise<void> {
  await callDynamoDb(endpoint, 'UpdateTable', input);
  await waitUntilActive(endpoint, input.TableName);
}

/** A running stream can't change its view type, so it is switched off in between. */
async function setStream(endpoint: string, table: TableDefinition, existing: TableDescription): Promise<void> {
  const present = existing.StreamSpecification?.StreamEnabled === true ? existing.StreamSpecification : undefined;
  const wanted = table.StreamSpecification;
  if (present?.StreamViewType === wanted?.StreamViewType) return;
  const steps = [
    ...(present === undefined ? [] : [{ StreamEnabled: false }]),
    ...(wanted === undefined ? [] : [wanted]),
  ];
  for (const StreamSpecification of steps) {
    await update(endpoint, { TableName: table.TableName, StreamSpecification });
  }
}

async function setTimeToLive(endpoint: string, { TableName, TimeToLiveSpecification }: TableDefinition): Promise<void> {
  const { TimeToLiveDescription } = (await callDynamoDb(endpoint, 'DescribeTimeToLive', { TableName })) as {
    TimeToLiveDescription?: { TimeToLiveStatus?: string; AttributeName?: string };
  };
  const isOn = TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED';
  const present = isOn ? TimeToLiveDescription.AttributeName : undefined;
  const wanted = TimeToLiveSpecification?.Enabled === true ? TimeToLiveSpecification.AttributeName : undefined;
  if (present === wanted) return;
  const set = (AttributeName: string, Enabled: boolean) =>
    callDynamoDb(endpoint, 'UpdateTimeToLive', { TableName, TimeToLiveSpecification: { AttributeName, Enabled } });
  if (present !== undefined) await set(present, false);
  if (wanted !== undefined) await set(wanted, true);
}

async function findTable(endpoint: string, TableName: string): Promise<TableDescription | undefined> {
  try {
    const { Table } = await callDynamoDb(endpoint, 'DescribeTable', { TableName });
    return Table as TableDescription;
  } catch (error) {
    if (error instanceof DynamoDbError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** Asks less and less often: DynamoDB Local takes seconds for an index, and answers slower the more it is asked. */
async function waitUntilActive(endpoint: string, name: string): Promise<void> {
  const deadline = performance.now() + ACTIVE_WITHIN_SECONDS * 1000;
  for (let pause = 5; performance.now() < deadline; pause = Math.min(pause * 2, 500)) {
    const table = await findTable(endpoint, name);
    const indexes = table?.GlobalSecondaryIndexes ?? [];
    const states = [table?.TableStatus, ...indexes.map(({ IndexStatus }) => IndexStatus ?? 'ACTIVE')];
    if (states.every((state) => state === 'ACTIVE')) return;
    await sleep(pause);
  }
  const message = `The table ${name} did not become active within ${ACTIVE_WITHIN_SECONDS} seconds; "npm start -- --reset" starts afresh`;
  throw new SetupError('EngineFailed', message);
}
