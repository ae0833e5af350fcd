import { connect as connectTcp } from 'node:net';
import { aRoute, pause, Raised, type Setting, toUri, until, withApi } from './a-websocket-api.ts';

const refusalOf = (setting: Setting, options = {}) =>
  withApi(setting, async ({ connect, calls }) => {
    const refusal = await connect(options).then(
      () => 'connected',
      (error) => error,
    );
    return { ...refusal, calls: calls.map(({ name }) => name) };
  });

describe('a connection', () => {
  it('tells $connect about the client', async () => {
    await withApi({ stage: { variables: { colour: 'blue' } } }, async ({ connect, calls }) => {
      const { connectionId } = await connect({
        query: '?room=a&room=b',
        headers: { 'User-Agent': 'tests', 'X-Own': 'é', Cookie: 'a=b' },
      });
      const [call] = calls;
      expect(call?.name).toBe('$connect');
      expect(call?.event).toEqual({
        headers: expect.objectContaining({
          Host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
          'Sec-WebSocket-Key': expect.any(String),
          'Sec-WebSocket-Version': '13',
          'User-Agent': 'tests',
          'X-Forwarded-For': '127.0.0.1',
          Cookie: 'a=b',
        }),
        multiValueHeaders: expect.objectContaining({ 'User-Agent': ['tests'] }),
        queryStringParameters: { room: 'b' },
        multiValueQueryStringParameters: { room: ['a', 'b'] },
        stageVariables: { colour: 'blue' },
        requestContext: {
          routeKey: '$connect',
          eventType: 'CONNECT',
          extendedRequestId: expect.stringMatching(/^.{15}=$/),
          requestTime: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000$/),
          messageDirection: 'IN',
          stage: 'dev',
          connectedAt: expect.any(Number),
          requestTimeEpoch: expect.any(Number),
          identity: { userAgent: 'tests', sourceIp: '127.0.0.1' },
          requestId: expect.stringMatching(/^.{15}=$/),
          domainName: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
          connectionId,
          apiId: 'chat123',
        },
        isBase64Encoded: false,
      });
      expect(connectionId).toMatch(/^[\w-]{15}=$/);
      expect(Object.keys(call?.event.headers)).not.toContain('Upgrade');
    });
  });

  it('says nothing of a query or a user agent that there is not', async () => {
    await withApi({}, async ({ connect, calls }) => {
      await connect();
      const { event } = calls[0] ?? {};
      expect(Object.keys(event)).toEqual(['headers', 'multiValueHeaders', 'requestContext', 'isBase64Encoded']);
      expect(event.requestContext.identity).toEqual({ sourceIp: '127.0.0.1' });
    });
  });

  it('is open without a $connect route', async () => {
    await withApi({ routes: [aRoute('$default')] }, async ({ connect, called }) => {
      const { socket } = await connect();
      socket.send('x');
      expect((await called('$default')).event.body).toBe('x');
    });
  });

  it('speaks the subprotocol that $connect answers, and never compresses', async () => {
    const functions = { $connect: { statusCode: 200, headers: { 'sec-websocket-protocol': 'bookstore' } } };
    await withApi({ functions }, async ({ connect }) => {
      const { socket } = await connect({ protocols: ['bookstore', 'eyJhbGciOi.x.y'] });
      expect([socket.protocol, socket.extensions]).toEqual(['bookstore', '']);
    });
  });

  it('fails at the client when $connect picks none of the subprotocols', async () => {
    await withApi({}, async ({ connect, called }) => {
      await expect(connect({ protocols: ['bookstore'] })).rejects.toThrow('Server sent no subprotocol');
      await called('$disconnect');
    });
  });

  it.each([200, 201, 204, 299])('is open when $connect answers %d', async (statusCode) => {
    await withApi({ functions: { $connect: { statusCode } } }, ({ connect }) => connect());
  });

  it.each([
    [{ statusCode: 401 }, 401],
    [{ statusCode: 403, body: 'no' }, 403],
    [{ statusCode: 302 }, 302],
    [{ statusCode: 501 }, 501],
    [null, 502],
    ['ok', 502],
    [{ statusCode: 'x' }, 502],
    [new Raised('boom'), 502],
  ])('is refused when $connect answers %j', async (answer, status) => {
    const refusal = await refusalOf({ functions: { $connect: answer } });
    expect([refusal.status, refusal.calls]).toEqual([status, ['$connect']]);
  });

  it('says in the answer which connection was refused', async () => {
    const { body, headers } = await refusalOf({ functions: { $connect: new Raised('boom') } });
    expect(body).toMatch(/^\{"message": "Internal server error", "connectionId":".{15}=", "requestId":".{15}="\}$/);
    expect(headers['content-type']).toBe('application/json');
  });

  it('is refused when $connect hangs', async () => {
    const routes = [aRoute('$connect', { Integration: { TimeoutInMillis: 60 } })];
    const functions = { $connect: () => new Promise(() => undefined) };
    expect(await refusalOf({ routes, functions })).toMatchObject({ status: 504 });
  });

  it.each([
    ['/prod', 403],
    ['/', 403],
    ['/dev/more', 403],
  ])('is refused at %s', async (path, status) => {
    expect(await refusalOf({}, { path })).toMatchObject({ status, calls: [] });
  });

  it('is refused when its parameters are missing', async () => {
    const RequestParameters = { 'route.request.querystring.room': { Required: true } };
    const routes = [aRoute('$connect', { RequestParameters })];
    expect(await refusalOf({ routes })).toMatchObject({
      status: 400,
      body: expect.stringContaining('Missing required request parameters: [room]'),
      calls: [],
    });
    await withApi({ routes }, ({ connect }) => connect({ query: '?room=a' }));
  });

  it('is refused when the route is used too often', async () => {
    const routeThrottles = new Map([['$connect', { rateLimit: 0.001, burstLimit: 1 }]]);
    await withApi({ stage: { routeThrottles } }, async ({ connect }) => {
      await connect();
      await expect(connect()).rejects.toMatchObject({ status: 429 });
    });
  });

  it.each([
    ['no key', 'Sec-WebSocket-Version: 13\r\n'],
    ['a bad key', 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n'],
    ['a bad version', 'Sec-WebSocket-Version: 7\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'],
    [
      'twice the same subprotocol',
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: a, a\r\n',
    ],
    ['headers that are too long', `Sec-WebSocket-Version: 13\r\nX: ${'a'.repeat(10_300)}\r\n`],
  ])('is refused without a call for %s', async (_what, lines) => {
    await withApi({}, async ({ server, calls }) => {
      const answer = await sendUpgrade(server.port, lines);
      expect(answer).toMatch(/^HTTP\/1\.1 4(?:00|31) /);
      expect(calls).toEqual([]);
    });
  });

  it('that is given up while $connect runs is told to $disconnect', async () => {
    const functions = { $connect: () => pause(150).then(() => ({ statusCode: 200 })) };
    await withApi({ functions }, async ({ server, called, calls }) => {
      const socket = connectTcp(server.port, '127.0.0.1');
      socket.write(upgrade('Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'));
      const { event } = await called('$connect');
      socket.destroy();
      const { connectionId } = event.requestContext;
      expect((await called('$disconnect')).event.requestContext).toMatchObject({
        connectionId,
        disconnectStatusCode: 1006,
      });
      await pause(50);
      expect(calls.map(({ name }) => name)).toEqual(['$connect', '$disconnect']);
    });
  });
});

