/** Starting, stopping and crashing: what a person does to a stack at their terminal. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import { findFreePorts, type RunningApp, startStack } from '../support/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'bookstore-'));
const running: RunningApp[] = [];
interface Summaries {
  readonly items: readonly { readonly id: string; readonly functionName?: string }[];
}

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
const start = async (options: Parameters<typeof startStack>[0] = {}) => {
  const app = await startStack({ stateFolder: folder, ...options });
  running.push(app);
  return app;
};

afterEach(async () => {
  for (const app of running.splice(0)) await app.interrupt();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm start', () => {
  it('seeds with a progress line, once', async () => {
    const first = await start();
    expect(first.printed()).toContain('Seeding books: 260 of 260');
    await first.interrupt();
    const second = await start();
    expect(second.printed()).not.toContain('Seeding');
  }, 30_000);

  it('names what of the template does not run here', async () => {
    const app = await start();
    expect(app.printed()).toMatch(/Run here: \d+ settings of \d+ resources/);
    expect(app.printed()).toMatch(/Not supported here/);
  }, 30_000);

  it('prints no metrics, which the inspector shows with their invocation', async () => {
    const app = await start();
    expect(await (await fetch(`${app.outputs.RestApiUrl}/search?q=xylophone`)).json()).toMatchObject({ items: [] });
    const { InspectorUrl } = app.outputs;
    const { items }: Summaries = await (await fetch(`${InspectorUrl}/records`)).json();
    const id = items.find(({ functionName }) => functionName?.endsWith('searchBooks'))?.id;
    const invocation = await (await fetch(`${InspectorUrl}/records/${id}`)).text();
    expect(invocation).toContain('SearchesWithoutResult');
    expect(app.printed()).not.toContain('SearchesWithoutResult');
  }, 30_000);

  it('shows the first page within three seconds of an unchanged restart', async () => {
    await (await start()).interrupt();
    const durations: number[] = [];
    for (let round = 0; round < 3; round++) {
      const startedAt = performance.now();
      const app = await start();
      expect((await fetch(`${app.outputs.RestApiUrl}/books`)).status).toBe(200);
      durations.push(performance.now() - startedAt);
      await app.interrupt();
    }
    expect(Math.min(...durations)).toBeLessThan(3000);
  }, 60_000);

  it('leaves no process behind after Ctrl-C', async () => {
    const app = await start();
    expect(descendantsOf(app.process.pid)).not.toEqual([]);
    const pids = descendantsOf(app.process.pid);
    expect(await app.interrupt()).toBe(0);
    expect(pids.filter(isRunning)).toEqual([]);
  }, 30_000);

  it('says in a sentence who holds a port', async () => {
    const firstPort = await findFreePorts();
    const holder = createServer().listen(firstPort + 1, '127.0.0.1');
    await expect(start({ firstPort })).rejects.toThrow(
      `Port ${firstPort + 1} (REST API) is taken by node (pid ${process.pid}).`,
    );
    holder.close();
  }, 30_000);

  it('refuses a second stack on the same data, and leaves the first one alone', async () => {
    const app = await start();
    await expect(start()).rejects.toThrow(String(app.process.pid));
    expect((await fetch(`${app.outputs.RestApiUrl}/health`)).status).toBe(200);
  }, 30_000);

  it('loses nothing that was acknowledged to a kill -9, and starts again', async () => {
    const app = await start();
    const written = await writeUntilKilled(app);
    expect(written.length).toBeGreaterThan(10);
    const again = await start();
    const found = await Promise.all(written.map((id) => fetch(`${again.outputs.RestApiUrl}/books/${id}`)));
    expect(found.filter(({ status }) => status !== 200)).toEqual([]);
  }, 60_000);

  it('starts afresh with --reset', async () => {
    const app = await start();
    await put(app, 'a-book-of-mine');
    await app.interrupt();
    const again = await start({ flags: ['--reset'] });
    expect((await fetch(`${again.outputs.RestApiUrl}/books/a-book-of-mine`)).status).toBe(404);
    expect(again.printed()).toContain('Seeding books: 260 of 260');
  }, 30_000);

  it.each([
    { host: 'localhost', name: 'localhost', warnings: 0 },
    { host: '0.0.0.0', name: 'localhost', warnings: 1 },
    ...(hasIpv6 ? [{ host: '::1', name: '[::1]', warnings: 0 }] : []),
  ])(
    'listens on $host, is $name in addresses, and warns $warnings times',
    async ({ host, name, warnings }) => {
      const app = await start({ flags: ['--host', host] });
      expect(app.outputs.RestApiUrl).toBe(`http://${name}:${app.firstPort + 1}/dev`);
      expect((await fetch(`${app.outputs.RestApiUrl}/books?limit=1`)).status).toBe(200);
      expect(app.printed().match(/^Warning: .*network/gm) ?? []).toHaveLength(warnings);
    },
    30_000,
  );

  it('says in a sentence that a host is none of this machine', async () => {
    await expect(start({ flags: ['--host', '192.0.2.1'] })).rejects.toThrow(/^Nothing can listen on 192\.0\.2\.1/);
  });

  it('runs from any folder', () => {
    const script = join(process.cwd(), 'scripts/start.mjs');
    const { stderr } = spawnSync(process.execPath, [script, '--host', '192.0.2.1'], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toMatch(/^Nothing can listen on 192\.0\.2\.1/);
  });

  it('seeds again when the tables were deleted', async () => {
    await (await start()).interrupt();
    rmSync(join(folder, 'dynamodb'), { recursive: true });
    const app = await start();
    expect((await fetch(`${app.outputs.RestApiUrl}/books/dracula`)).status).toBe(200);
  }, 30_000);

  it('uses a DynamoDB that runs already, seeds it, and leaves it alone when it resets', async () => {
    await (await start()).interrupt();
    const other = await startDynamoDb({
      port: 0,
      dataFolder: mkdtempSync(join(tmpdir(), 'other-')),
      tables: [],
      log: () => {},
    });
    const environment = { DYNAMODB_ENDPOINT: other.endpoint };
    const app = await start({ environment });
    expect(app.printed()).toMatch(new RegExp(`DynamoDB +${other.endpoint}\n`));
    expect((await fetch(`${app.outputs.RestApiUrl}/books/dracula`)).status).toBe(200);
    await put(app, 'a-book-of-mine');
    await app.interrupt();
    const again = await start({ environment, flags: ['--reset'] });
    expect(again.printed()).toContain(`--reset leaves the database at ${other.endpoint} (DYNAMODB_ENDPOINT) alone.`);
    expect((await fetch(`${again.outputs.RestApiUrl}/books/a-book-of-mine`)).status).toBe(200);
    await again.interrupt();
    await other.stop();
  }, 30_000);

  it.each([[['--port', 'abc']], [['--port', '80']], [['--state=']], [['--nonsense']]])(
    'explains itself when it is given %j',
    async (flags) => {
      await expect(start({ flags })).rejects.toThrow('npm start -- [options]');
    },
  );
});

/** Puts books one after the other, kills the stack in the middle, and gives the ids of all whose put was answered. */
async function writeUntilKilled(app: RunningApp): Promise<readonly string[]> {
  const written: string[] = [];
  for (let index = 0; index < 100_000; index++) {
    const id = `crash-${index}`;
    try {
      await put(app, id);
    } catch {
      return written;
    }
    written.push(id);
    // The next put is on its way while the stack dies.
    if (written.length === 40) setImmediate(() => app.process.kill('SIGKILL'));
  }
  return written;
}

async function put(app: RunningApp, id: string): Promise<void> {
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: app.outputs.DynamoDbEndpoint ?? '',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const numbers = ['year', 'priceInCents', 'stock', 'ratingSum', 'ratingCount', 'version'];
  const texts = ['title', 'author', 'language', 'category', 'description'];
  await client.send(
    new PutItemCommand({
      TableName: app.outputs.BooksTable ?? '',
      Item: {
        id: { S: id },
        ...Object.fromEntries(numbers.map((name) => [name, { N: '0' }])),
        ...Object.fromEntries(texts.map((name) => [name, { S: 'x' }])),
      },
    }),
  );
}

function descendantsOf(pid: number | undefined): readonly number[] {
  const parents = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = parents.filter(([, parent]) => parent === pid).flatMap(([child]) => child ?? []);
  return [...children, ...children.flatMap(descendantsOf)];
}

function isRunning(pid: number): boolean {
  try {
    // A zombie has ended, though nobody has asked for its exit code yet.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
