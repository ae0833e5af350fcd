/** The real engine: reading and writing, restarts, the lock on its files, and the ports. */

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { aClient, aDynamoDb, aFolder, aTable, cleanUp } from './a-dynamodb.ts';

afterEach(cleanUp);

const lockOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'));
const put = (id: string) => new PutItemCommand({ TableName: 'Books', Item: { id: { S: id } } });
const get = (id: string) => new GetItemCommand({ TableName: 'Books', Key: { id: { S: id } }, ConsistentRead: true });

async function until(isSo: () => unknown, limitInMilliseconds = 5000): Promise<void> {
  const deadline = Date.now() + limitInMilliseconds;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A zombie counts as gone: a container may have nobody to reap it. */
function isRunning(pid: number): boolean {
  const { status, stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 && !stdout.startsWith('Z');
}

describe('DynamoDB on this machine', () => {
  it('stores an item and gives it back to the real SDK', async () => {
    const service = await aDynamoDb({ tables: [aTable()] });
    const client = aClient(service);

    await client.send(put('dune'));

    expect((await client.send(get('dune'))).Item).toEqual({ id: { S: 'dune' } });
    expect(service.engine).toBe('dynoxide 1.2.1');
    expect(service.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('keeps its items over a stop and a start', async () => {
    const dataFolder = aFolder();
    const first = await aDynamoDb({ dataFolder, tables: [aTable()] });
    await aClient(first).send(put('dune'));
    await first.stop();

    const second = await aDynamoDb({ dataFolder, tables: [aTable()] });

    expect((await aClient(second).send(get('dune'))).Item).toBeDefined();
  });

  it('leaves no process and no lock behind when it is stopped', async () => {
    const dataFolder = aFolder();
    const service = await aDynamoDb({ dataFolder });
    const enginePid = lockOf(dataFolder).engine.pid;

    await service.stop();

    expect(isRunning(enginePid)).toBe(false);
    expect(() => lockOf(dataFolder)).toThrow('ENOENT');
  });

  it('stops at once although a client keeps its connection', async () => {
    const service = await aDynamoDb({ tables: [aTable()] });
    await aClient(service).send(put('dune'));
    const start = Date.now();

    await service.stop();

    expect(Date.now() - start).toBeLessThan(1000);
  });

  it('comes back on the same port when the engine is killed, and loses nothing that it acknowledged', async () => {
    const dataFolder = aFolder();
    const lines: string[] = [];
    const service = await aDynamoDb({ dataFolder, tables: [aTable()], log: (line) => lines.push(line) });
    const client = aClient(service);
    const acknowledged: string[] = [];
    const writer = (async () => {
      for (let n = 0; n < 10_000; n++) {
        const id = `book-${n}`;
        try {
          await client.send(put(id));
        } catch {
          return;
        }
        acknowledged.push(id);
      }
    })();
    await until(() => acknowledged.length > 50);

    process.kill(lockOf(dataFolder).engine.pid, 'SIGKILL');
    await writer;
    await until(() => client.send(new ListTablesCommand({})).catch(() => undefined));

    const found = await Promise.all(acknowledged.map(async (id) => (await client.send(get(id))).Item?.id?.S));
    expect(found).toEqual(acknowledged);
    expect(lines).toEqual(['DynamoDB (dynoxide 1.2.1) ended: signal SIGKILL. It is started again.']);
  });

  it('uses a DynamoDB that already runs when given its address', async () => {
    const running = await aDynamoDb();

    const service = await aDynamoDb({ endpoint: running.endpoint, tables: [aTable()] });

    expect(service).toMatchObject({ endpoint: running.endpoint, engine: `the one at ${running.endpoint}` });
    expect((await aClient(running).send(new ListTablesCommand({}))).TableNames).toEqual(['Books']);
  });

  it('says so when nothing answers at the given address', async () => {
    await expect(aDynamoDb({ endpoint: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'EngineFailed',
      message: expect.stringContaining('DYNAMODB_ENDPOINT says http://127.0.0.1:1, but no DynamoDB answers there'),
    });
  });
});

describe('the port', () => {
  it('that another program holds is named', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const dataFolder = aFolder();

    try {
      await expect(aDynamoDb({ port, dataFolder })).rejects.toMatchObject({
        code: 'PortTaken',
        message: expect.stringContaining(`Port ${port} (DynamoDB) is taken by `),
      });
      expect(() => lockOf(dataFolder)).toThrow('ENOENT');
    } finally {
      other.close();
    }
  });
});

describe('the data folder', () => {
  it('is refused to a second start, which names the first', async () => {
    const dataFolder = aFolder();
    await aDynamoDb({ dataFolder });

    await expect(aDynamoDb({ dataFolder })).rejects.toMatchObject({
      code: 'DataFolderInUse',
      message: `The data in ${dataFolder} is in use by the process ${process.pid}. Stop that one first, or give this one another folder.`,
    });
  });

  it.each([
    ['a process that is gone', { pid: 4_000_000, start: '1' }],
    ['a process number that somebody else has by now', { pid: process.pid, start: '1' }],
  ])('is taken over from %s', async (_name, lock) => {
    const dataFolder = aFolder();
    writeFileSync(join(dataFolder, 'lock.json'), JSON.stringify(lock));

    await aDynamoDb({ dataFolder });

    expect(lockOf(dataFolder).pid).toBe(process.pid);
  });

  it('is taken over from a lock that is no lock', async () => {
    const dataFolder = aFolder();
    writeFileSync(join(dataFolder, 'lock.json'), 'nonsense');

    await aDynamoDb({ dataFolder });

    expect(lockOf(dataFolder).pid).toBe(process.pid);
  });

  it('is freed of an engine that outlived its stack', async () => {
    const dataFolder = aFolder();
    const database = join(dataFolder, 'dynoxide.db');
    const engine = resolve(`node_modules/@dynoxide/${process.platform}-${process.arch}/dynoxide`);
    const orphan = spawn(engine, ['--host', '127.0.0.1', '--port', '0', '--db-path', database], { stdio: 'ignore' });
    const commandLine = [engine, '--host', '127.0.0.1', '--port', '0', '--db-path', database].join(' ');
    await once(orphan, 'spawn');
    writeFileSync(
      join(dataFolder, 'lock.json'),
      JSON.stringify({ pid: 4_000_000, start: '1', engine: { pid: orphan.pid, commandLine } }),
    );

    await aDynamoDb({ dataFolder });

    expect(isRunning(orphan.pid ?? 0)).toBe(false);
  });

  it('is not freed of a process that merely has the number of the former engine', async () => {
    const dataFolder = aFolder();
    const bystander = spawn('sleep', ['30'], { stdio: 'ignore' });
    await once(bystander, 'spawn');
    writeFileSync(
      join(dataFolder, 'lock.json'),
      JSON.stringify({
        pid: 4_000_000,
        start: '1',
        engine: { pid: bystander.pid, commandLine: 'dynoxide --db-path x' },
      }),
    );

    await aDynamoDb({ dataFolder });

    expect(isRunning(bystander.pid ?? 0)).toBe(true);
    bystander.kill();
  });
});

describe('the engine', () => {
  it('dies with the process that started it, even by kill -9', async () => {
    const dataFolder = aFolder();
    const outfile = join(dataFolder, 'stack.mjs');
    await build({
      stdin: {
        contents: `import { startDynamoDb } from './local/dynamodb/start-dynamodb.ts';
          await startDynamoDb({ port: 0, dataFolder: ${JSON.stringify(dataFolder)}, tables: [], log() {} });
          console.log('ready');`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: "import { createRequire as from } from 'node:module'; const require = from(import.meta.url);" },
      outfile,
    });
    const stack = spawn(process.execPath, [outfile], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(stack.stdout, 'data');
    const enginePid = lockOf(dataFolder).engine.pid;
    expect(isRunning(enginePid)).toBe(true);

    stack.kill('SIGKILL');

    await until(() => !isRunning(enginePid));
    const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(left.split('\n').filter((line) => line.includes(dataFolder))).toEqual([]);
  });

  it('that ends during its start is reported with what it printed and what may help', async () => {
    const dataFolder = aFolder();
    writeFileSync(join(dataFolder, 'dynoxide.db'), 'this is no database, and long enough to be looked at '.repeat(50));

    await expect(startDynamoDb({ port: 0, dataFolder, tables: [], log() {} })).rejects.toMatchObject({
      code: 'EngineFailed',
      message: expect.stringMatching(
        /^dynoxide 1\.2\.1 did not start \(exit code 1\)\n.*not a valid SQLite database.*"npm start -- --reset"/s,
      ),
    });
  });
});