describe('an authorizer of $connect', () => {
  const policy = (Effect: string, Resource = '*', context?: object) => ({
    principalId: 'me',
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
    ...(context && { context }),
  });
  const guarded = (answer: unknown, IdentitySource: string[] = ['route.request.querystring.token']): Setting => ({
    authorizers: { guard: { AuthorizerUri: toUri('guard'), IdentitySource } },
    routes: [
      aRoute('$connect', { AuthorizationType: 'CUSTOM', Authorizer: 'guard' }),
      aRoute('$default'),
      aRoute('$disconnect'),
    ],
    functions: { guard: answer },
  });

  it('is asked about $connect, and what it says rides along', async () => {
    const setting = guarded(policy('Allow', '*', { name: 'Ann', age: 7, admin: true }));
    await withApi(setting, async ({ connect, called, calls }) => {
      const { socket } = await connect({ query: '?token=t' });
      expect(calls[0]?.event).toMatchObject({
        type: 'REQUEST',
        methodArn: 'arn:aws:execute-api:us-east-1:123456789012:chat123/dev/$connect',
        queryStringParameters: { token: 't' },
        stageVariables: {},
        requestContext: { routeKey: '$connect', eventType: 'CONNECT' },
      });
      const authorizer = {
        principalId: 'me',
        name: 'Ann',
        age: '7',
        admin: 'true',
        integrationLatency: expect.any(Number),
      };
      socket.send('x');
      await called('$default');
      socket.close();
      await called('$disconnect');
      const [, ...later] = calls;
      expect(later.map(({ event }) => event.requestContext.authorizer)).toEqual([authorizer, authorizer, authorizer]);
    });
  });

  it.each([
    ['an explicit deny', policy('Deny'), 403],
    ['a policy for another API', policy('Allow', 'arn:aws:execute-api:*:*:other/*'), 403],
    ['Unauthorized', new Raised('Unauthorized'), 401],
    ['any other error', new Raised('boom'), 500],
    ['no policy', { principalId: 'me' }, 500],
    ['nested context', policy('Allow', '*', { a: { b: 1 } }), 500],
    ['more than 8 KB', policy('Allow', '*', { a: 'x'.repeat(9000) }), 500],
  ])('refuses by %s', async (_what, answer, status) => {
    const refusal = await refusalOf(guarded(answer), { query: '?token=t' });
    expect([refusal.status, refusal.calls]).toEqual([status, ['guard']]);
  });

  it.each([
    ['route.request.querystring.token', {}],
    ['route.request.querystring.token', { query: '?token=' }],
    ['route.request.header.Authorization', {}],
    ['stageVariables.missing', {}],
  ])('is not asked without %s', async (source, options) => {
    const refusal = await refusalOf(guarded(policy('Allow'), [source]), options);
    expect([refusal.status, refusal.calls]).toEqual([401, []]);
  });

  it.each([
    ['route.request.header.Sec-WebSocket-Protocol', { protocols: ['token'] }],
    ['route.request.header.AUTHORIZATION', { headers: { authorization: 'x' } }],
    ['context.stage', {}],
  ])('takes %s for an identity', async (source, options) => {
    const setting = guarded(policy('Allow'), [source]);
    const answer = { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'token' } };
    await withApi({ ...setting, functions: { ...setting.functions, $connect: answer } }, ({ connect }) =>
      connect(options),
    );
  });

  it('that signed requests need refuses everybody', async () => {
    const routes = [aRoute('$connect', { AuthorizationType: 'AWS_IAM' })];
    expect(await refusalOf({ routes })).toMatchObject({ status: 403, calls: [] });
  });
});

