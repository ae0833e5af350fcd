import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestRecord } from '../../../local/api-gateway/record.ts';
import type { StageDefinition } from '../../../local/rest-api/definition.ts';
import { type RestApiServer, type RestApiServerOptions, startRestApi } from '../../../local/rest-api/server.ts';
import { aBackends, aLambdaProxy, aMock, type Setting, toStage } from './a-rest-api.ts';

let server: RestApiServer | undefined;
let events: Record<string, unknown>[] = [];

async function start(
  setting: Setting = { methods: [aLambdaProxy('/{path+}')] },
  more: Partial<RestApiServerOptions> = {},
) {
  events = [];
  const backends = aBackends({
    invokeLambda: async (_target, event) => {
      events.push(JSON.parse(event));
      return { payload: '{"statusCode":200,"headers":{"X-Case":"kept"},"body":"ok"}' };
    },
    ...setting.backends,
  });
  server = await startRestApi({ stages: [toStage(setting)], backends, port: 0, ...more });
  return server;
}
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Sends bytes as they are and gives everything that came back before the connection closed. */
function exchange(port: number, ...parts: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error) =>
      chunks.length > 0 ? resolve(Buffer.concat(chunks).toString('latin1')) : reject(error),
    );
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

const request = (target: string, ...headers: readonly string[]): string =>
  [`GET ${target} HTTP/1.1`, 'Host: shop', 'Connection: close', ...headers, '', ''].join('\r\n');
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe('startRestApi', () => {
  it('hands over target, casing and repeated headers as they were sent', async () => {
    const { port } = await start();
    const answer = await exchange(port, request('/dev/a%2Fb//c?q=%zz', 'x-ShElF: a', 'x-ShElF: b', 'X-Utf: caf\u00e9'));
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain('\r\nX-Case: kept\r\n');
    expect(answer).toMatch(/\r\n\r\nok$/);
    expect(events[0]).toMatchObject({
      path: '/a%2Fb//c',
      multiValueHeaders: { 'x-ShElF': ['a', 'b'], 'X-Utf': ['café'] },
      queryStringParameters: { q: '%zz' },
      requestContext: { protocol: 'HTTP/1.1', identity: { sourceIp: '127.0.0.1' } },
    });
  });

  it('takes the absolute form of a target', async () => {
    const { port } = await start();
    expect(statusOf(await exchange(port, request('http://shop/dev/books')))).toBe(200);
    expect(events[0]).toMatchObject({ path: '/books' });
  });

  it('answers several requests on one connection', async () => {
    const { port } = await start();
    const first = request('/dev/one').replace('Connection: close\r\n', '');
    const answer = await exchange(port, first, request('/dev/two'));
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  });

  it('answers HEAD without a body', async () => {
    const { port } = await start();
    const answer = await exchange(port, request('/dev/books').replace('GET', 'HEAD'));
    expect(answer).toMatch(/Content-Length: 2\r\n/);
    expect(answer).toMatch(/\r\n\r\n$/);
  });

  it.each([10, 200_000])('sends %d bytes as they are', async (length) => {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => index % 256));
    const result = { payload: JSON.stringify({ body: bytes.toString('base64'), isBase64Encoded: true }) };
    const setting = { methods: [aLambdaProxy('/cover')], binaryMediaTypes: ['*/*'] };
    const { port } = await start({ ...setting, backends: { invokeLambda: async () => result } });
    const answer = Buffer.from(await exchange(port, request('/dev/cover')), 'latin1');
    expect(answer.subarray(answer.indexOf('\r\n\r\n') + 4).equals(bytes)).toBe(true);
  });

  it('reads a chunked body', async () => {
    const { port } = await start();
    const head = request('/dev/books', 'Transfer-Encoding: chunked').replace('GET', 'POST');
    await exchange(port, head, '3\r\nabc\r\n', '2\r\nde\r\n', '0\r\n\r\n');
    expect(events[0]).toMatchObject({ body: 'abcde' });
  });

  it('serves other stages when it is told to', async () => {
    const { port, replace } = await start({ methods: [aMock('/old', 'GET', 'old')] });
    replace([toStage({ methods: [aMock('/new', 'GET', 'new')], stage: { stageName: 'next' } })]);
    expect(await exchange(port, request('/next/new'))).toMatch(/new$/);
    expect(statusOf(await exchange(port, request('/dev/old')))).toBe(403);
  });

  it('lets running requests end when it closes', async () => {
    const slow = async () => {
      await sleep(200);
      return { payload: '{"statusCode":200,"body":"late"}' };
    };
    const { port, close } = await start({ methods: [aLambdaProxy('/books')], backends: { invokeLambda: slow } });
    const answer = exchange(port, request('/dev/books'));
    await sleep(50);
    await close();
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*late$/);
  });

  it('says who holds its port', async () => {
    const { port } = await start();
    const stages: readonly StageDefinition[] = [];
    await expect(startRestApi({ stages, backends: aBackends(), port })).rejects.toMatchObject({ code: 'PortTaken' });
  });

  it('refuses two stages of one name', async () => {
    const stages = [toStage({ methods: [] }), toStage({ methods: [], name: 'other' })];
    await expect(startRestApi({ stages, backends: aBackends(), port: 0 })).rejects.toMatchObject({
      code: 'StageNameTaken',
      message: 'bookstore and other both have a stage dev: they need a port each',
    });
  });
});

