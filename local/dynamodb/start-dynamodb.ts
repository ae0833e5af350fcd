/** Starts DynamoDB on this machine with the tables of the template. */

import { toUrlHost } from '../server/hosts.ts';
import { makePrivateFolder } from '../server/private-folder.ts';
import { callDynamoDb } from './client.ts';
import { type DataFolderLock, lockDataFolder } from './data-folder-lock.ts';
import { chooseEngine } from './engine.ts';
import { keepRunning } from './keep-running.ts';
import { claimPort } from './port.ts';
import { SetupError } from './setup-error.ts';
import type { TableDefinition } from './table-definition.ts';
import { prepareTables } from './tables.ts';
import { type OnWrite, watchWrites } from './watch-writes.ts';

export interface DynamoDbOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** 127.0.0.1 unless given. */
  readonly host?: string;
  /** Where the engine keeps its files; made when missing. One running stack at a time. */
  readonly dataFolder: string;
  /** On the data folder, where the caller holds it already; then the caller releases it. */
  readonly lock?: DataFolderLock;
  readonly tables: readonly TableDefinition[];
  /** A DynamoDB that already runs, usually from DYNAMODB_ENDPOINT; then nothing is started. */
  readonly endpoint?: string | undefined;
  /** Whose node_modules hold the engine; the current folder unless given. */
  readonly projectFolder?: string;
  log(line: string): void;
}

export interface DynamoDbService {
  /** Such as `http://127.0.0.1:8085`. */
  readonly endpoint: string;
  /** What plays DynamoDB, with its version, for people to read. */
  readonly engine: string;
  /** Tells of writes soon after they happen; undefined where they can't be noticed. */
  readonly onWrite?: OnWrite | undefined;
  stop(): Promise<void>;
}

/** Throws SetupError or PortTakenError, with a sentence that says what to do. */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDbService> {
  if (options.endpoint !== undefined && options.endpoint !== '') return useRunning(options.endpoint, options);
  const toEngine = chooseEngine({
    projectFolder: options.projectFolder ?? process.cwd(),
    platform: process.platform,
    architecture: process.arch,
    environment: process.env,
  });
  if (options.lock !== undefined) return startLocked(options, toEngine, options.lock);
  const lock = await lockDataFolder(options.dataFolder);
  try {
    const service = await startLocked(options, toEngine, lock);
    const stop = async () => {
      await service.stop();
      lock.release();
    };
    return { ...service, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(
  options: DynamoDbOptions,
  toEngine: ReturnType<typeof chooseEngine>,
  lock: DataFolderLock,
): Promise<DynamoDbService> {
  makePrivateFolder(options.dataFolder);
  const host = options.host ?? '127.0.0.1';
  const port = await claimPort(options.port, host);
  const engine = toEngine({ host, port, dataFolder: options.dataFolder });
  if (engine.warning !== undefined) options.log(engine.warning);
  const endpoint = `http://${toReachable(host)}:${port}`;
  const kept = await keepRunning({ engine, endpoint, log: options.log, onStart: lock.recordEngine });
  try {
    await prepareTables(endpoint, options.tables);
  } catch (error) {
    await kept.stop();
    throw error;
  }
  const writes = watchWrites(options.dataFolder);
  const stop = async () => {
    writes?.close();
    await kept.stop();
  };
  return { endpoint, engine: engine.name, onWrite: writes?.onWrite, stop };
}

async function useRunning(endpoint: string, { tables }: DynamoDbOptions): Promise<DynamoDbService> {
  try {
    await callDynamoDb(endpoint, 'ListTables', { Limit: 1 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(
      'EngineFailed',
      `DYNAMODB_ENDPOINT says ${endpoint}, but no DynamoDB answers there: ${reason}`,
    );
  }
  await prepareTables(endpoint, tables);
  return { endpoint, engine: `the one at ${endpoint}`, stop: async () => {} };
}

/** An engine that listens everywhere is spoken to on loopback. */
function toReachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return toUrlHost(host);
}
