/** Requests through a distribution to an origin that is a real server. */

import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Distribution } from '../../../local/cloudfront/distribution.ts';
import { type CloudFront, startCloudFront } from '../../../local/cloudfront/start-cloudfront.ts';
import { aDistribution } from './a-distribution.ts';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let origin: Server;
let edge: CloudFront | undefined;
const received: Received[] = [];
const lines: string[] = [];

beforeAll(async () => {
  origin = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const { method, url, headers } = message;
    received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    const status = Number(headers['x-wanted-status'] ?? 200);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': 'https://shop.example',
    });
    response.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  received.length = 0;
  await edge?.close();
  edge = undefined;
});
afterAll(() => origin.close());

const originUrl = () => `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
const toOptions = (changes: Partial<Distribution>) => ({
  distribution: aDistribution(changes),
  origin: originUrl(),
  log: (line: string) => lines.push(line),
});

/** Sends one request through the edge, to its port. */
async function send(path: string, init: RequestInit = {}, changes: Partial<Distribution> = {}): Promise<Response> {
  edge = await startCloudFront({ ...toOptions(changes), port: 0 });
  return fetch(edge.url + path, init);
}

describe('a request through the edge', () => {
  it('reaches the origin below its path, with query and body as they are', async () => {
    await send('/books/a%20b?limit=5&q=%22', { method: 'PUT', body: '{"quantity":1}' });
    expect(received).toMatchObject([{ method: 'PUT', url: '/prod/books/a%20b?limit=5&q=%22', body: '{"quantity":1}' }]);
  });

  it('carries the key of the edge in place of one that the viewer sends', async () => {
    await send('/books', { headers: { 'X-API-Key': 'a-key-of-the-viewer' } });
    expect(received[0]?.headers['x-api-key']).toBe('the-key-of-the-edge');
  });

  it('carries all that the viewer sends, but for the host', async () => {
    await send('/books', { headers: { Authorization: 'Bearer token', 'Idempotency-Key': 'once' } });
    expect(received[0]?.headers).toMatchObject({
      authorization: 'Bearer token',
      'idempotency-key': 'once',
      host: originUrl().slice('http://'.length),
    });
  });

  it('tells the origin for whom it asks', async () => {
    await send('/books', { headers: { 'X-Forwarded-For': '203.0.113.9' } });
    expect(received[0]?.headers['x-forwarded-for']).toBe('203.0.113.9, 127.0.0.1');
  });

  it.each([
    [200, 'Miss from cloudfront'],
    [403, 'Error from cloudfront'],
    [503, 'Error from cloudfront'],
  ])('brings back the answer of the origin, status %d included', async (status, cache) => {
    const response = await send('/books', { headers: { 'X-Wanted-Status': String(status) } });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ ok: true });
    expect(response.headers.get('x-cache')).toBe(cache);
    expect(response.headers.get('via')).toBe('1.1 d111111abcdef8.cloudfront.net (CloudFront)');
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });

  it('is refused with a method that the distribution does not allow', async () => {
    const response = await send('/books', { method: 'DELETE' }, { allowedMethods: new Set(['GET', 'HEAD']) });
    expect([response.status, received.length]).toEqual([403, 0]);
  });

  it('is refused as a GET with a body', async () => {
    edge = await startCloudFront({ ...toOptions({}), port: 0 });
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${edge?.url}/books`, { method: 'GET', headers: { 'Content-Length': 2 } });
      sent.on('response', (response) => resolve(response.resume().statusCode));
      sent.on('error', reject);
      sent.end('{}');
    });
    expect([status, received.length]).toEqual([403, 0]);
  });

  it('is a 502 when the origin is not there', async () => {
    edge = await startCloudFront({ ...toOptions({}), origin: 'http://127.0.0.1:1', port: 0 });
    const response = await fetch(`${edge.url}/books`);
    expect([response.status, response.headers.get('x-cache')]).toEqual([502, 'Error from cloudfront']);
  });
});

describe('the function of the distribution', () => {
  const viewerRequest = `function handler(event) {
    if (event.request.uri === '/old') return { statusCode: 301, headers: { location: { value: '/new' } } };
    if (event.request.uri === '/broken') throw new Error('no luck');
    event.request.headers['x-viewer-address'] = { value: event.viewer.ip };
    return event.request;
  }`;

  it('overwrites what the viewer says of itself', async () => {
    await send('/books', { headers: { 'X-Viewer-Address': '203.0.113.9' } }, { viewerRequest });
    expect(received[0]?.headers['x-viewer-address']).toBe('127.0.0.1');
  });

  it('may answer in place of the origin', async () => {
    const response = await send('/old', { redirect: 'manual' }, { viewerRequest });
    expect([response.status, response.headers.get('location'), received.length]).toEqual([301, '/new', 0]);
  });

  it('is a 503 when it fails, and the origin is not asked', async () => {
    const response = await send('/broken', {}, { viewerRequest });
    expect([response.status, received.length]).toEqual([503, 0]);
    expect(await response.text()).toContain('no luck');
  });
});

it('serves another distribution from one request to the next', async () => {
  await send('/books');
  edge?.replace(toOptions({ originPath: '/dev' }));
  await fetch(`${edge?.url}/books`);
  expect(received.map(({ url }) => url)).toEqual(['/prod/books', '/dev/books']);
});

it('goes on with the last good distribution when the function of the next one is no JavaScript', async () => {
  await send('/books');
  expect(() => edge?.replace(toOptions({ viewerRequest: 'function (' }))).toThrow();
  expect((await fetch(`${edge?.url}/books`)).status).toBe(200);
});
