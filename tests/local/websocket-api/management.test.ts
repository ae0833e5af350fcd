import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { startWebSocketApi } from '../../../local/websocket-api/server.ts';
import { sendRaw } from '../../conformance/raw-client.ts';
import { aWebSocketApi, pause, type TestApi, until, withApi } from './a-websocket-api.ts';

const clientFor = (port: number) =>
  new ApiGatewayManagementApiClient({
    endpoint: `http://127.0.0.1:${port}/dev`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

async function withClient(use: (api: TestApi, sdk: ApiGatewayManagementApiClient) => Promise<void>): Promise<void> {
  await withApi({}, async (api) => {
    const sdk = clientFor(api.server.port);
    await use(api, sdk);
    sdk.destroy();
  });
}

/** An id of the right form that was never given. */
const UNKNOWN = 'abcdefghijklmno=';

describe('@aws-sdk/client-apigatewaymanagementapi', () => {
  it('posts to a connection', async () => {
    await withClient(async ({ connect }, sdk) => {
      const { frame, connectionId: ConnectionId } = await connect();
      const { $metadata } = await sdk.send(new PostToConnectionCommand({ ConnectionId, Data: 'Grüße' }));
      expect([$metadata.httpStatusCode, await frame()]).toEqual([200, 'Grüße']);
    });
  });

  it('gets what is known of a connection', async () => {
    await withClient(async ({ connect, called }, sdk) => {
      const { socket, connectionId: ConnectionId } = await connect({ headers: { 'User-Agent': 'ua/1' } });
      const before = await sdk.send(new GetConnectionCommand({ ConnectionId }));
      expect(before).toMatchObject({ Identity: { SourceIp: '127.0.0.1', UserAgent: 'ua/1' } });
      expect(before.LastActiveAt).toEqual(before.ConnectedAt);
      await pause(20);
      socket.send('x');
      await called('$default');
      const after = await sdk.send(new GetConnectionCommand({ ConnectionId }));
      expect(after.LastActiveAt?.getTime()).toBeGreaterThan(before.LastActiveAt?.getTime() ?? Number.NaN);
    });
  });

  it('deletes a connection', async () => {
    await withClient(async ({ connect, called }, sdk) => {
      const { closed, connectionId: ConnectionId } = await connect();
      const { $metadata } = await sdk.send(new DeleteConnectionCommand({ ConnectionId }));
      expect([$metadata.httpStatusCode, (await closed).code]).toEqual([204, 1000]);
      await called('$disconnect');
      await expect(sdk.send(new DeleteConnectionCommand({ ConnectionId }))).rejects.toMatchObject({
        name: 'GoneException',
        $metadata: { httpStatusCode: 410 },
      });
    });
  });

  it('learns which connection is gone at once', async () => {
    await withClient(async ({ connect, called }, sdk) => {
      const { socket, connectionId: ConnectionId } = await connect();
      socket.terminate();
      await called('$disconnect');
      for (const Command of [PostToConnectionCommand, GetConnectionCommand]) {
        const gone = sdk.send(new Command({ ConnectionId, Data: 'x' }) as PostToConnectionCommand);
        await expect(gone).rejects.toMatchObject({ name: 'GoneException' });
      }
    });
  });

  it.each([
    [UNKNOWN, 'x', 'GoneException', 410],
    ['nonsense', 'x', 'BadRequestException', 400],
    ['../../dev', 'x', 'BadRequestException', 400],
    [UNKNOWN, 'x'.repeat(128 * 1024 + 1), 'PayloadTooLargeException', 413],
  ])('is refused for %s', async (ConnectionId, Data, name, httpStatusCode) => {
    await withClient(async (_api, sdk) => {
      const post = sdk.send(new PostToConnectionCommand({ ConnectionId, Data }));
      await expect(post).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    });
  });

  it('may post 128 KB', async () => {
    await withClient(async ({ connect }, sdk) => {
      const { frame, connectionId: ConnectionId } = await connect();
      await sdk.send(new PostToConnectionCommand({ ConnectionId, Data: 'x'.repeat(128 * 1024) }));
      expect(await frame()).toHaveLength(128 * 1024);
    });
  });

  it('is throttled with everything else of the account', async () => {
    const api = await aWebSocketApi({ limits: { accountThrottle: { rateLimit: 0.001, burstLimit: 2 } } });
    const sdk = clientFor(api.server.port);
    const { connectionId: ConnectionId } = await api.connect();
    await sdk.send(new PostToConnectionCommand({ ConnectionId, Data: 'x' }));
    await expect(sdk.send(new PostToConnectionCommand({ ConnectionId, Data: 'x' }))).rejects.toMatchObject({
      name: 'LimitExceededException',
    });
    sdk.destroy();
    await api.close();
  });

  it('finds no connection before $connect has answered', async () => {
    const statuses: number[] = [];
    const functions = {
      $connect: async ({ requestContext }: { requestContext: { connectionId: string } }) => {
        const sdk = clientFor(api.server.port);
        const post = new PostToConnectionCommand({ ConnectionId: requestContext.connectionId, Data: 'x' });
        await sdk.send(post).catch((error) => statuses.push(error.$metadata.httpStatusCode));
        return { statusCode: 200 };
      },
    };
    const api = await aWebSocketApi({ functions });
    await api.connect();
    await api.close();
    expect(statuses).toEqual([410]);
  });
});

describe('the @connections endpoint', () => {
  const SIGNED: [string, string][] = [['Authorization', 'AWS4-HMAC-SHA256 Credential=x']];
  const send = ({ server }: TestApi, method: string, target: string, headers: [string, string][] = SIGNED) =>
    sendRaw(server.port, { method, target, headers, body: Buffer.from('hi') });

  it.each([
    ['as it is', (id: string) => `/dev/@connections/${id}`],
    ['encoded', (id: string) => `/dev/%40connections/${encodeURIComponent(id)}`],
  ])('takes an id %s', async (_what, toTarget) => {
    await withApi({}, async (api) => {
      const { frame, connectionId } = await api.connect();
      expect((await send(api, 'POST', toTarget(connectionId))).status).toBe(200);
      expect(await frame()).toBe('hi');
    });
  });

  it('refuses unsigned calls, and lets nothing through', async () => {
    await withApi({}, async (api) => {
      const { frames, connectionId } = await api.connect();
      for (const headers of [[], [['Authorization', 'Bearer x']]] as [string, string][][]) {
        for (const method of ['POST', 'GET', 'DELETE']) {
          const answer = await send(api, method, `/dev/@connections/${connectionId}`, headers);
          expect([answer.status, answer.body.toString()]).toEqual([403, '{"message":"Missing Authentication Token"}']);
        }
      }
      expect(frames).toEqual([]);
    });
  });

  it.each([
    ['GET', '/dev'],
    ['POST', '/prod/@connections/abcdefghijklmno='],
    ['POST', '/dev/connections/abcdefghijklmno='],
    ['POST', '/dev/@connections'],
    ['PUT', '/dev/@connections/abcdefghijklmno='],
    ['POST', '/dev/@connections/%zz/x'],
  ])('answers %s %s with 403', async (method, target) => {
    await withApi({}, async (api) => expect((await send(api, method, target)).status).toBe(403));
  });

  it('leaves a record of each call', async () => {
    await withApi({}, async (api) => {
      const { connectionId } = await api.connect();
      await send(api, 'POST', `/dev/@connections/${connectionId}`);
      await send(api, 'POST', `/dev/@connections/${UNKNOWN}`);
      const posts = () => api.records.filter(({ method }) => method === 'POST');
      await until(() => posts()[1]);
      expect(posts()).toMatchObject([
        { status: 200, checkpoints: { methodRequest: { body: Buffer.from('hi'), parameters: { connectionId } } } },
        { status: 410, checkpoints: { methodRequest: { parameters: { connectionId: UNKNOWN } } } },
      ]);
    });
  });

  it('says who holds its port', async () => {
    await withApi({}, async ({ server }) => {
      const backends = { invokeLambda: async () => ({ payload: '1' }), now: Date.now };
      await expect(startWebSocketApi({ stages: [], backends, port: server.port })).rejects.toMatchObject({
        code: 'PortTaken',
        message: expect.stringContaining('(WebSocket API)'),
      });
    });
  });
});
