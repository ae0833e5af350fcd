import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { type Inspector, startInspector } from '../../../local/inspector/inspector-server.ts';
import { createJournal, type Entry } from '../../../local/inspector/journal.ts';

const STOREFRONT = 'http://localhost:8080';
const TOKEN = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(40)}`;

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

const journal = createJournal();
const folder = mkdtempSync(path.join(os.tmpdir(), 'inspector-test-'));
const allowedHosts: string[] = [];
const allowedOrigins = [STOREFRONT];
let inspector: Inspector;
let api: http.Server;
let heard: Heard[] = [];

/** Plays an API: notes what it hears, and answers 201 with a request id, or without one under /silent. */
function createApi(): http.Server {
  return http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', rawHeaders } = request;
    heard.push({ method, url, rawHeaders, body: Buffer.concat(chunks) });
    if (url.startsWith('/silent')) response.writeHead(414).end();
    else response.writeHead(201, { 'x-amzn-RequestId': 'new-record' }).end('done');
  });
}

const portOf = (server: http.Server) => Number(Object(server.address()).port);

beforeAll(async () => {
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Inspector</title>');
  api = createApi();
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const apis = [{ type: 'REST', origin: `http://127.0.0.1:${portOf(api)}` }];
  inspector = await startInspector({ journal, port: 0, host: '127.0.0.1', folder, allowedHosts, allowedOrigins, apis });
  allowedHosts.push(`localhost:${inspector.port}`);
  allowedOrigins.push(`http://localhost:${inspector.port}`);
});

beforeEach(() => {
  journal.clear();
  heard = [];
});

afterAll(async () => {
  await inspector.close();
  api.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string;
}

function call(target: string, { method = 'GET', headers = {}, body = '' }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const all = { host: `localhost:${inspector.port}`, ...headers };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    const request = http.request({ port: inspector.port, host: '127.0.0.1', path: target, method, headers: given });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    request.end(body);
  });
}

const anEntry = (members: Partial<Entry> = {}): Entry => ({
  ...{ id: 'old', kind: 'request', atMs: 1, summary: { method: 'GET' }, detail: {}, weightInBytes: 1 },
  ...members,
});

const aDraft = (members: object = {}) => ({
  ...{ api: 'REST', method: 'PUT', target: '/dev/cart/emma', headers: [['Accept', '*/*']], body: '{"quantity":2}' },
  ...members,
});

function sendAgain(draft: unknown, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
  const own = { origin: `http://localhost:${inspector.port}`, 'content-type': 'application/json', ...headers };
  return call('/replay', {
    method: 'POST',
    headers: own,
    body: typeof draft === 'string' ? draft : JSON.stringify(draft),
  });
}

