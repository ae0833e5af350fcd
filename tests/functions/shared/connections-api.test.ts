/** Posting to connections: signed as AWS asks for it, tried again where that may help. A real server in API Gateway's place. */
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the server answers, in turns; the last one again and again. 0 breaks the connection off. */
let statuses: number[] = [];
let received: Received[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method, url = '', headers } = request;
  received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
  const status = (statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 200;
  if (status === 0) request.socket.destroy();
  else response.writeHead(status).end('{"message": "…"}');
});
let host: string;
let api: typeof import('../../../functions/shared/connections-api.ts');

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    CONNECTIONS_ENDPOINT: `http://${host}/dev`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'session',
  });
  api = await import('../../../functions/shared/connections-api.ts');
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

beforeEach(() => {
  [statuses, received] = [[200], []];
});

const post = () => api.postToConnection('abcdefghijklmno=', Buffer.from('{"text":"Grüße"}'));

describe('a post', () => {
  it('goes to the connection', async () => {
    expect(await post()).toBe(true);
    expect(received).toMatchObject([
      { method: 'POST', url: '/dev/@connections/abcdefghijklmno%3D', body: '{"text":"Grüße"}', headers: { host } },
    ]);
  });

  // "Create a signed AWS API request", IAM User Guide: every part of the path is encoded once more.
  it('is signed as AWS works it out', async () => {
    await post();
    const { headers, body } = received[0] as Received;
    const date = String(headers['x-amz-date']);
    expect(date).toMatch(/^\d{8}T\d{6}Z$/);
    expect(headers['x-amz-security-token']).toBe('session');
    const names = ['content-type', 'host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];
    const canonical = [
      'POST',
      '/dev/%40connections/abcdefghijklmno%253D',
      '',
      ...names.map((name) => `${name}:${headers[name]}`),
      '',
      names.join(';'),
      sha256(body),
    ].join('\n');
    const scope = `${date.slice(0, 8)}/eu-central-1/execute-api/aws4_request`;
    const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
    const key = scope.split('/').reduce<Buffer | string>((secret, part) => hmac(secret, part), 'AWS4secret');
    expect(headers.authorization).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=${names.join(';')}, Signature=${hmac(key, toSign).toString('hex')}`,
    );
  });

  it('tells that a connection is gone, without another attempt', async () => {
    statuses = [410];
    expect(await post()).toBe(false);
    expect(received).toHaveLength(1);
  });

  it.each([429, 500, 503, 0])('is tried again after %d', async (status) => {
    statuses = [status, 200];
    expect(await post()).toBe(true);
    expect(received).toHaveLength(2);
  });

  it.each([
    [503, 3, '@connections answers 503'],
    [429, 3, '@connections answers 429'],
    [403, 1, '@connections answers 403'],
    [413, 1, '@connections answers 413'],
    [0, 3, "@connections can't be reached: socket hang up"],
  ])('fails after %d, said %d times', async (status, attempts, message) => {
    statuses = [status];
    await expect(post()).rejects.toMatchObject({ name: 'PostError', status, message });
    expect(received).toHaveLength(attempts);
  });

  it('uses connections again', async () => {
    const ports = new Set<number | undefined>();
    server.on('request', ({ socket }) => ports.add(socket.remotePort));
    for (let count = 0; count < 5; count++) await post();
    expect(ports.size).toBe(1);
  });
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