describe('a hostile client', () => {
  const tooLong = '{"message":"Request Too Long"}';

  it('is refused a body above 10 MB before it has sent it', async () => {
    const { port } = await start();
    const head = request('/dev/books', `Content-Length: ${10 * 1024 * 1024 + 1}`).replace('GET', 'PUT');
    const answer = await exchange(port, head);
    expect([statusOf(answer), events]).toEqual([413, []]);
    expect(answer).toContain(tooLong);
    expect(answer).toMatch(/\r\nConnection: close\r\n/);
  });

  it('is refused a body that grows above 10 MB', async () => {
    const { port } = await start();
    const head = request('/dev/books', 'Transfer-Encoding: chunked').replace('GET', 'PUT');
    const megabyte = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000, 'x'), Buffer.from('\r\n')]);
    const answer = await exchange(port, head, ...Array.from({ length: 11 }, () => megabyte), '0\r\n\r\n');
    expect([statusOf(answer), events]).toEqual([413, []]);
  });

  it('may send 10 MB', async () => {
    const { port } = await start();
    const body = Buffer.alloc(10 * 1024 * 1024, 'x');
    const head = request('/dev/books', `Content-Length: ${body.length}`).replace('GET', 'PUT');
    expect(statusOf(await exchange(port, head, body))).toBe(200);
  });

  it.each([
    ['a target above 10,240 bytes', () => request(`/dev/${'a'.repeat(10_240)}`), 414],
    ['header values above 10,240 bytes', () => request('/dev/books', `X-Long: ${'a'.repeat(10_300)}`), 431],
    ['headers above all limits', () => request('/dev/books', `X-Long: ${'a'.repeat(100_000)}`), 431],
    ['a bare | in the query', () => request('/dev/books?q=a|b'), 400],
    ['no Host', () => request('/dev/books').replace('Host: shop\r\n', ''), 400],
    ['an expectation that nobody knows', () => request('/dev/books', 'Expect: cake'), 417],
    ['no HTTP', () => 'hello\r\n\r\n', 400],
    ['a TLS greeting', () => '\u0016\u0003\u0001\u0002', 400],
    ['a header without a name', () => request('/dev/books', ': x'), 400],
    ['two lengths', () => request('/dev/books', 'Content-Length: 1', 'Content-Length: 2'), 400],
    ['a length and chunks', () => request('/dev/books', 'Content-Length: 1', 'Transfer-Encoding: chunked'), 400],
  ])('that sends %s gets a clear answer in JSON', async (_what, send, status) => {
    const { port } = await start();
    const answer = await exchange(port, send());
    expect([statusOf(answer), events]).toEqual([status, []]);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toEqual({ message: expect.any(String) });
    expect(statusOf(await exchange(port, request('/dev/books')))).toBe(200);
  });

  it.each([
    ['a target that is too long', () => request(`/dev/${'a'.repeat(10_240)}`), 'GET', 414, 'URI_TOO_LONG'],
    ['headers above all limits', () => request('/dev/books', `X: ${'a'.repeat(100_000)}`), '', 431, expect.any(String)],
    ['an unknown expectation', () => request('/dev/books', 'Expect: cake'), 'GET', 417, 'EXPECTATION_FAILED'],
    ['two lengths', () => request('/dev/b', 'Content-Length: 1', 'Content-Length: 2'), 'GET', 400, 'BAD_REQUEST'],
    ['no HTTP', () => 'hello\r\n\r\n', '', 400, 'BAD_REQUEST'],
  ])('that sends %s leaves a record', async (_what, send, method, status, responseType) => {
    const records: RequestRecord[] = [];
    const { port } = await start(undefined, { onRecord: (record) => records.push(record) });
    await exchange(port, send());
    expect(records).toMatchObject([{ api: { type: 'REST' }, method, status, refusal: { responseType } }]);
    expect(records[0]?.checkpoints.methodResponse?.status).toBe(status);
  });

  it('may end its side of the connection and still be answered', async () => {
    const slow = async () => {
      await sleep(50);
      return { payload: '{"statusCode":200,"body":"late"}' };
    };
    const { port } = await start({ methods: [aLambdaProxy('/books')], backends: { invokeLambda: slow } });
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.end(request('/dev/books'));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*late$/);
  });

  it('may go away in the middle of its body', async () => {
    const { port } = await start();
    const socket = connect(port, '127.0.0.1');
    socket.write(request('/dev/books', 'Content-Length: 100').replace('GET', 'PUT'));
    socket.write('half');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(events).toEqual([]);
    expect(statusOf(await exchange(port, request('/dev/books')))).toBe(200);
  });

  it('may go away before it is answered', async () => {
    const slow = new Promise<{ payload: string }>((resolve) => setTimeout(() => resolve({ payload: '{}' }), 100));
    const { port } = await start({ methods: [aLambdaProxy('/books')], backends: { invokeLambda: () => slow } });
    const socket = connect(port, '127.0.0.1');
    socket.write(request('/dev/books'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    socket.destroy();
    await slow;
    expect(statusOf(await exchange(port, request('/dev/books')))).toBe(200);
  });

  it('cannot reach a prototype by the names it sends', async () => {
    const methods = [
      aMock('/{__proto__}', 'GET', '$input.params("__proto__")|$input.params("constructor")|$input.params("toString")'),
    ];
    const { port } = await start({ methods });
    expect(await exchange(port, request('/dev/a?constructor=b', '__proto__: c'))).toMatch(/\r\n\r\na\|b\|$/);
    expect(({} as Record<string, unknown>).constructor).toBe(Object);
  });

  it('gets header bytes back as UTF-8', async () => {
    const template = '#set($context.responseOverride.header["X-Name"] = $input.params("X-Name")){}';
    const { port } = await start({ methods: [aMock('/books', 'GET', template)] });
    const sent = Buffer.from('Müller €').toString('latin1');
    const answer = await exchange(port, Buffer.from(request('/dev/books', `X-Name: ${sent}`), 'latin1'));
    expect(/\r\nX-Name: (.*)\r\n/.exec(answer)?.[1]).toBe(sent);
  });
});