describe('sending again', () => {
  it('sends just what the page says, to the API, and tells the new record', async () => {
    const draft = aDraft({
      headers: [
        ['X-Note', 'grün'],
        ['x-two', 'a'],
        ['x-two', 'b'],
        ['Host', 'evil'],
        ['Content-Length', '1'],
      ],
    });
    const { status, text } = await sendAgain(draft);
    expect([status, JSON.parse(text)]).toEqual([200, { status: 201, recordId: 'new-record' }]);
    const [{ method, url, rawHeaders, body } = {} as Heard] = heard;
    expect([method, url, body.toString()]).toEqual(['PUT', '/dev/cart/emma', '{"quantity":2}']);
    expect(rawHeaders.map((text) => Buffer.from(text, 'latin1').toString('utf8'))).toEqual([
      ...['Host', `127.0.0.1:${portOf(api)}`, 'Content-Length', '14', 'Connection', 'close'],
      ...['X-Note', 'grün', 'x-two', 'a', 'x-two', 'b'],
    ]);
  });

  it('tells when the API kept no record', async () => {
    const { text } = await sendAgain(aDraft({ target: '/silent' }));
    expect(JSON.parse(text)).toEqual({ status: 414 });
  });

  it('fills in the secrets and bytes that the page was never shown', async () => {
    const body = Buffer.from([0xff, 0x00, 0xfe]);
    const request = {
      rawTarget: `/dev/x?access_token=${'s'.repeat(30)}`,
      headers: [['Authorization', TOKEN]] as const,
      body,
    };
    journal.add(anEntry({ request, detail: request }));
    const { detail } = JSON.parse((await call('/records/old')).text);
    expect(JSON.stringify(detail)).not.toContain(TOKEN);
    const shown = { target: detail.rawTarget, headers: [['authorization', detail.headers[0][1]]], body: detail.body };
    await sendAgain(aDraft({ ...shown, basedOn: 'old' }));
    expect(heard[0]).toMatchObject({ url: request.rawTarget, body });
    expect(heard[0]?.rawHeaders).toEqual(expect.arrayContaining(['authorization', TOKEN]));
    await sendAgain(
      aDraft({ ...shown, headers: [['Authorization', 'mine']], target: '/dev/y', body: 'mine', basedOn: 'old' }),
    );
    expect(heard[1]).toMatchObject({ url: '/dev/y', body: Buffer.from('mine') });
    expect(heard[1]?.rawHeaders).not.toContain(TOKEN);
  });

  it('says so when the original is forgotten, and sends no shortened secret', async () => {
    const { status, text } = await sendAgain(
      aDraft({ headers: [['Authorization', 'eyJhbG…[99 characters]']], basedOn: 'gone' }),
    );
    expect([status, JSON.parse(text).code]).toEqual([410, 'Forgotten']);
    expect(heard).toEqual([]);
  });

  it.each([
    ['another API', { api: 'https://example.com' }],
    ['a whole address', { target: 'http://example.com/' }],
    ['an address without a slash', { target: '@example.com/' }],
    ['a path with a line end', { target: '/a\r\nHost: evil' }],
    ['a path with a space', { target: '/a b' }],
    ['a strange method', { method: 'CONNECT' }],
    ['a method with a line end', { method: 'GET\r\n' }],
    ['a header name with a line end', { headers: [['A\r\nB', 'c']] }],
    ['a header value with a line end', { headers: [['A', 'c\r\nB: d']] }],
    ['a header that is no pair', { headers: [['A']] }],
    ['headers that are no list', { headers: { A: 'b' } }],
    ['a body that is no text', { body: { a: 1 } }],
    ['an id that is none', { basedOn: 7 }],
  ])('refuses %s', async (_what, members) => {
    const { status, text } = await sendAgain(aDraft(members));
    expect([status, JSON.parse(text).code]).toEqual([400, 'BadDraft']);
    expect(heard).toEqual([]);
  });

  it.each([
    ['no JSON', '{"api":', 400],
    ['nothing', 'null', 400],
    ['far too much', JSON.stringify(aDraft({ body: 'x'.repeat(1_100_000) })), 413],
  ])('refuses %s', async (_what, body, status) => {
    expect((await sendAgain(body)).status).toBe(status);
    expect(heard).toEqual([]);
  });

  it.each([
    ['a program that states no origin', { origin: undefined }, 403],
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a form of any page', { 'content-type': 'text/plain' }, 403],
    ['a form that looks like JSON', { 'content-type': 'text/plain; application/json' }, 403],
    ['a rebound name', { host: 'evil.example' }, 403],
    ['the storefront, where the drawer is', { origin: STOREFRONT }, 200],
    ['its own page', {}, 200],
  ])('is up to %s', async (_who, headers: http.OutgoingHttpHeaders, status) => {
    expect((await sendAgain(aDraft(), headers)).status).toBe(status);
    expect(heard).toHaveLength(status === 200 ? 1 : 0);
  });

  it('lets the storefront ask first, as browsers do', async () => {
    const { status, headers } = await call('/replay', { method: 'OPTIONS', headers: { origin: STOREFRONT } });
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      ...{ 'access-control-allow-origin': STOREFRONT, 'access-control-allow-headers': 'content-type' },
      'access-control-allow-methods': 'GET,DELETE,POST',
    });
  });

  it('says so when the API does not answer', async () => {
    const apis = [{ type: 'REST', origin: 'http://127.0.0.1:1' }];
    const lonely = await startInspector({
      journal,
      port: 0,
      host: '127.0.0.1',
      folder,
      allowedHosts,
      allowedOrigins,
      apis,
    });
    allowedHosts.push(`localhost:${lonely.port}`);
    const response = await fetch(`http://localhost:${lonely.port}/replay`, {
      method: 'POST',
      headers: { Origin: STOREFRONT, 'Content-Type': 'application/json' },
      body: JSON.stringify(aDraft()),
    });
    expect([response.status, await response.json()]).toMatchObject([502, { code: 'ApiUnreachable' }]);
    await lonely.close();
  });
});