describe('the record of a connection', () => {
  it('shows the verdict, the event and the answer', async () => {
    await withApi({}, async ({ connect, records }) => {
      await connect({ query: '?a=b' });
      await until(() => records[0]);
      expect(records[0]).toMatchObject({
        api: { id: 'chat123', name: 'chat', type: 'WEBSOCKET' },
        method: 'CONNECT',
        rawTarget: '/dev?a=b',
        status: 101,
        checkpoints: {
          methodRequest: { resourcePath: '$connect', parameters: { connectionId: expect.stringMatching(/=$/) } },
          integrationRequest: { rendered: expect.stringContaining('"eventType":"CONNECT"') },
          backend: { target: '$connect', reply: { body: '{"statusCode":200}' } },
        },
      });
    });
  });

  it('is there too where no stage was met', async () => {
    await withApi({}, async ({ connect, records }) => {
      await expect(connect({ path: '/prod' })).rejects.toBeDefined();
      expect(records).toMatchObject([
        { api: { type: 'WEBSOCKET' }, rawTarget: '/prod', status: 403, refusal: { responseType: 'FORBIDDEN' } },
      ]);
    });
  });

  it('says why it was refused', async () => {
    await withApi({ functions: { $connect: new Raised('boom') } }, async ({ connect, records }) => {
      await connect().catch(() => undefined);
      expect(records[0]).toMatchObject({
        status: 502,
        refusal: {
          checkpoint: 'integrationResponse',
          responseType: 'INTEGRATION_FAILURE',
          reason: expect.stringContaining('boom'),
        },
      });
    });
  });
});

const upgrade = (lines: string): string =>
  `GET /dev HTTP/1.1\r\nHost: chat\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${lines}\r\n`;

function sendUpgrade(port: number, lines: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connectTcp(port, '127.0.0.1', () => socket.write(upgrade(lines)));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
