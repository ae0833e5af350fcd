import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type StaticServer, startStaticServer } from '../../../local/storefront/static-server.ts';

let folder: string;
let server: StaticServer;
let version = 1;
const script = `console.log(${JSON.stringify('abc '.repeat(600))});`;
const errors: unknown[] = [];

beforeAll(async () => {
  const top = mkdtempSync(path.join(os.tmpdir(), 'static-test-'));
  folder = path.join(top, 'public');
  mkdirSync(path.join(folder, 'assets/empty'), { recursive: true });
  mkdirSync(path.join(top, 'public-not'));
  const files = {
    '../secret.txt': 'secret',
    '../public-not/secret.txt': 'secret',
    'index.html': '<!doctype html><title>shop</title>',
    'assets/main-5QX2KJ7A.js': script,
    'assets/main.3f2a9c1b.css': 'a{}',
    'assets/plain.js': 'x',
    'assets/photo.png': 'p'.repeat(5000),
    'assets/größe.txt': 'size',
    '.env': 'secret',
    'assets/.hidden.txt': 'secret',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  symlinkSync(path.join(top, 'secret.txt'), path.join(folder, 'link.txt'));
  server = await startStaticServer({
    port: 0,
    host: '127.0.0.1',
    folder,
    files: {
      '/outputs.json': () => ({ contentType: 'application/json', body: JSON.stringify({ version }) }),
      '/broken.json': () => {
        throw new Error('cannot be made');
      },
    },
    headers: (requested) => ({
      'Content-Security-Policy': `default-src 'self'`,
      ...(requested === '/assets/plain.js' && { 'Referrer-Policy': 'no-referrer' }),
    }),
    onError: (error) => errors.push(error),
  });
});
afterAll(async () => {
  await server.close();
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Node.js's own client, because fetch tidies paths and unpacks bodies. */
const get = (target: string, headers: http.OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: server.port, path: target, headers, method, agent: false };
    const request = http.request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject).end();
  });

/** The request line as it stands, which Node.js's client would refuse to send. */
const getRaw = (requestLine: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('end', () => resolve(text)).on('error', reject);
    socket.write(`${requestLine}\r\nHost: x\r\nConnection: close\r\n\r\n`);
  });

describe('GET of a file', () => {
  it('answers with its bytes, type and length', async () => {
    const { status, headers, body } = await get('/assets/main-5QX2KJ7A.js');
    expect([status, body.toString()]).toEqual([200, script]);
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': String(script.length),
      vary: 'Accept-Encoding',
    });
  });

  it('finds names outside of ASCII, and ignores the query', async () => {
    expect((await get(`/assets/${encodeURIComponent('größe.txt')}?v=1`)).body.toString()).toBe('size');
  });

  it.each([
    ['/assets/main-5QX2KJ7A.js', 'public, max-age=31536000, immutable'],
    ['/assets/main.3f2a9c1b.css', 'public, max-age=31536000, immutable'],
    ['/assets/plain.js', 'no-cache'],
    ['/index.html', 'no-cache'],
    ['/outputs.json', 'no-cache'],
  ])('%s may be cached: %s', async (target, cacheControl) => {
    expect((await get(target)).headers['cache-control']).toBe(cacheControl);
  });

  it('sees that a file has changed', async () => {
    const file = path.join(folder, 'assets/changing.txt');
    writeFileSync(file, 'one');
    const before = await get('/assets/changing.txt');
    writeFileSync(file, 'two');
    utimesSync(file, new Date(), new Date(Date.now() + 5000));
    const after = await get('/assets/changing.txt');
    expect([before.body.toString(), after.body.toString()]).toEqual(['one', 'two']);
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });
});

describe('HEAD', () => {
  it('answers like GET without a body', async () => {
    const { status, headers, body } = await get('/assets/main-5QX2KJ7A.js', {}, 'HEAD');
    expect([status, headers['content-length'], body.length]).toEqual([200, String(script.length), 0]);
  });
});

describe('a page of the app', () => {
  it.each([['/'], ['/books/some-book'], ['/books/'], ['/v1.2/page'], ['/assets'], ['/assets/empty/']])(
    '%s is index.html',
    async (target) => {
      const { status, headers, body } = await get(target);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(body.toString()).toContain('<title>shop</title>');
    },
  );
});

describe('a file in memory', () => {
  it('is made anew for every request', async () => {
    version = 1;
    expect(JSON.parse((await get('/outputs.json')).body.toString())).toEqual({ version: 1 });
    version = 2;
    expect(JSON.parse((await get('/outputs.json')).body.toString())).toEqual({ version: 2 });
  });

  it('that cannot be made is a 500 without details', async () => {
    const { status, body } = await get('/broken.json');
    expect([status, body.toString()]).toEqual([500, 'Internal server error\n']);
    expect(errors).toEqual([new Error('cannot be made')]);
  });

  it.each([['/constructor'], ['/__proto__'], ['/toString']])('is never %s', async (target) => {
    expect((await get(target)).headers['content-type']).toBe('text/html; charset=utf-8');
  });
});

