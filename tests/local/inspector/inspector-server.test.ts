import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { type Inspector, startInspector } from '../../../local/inspector/inspector-server.ts';
import { createJournal, type Entry } from '../../../local/inspector/journal.ts';

const PAGE = 'http://localhost:8080';
const HOST = 'localhost:8087';
const anEntry = (id: string): Entry => ({
  id,
  kind: 'request',
  atMs: 1,
  summary: { status: 200 },
  detail: { headers: [['x-api-key', 'abcdefghijklmnopqrstuvwxyz0123']] },
  weightInBytes: 10,
});

const journal = createJournal();
const folder = mkdtempSync(path.join(os.tmpdir(), 'inspector-test-'));
const apis = [{ type: 'REST', origin: 'http://localhost:8081' }];
let inspector: Inspector;
beforeAll(async () => {
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Inspector</title>');
  inspector = await startInspector({
    journal,
    folder,
    apis,
    port: 0,
    host: '127.0.0.1',
    allowedOrigins: [PAGE],
    allowedHosts: [HOST],
  });
});
afterAll(async () => {
  await inspector.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  journal.clear();
  journal.add(anEntry('first'));
  journal.add(anEntry('second'));
});

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Node.js's own client, because fetch lets nobody choose Host and Origin. Resolves at the first text that `isEnough`. */
const ask = (
  target: string,
  headers: http.OutgoingHttpHeaders = {},
  method = 'GET',
  isEnough = (_text: string) => false,
) =>
  new Promise<Answer>((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: inspector.port,
      path: target,
      method,
      headers: { host: HOST, ...headers },
      agent: false,
    };
    const request = http.request(options, (response) => {
      let body = '';
      const finish = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      response.on('end', finish);
      response.on('data', (chunk) => {
        body += chunk;
        if (!isEnough(body)) return;
        finish();
        request.destroy();
      });
    });
    request.on('error', reject).end();
  });

describe('the page', () => {
  it('is served under a policy that allows its own scripts alone', async () => {
    const { status, headers, body } = await ask('/');
    expect([status, body]).toEqual([200, '<!doctype html><title>Inspector</title>']);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/nothing.js', '/records/', '/.env'])(
    'knows nothing of %s',
    async (target) => {
      expect((await ask(target)).status).toBe(404);
    },
  );
});

describe('GET /records', () => {
  it('lists summaries, newest first, and says where the APIs are', async () => {
    const { status, body } = await ask('/records');
    expect([status, JSON.parse(body)]).toEqual([
      200,
      {
        items: [
          { id: 'second', kind: 'request', atMs: 1, status: 200 },
          { id: 'first', kind: 'request', atMs: 1, status: 200 },
        ],
        apis,
      },
    ]);
  });
});

describe('GET /records/{id}', () => {
  it('gives the whole record, with its secrets shortened', async () => {
    const { body } = await ask('/records/first');
    expect(JSON.parse(body)).toMatchObject({ detail: { headers: [['x-api-key', 'abcdef…[30 characters]']] } });
  });

  it('answers 404 when there is no such record', async () => {
    expect((await ask('/records/third')).status).toBe(404);
  });
});

describe('DELETE /records', () => {
  it('forgets all', async () => {
    expect((await ask('/records', {}, 'DELETE')).status).toBe(204);
    expect(journal.list()).toEqual([]);
  });
});

describe('GET /events', () => {
  it('streams the summaries of new entries', async () => {
    const streamed = ask('/events', {}, 'GET', (text) => text.includes('data: '));
    setTimeout(() => journal.add(anEntry('third')), 100);
    const { headers, body } = await streamed;
    expect(headers['content-type']).toBe('text/event-stream');
    expect(body).toContain('data: [{"id":"third","kind":"request","atMs":1,"status":200}]\n\n');
  });
});

describe('a browser', () => {
  it.each(['null', 'http://localhost:1', 'http://localhost:8080.example'])(
    'may not read from the origin %s',
    async (origin) => {
      for (const target of ['/', '/records', '/events']) expect((await ask(target, { origin })).status).toBe(403);
    },
  );

  it('is sent a line end in a record as part of a text, not as the end of an event', async () => {
    const streamed = ask('/events', {}, 'GET', (text) => text.includes('data: '));
    const forged = { ...anEntry('forged'), summary: { rawTarget: '/x\n\ndata: []' } };
    setTimeout(() => journal.add(forged), 100);
    const events = (await streamed).body.split('\n').filter((line) => line.startsWith('data:'));
    expect(events).toHaveLength(1);
    expect(JSON.parse(events[0]?.slice(5) ?? '')).toMatchObject([{ rawTarget: '/x\n\ndata: []' }]);
  });

  it('may read from the shop’s own pages', async () => {
    const { status, headers } = await ask('/records', { origin: PAGE });
    expect([status, headers['access-control-allow-origin']]).toEqual([200, PAGE]);
  });

  it.each(['/records', '/records/first', '/events'])('may not read %s from another site', async (path) => {
    const { status, headers } = await ask(path, { origin: 'https://elsewhere.example' });
    expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
  });

  it('may not delete anything from another site', async () => {
    expect((await ask('/records', { origin: 'https://elsewhere.example' }, 'DELETE')).status).toBe(403);
    expect(journal.list()).toHaveLength(2);
  });

  it.each(['/records', '/events'])('may not reach %s by a name that was pointed at this machine', async (path) => {
    expect((await ask(path, { host: 'elsewhere.example:8087' })).status).toBe(403);
  });
});