describe('conditional requests', () => {
  it.each([
    ['the tag', (tag: string) => tag],
    ['the tag as a weak one', (tag: string) => `W/${tag}`],
    ['several tags', (tag: string) => `"other", ${tag}`],
    ['a star', () => '*'],
  ])('are answered with 304 for %s', async (_what, toHeader) => {
    const { etag = '' } = (await get('/assets/main-5QX2KJ7A.js')).headers;
    const { status, headers, body } = await get('/assets/main-5QX2KJ7A.js', { 'If-None-Match': toHeader(etag) });
    expect([status, body.length, headers.etag]).toEqual([304, 0, etag]);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('are answered in full for another tag', async () => {
    expect((await get('/assets/plain.js', { 'If-None-Match': '"other"' })).status).toBe(200);
  });
});

describe('compression', () => {
  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['GZIP', 'gzip', gunzipSync],
  ])('for Accept-Encoding %s is %s', async (accepted, encoding, unpack) => {
    const { headers, body } = await get('/assets/main-5QX2KJ7A.js', { 'Accept-Encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.etag).toMatch(/^W\/"/);
    expect(headers['content-length']).toBe(String(body.length));
    expect(body.length).toBeLessThan(200);
    expect(unpack(body).toString()).toBe(script);
  });

  it.each([
    ['the client does not accept it', '/assets/main-5QX2KJ7A.js', 'identity'],
    ['the client forbids it', '/assets/main-5QX2KJ7A.js', 'br;q=0, gzip;q=0.0'],
    ['the file is small', '/assets/plain.js', 'br'],
    ['the file is an image', '/assets/photo.png', 'br'],
  ])('is left out when %s', async (_what, target, accepted) => {
    const { headers } = await get(target, { 'Accept-Encoding': accepted });
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers.etag).toMatch(/^"/);
  });
});

describe('security headers', () => {
  it.each([
    ['a page', '/', 'GET'],
    ['a file', '/assets/main-5QX2KJ7A.js', 'GET'],
    ['what is not found', '/missing.js', 'GET'],
    ['what is refused', '/..%2fsecret.txt', 'GET'],
    ['another method', '/', 'POST'],
  ])('are on the answer for %s', async (_what, target, method) => {
    expect((await get(target, {}, method)).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'content-security-policy': "default-src 'self'",
    });
  });

  it('may be changed by path', async () => {
    expect((await get('/assets/plain.js')).headers['referrer-policy']).toBe('no-referrer');
  });
});

describe('refusals', () => {
  it('of a file that is not there are plain text', async () => {
    const { status, headers, body } = await get('/missing.js');
    expect([status, headers['content-type'], body.toString()]).toEqual([
      404,
      'text/plain; charset=utf-8',
      'Not found\n',
    ]);
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each([['POST'], ['PUT'], ['DELETE'], ['OPTIONS'], ['PATCH']])(
    'of %s name the methods that work',
    async (method) => {
      const { status, headers } = await get('/', {}, method);
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    },
  );

  it.each([
    ['/../secret.txt'],
    ['/..%2fsecret.txt'],
    ['/%2e%2e/secret.txt'],
    ['/%2e%2e%2fsecret.txt'],
    ['/assets/../../secret.txt'],
    ['/assets/..%2f..%2fsecret.txt'],
    ['/..%5csecret.txt'],
    ['/assets/..\\..\\secret.txt'],
    ['/%252e%252e%252fsecret.txt'],
    ['/../public-not/secret.txt'],
    ['//etc/passwd.txt'],
    ['/assets//plain.js'],
    ['/assets/plain.js%00.html'],
    ['/%00'],
    ['/.env'],
    ['/assets/.hidden.txt'],
    ['/assets/%2ehidden.txt'],
    ['/link.txt'],
    ['/%'],
    ['/%c0%ae%c0%ae/secret.txt'],
    ['/assets/plain.js/x.js'],
    [`/${'a'.repeat(5000)}.txt`],
  ])('of %s tell nothing', async (target) => {
    const { status, body } = await get(target);
    expect([status, body.toString()]).toEqual([404, 'Not found\n']);
  });

  it.each([['GET http://other/index.html HTTP/1.1'], ['GET index.html HTTP/1.1'], ['OPTIONS * HTTP/1.1']])(
    'of the request line %s are clean too',
    async (requestLine) => {
      expect(await getRaw(requestLine)).toMatch(/^HTTP\/1\.1 40[0-9] /);
    },
  );
});

describe('startStaticServer', () => {
  it('says who holds the port', async () => {
    const options = { port: server.port, host: '127.0.0.1', folder, what: 'storefront' };
    await expect(startStaticServer(options)).rejects.toMatchObject({
      code: 'PortTaken',
      message: expect.stringContaining(`Port ${server.port} (storefront) is taken by`),
    });
  });

  it('gives its address', async () => {
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect((await fetch(server.url)).status).toBe(200);
  });
});

describe('a path that is rewritten', () => {
  it.each([
    ['/old.txt?q=1', 200, '/assets/plain.js?q=1'],
    ['/books/some-book', 404, '/books/some-book'],
  ])('%s is answered with %d, as %s', async (target, status) => {
    const rewriting = await startStaticServer({
      ...{ port: 0, host: '127.0.0.1', folder },
      rewrite: async (given) => given.replace('/old.txt', '/assets/plain.js'),
    });
    const response = await fetch(rewriting.url + target);
    await rewriting.close();
    expect(response.status).toBe(status);
  });
});
