import type { Socket } from 'node:net';
import { aRoute, pause, Raised, type TestApi, toStage, until, withApi } from './a-websocket-api.ts';

/** Gives the only $disconnect there is, some time after. */
async function endOf({ called, calls }: TestApi) {
  const { event } = await called('$disconnect');
  await pause(50);
  expect(calls.filter(({ name }) => name === '$disconnect')).toHaveLength(1);
  return event;
}

describe('the end of a connection', () => {
  it.each([
    ['without a code', undefined, undefined, 1005, 'Client-side close frame status not set'],
    ['with 1000', 1000, undefined, 1000, ''],
    ['with 1001', 1001, undefined, 1001, ''],
    ['with a code and words of its own', 4001, 'bye', 4001, 'bye'],
  ])('by the client %s is told once', async (_what, code, words, disconnectStatusCode, disconnectReason) => {
    await withApi({}, async (api) => {
      const { socket, connectionId } = await api.connect();
      socket.close(code, words);
      const event = await endOf(api);
      expect(event).toEqual({
        headers: { Host: expect.any(String), 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' },
        multiValueHeaders: {
          Host: [expect.any(String)],
          'x-api-key': [''],
          'X-Forwarded-For': [''],
          'x-restapi': [''],
        },
        requestContext: expect.objectContaining({
          routeKey: '$disconnect',
          eventType: 'DISCONNECT',
          disconnectStatusCode,
          disconnectReason,
          connectionId,
          messageDirection: 'IN',
        }),
        isBase64Encoded: false,
      });
    });
  });

  it.each([
    ['killed', (socket: Socket) => socket.destroy()],
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['half closed', (socket: Socket) => socket.end()],
  ])('is told once for a connection that is %s', async (_what, kill) => {
    await withApi({}, async (api) => {
      const { socket } = await api.connect();
      kill((socket as unknown as { _socket: Socket })._socket);
      expect((await endOf(api)).requestContext).toMatchObject({ disconnectStatusCode: 1006, disconnectReason: '' });
    });
  });

  it('is told once for a connection that is deleted', async () => {
    await withApi({}, async (api) => {
      const { closed, connectionId } = await api.connect();
      await fetch(`http://127.0.0.1:${api.server.port}/dev/@connections/${encodeURIComponent(connectionId)}`, {
        method: 'DELETE',
        headers: { Authorization: 'AWS4-HMAC-SHA256 x' },
      });
      await closed;
      expect((await endOf(api)).requestContext).toMatchObject({ disconnectStatusCode: 1000, disconnectReason: '' });
    });
  });

  it('is told though a message is still under way, whose answer is dropped', async () => {
    const functions = { $default: () => pause(100).then(() => new Raised('late')) };
    await withApi({ functions }, async (api) => {
      const { socket } = await api.connect();
      socket.send('x');
      await api.called('$default');
      socket.terminate();
      await endOf(api);
      await until(() => api.records.find(({ method }) => method === 'MESSAGE'));
    });
  });

  it('does not mind a $disconnect that fails, or that there is none', async () => {
    await withApi({ functions: { $disconnect: new Raised('boom') } }, async (api) => {
      (await api.connect()).socket.close();
      await endOf(api);
      const record = await until(() => api.records.find(({ method }) => method === 'DISCONNECT'));
      expect(record).toMatchObject({ rawTarget: '1005', refusal: { responseType: 'INTEGRATION_FAILURE' } });
    });
    await withApi({ routes: [aRoute('$default')] }, async ({ connect, records }) => {
      (await connect()).socket.close();
      expect(await until(() => records.find(({ method }) => method === 'DISCONNECT'))).toMatchObject({ status: 200 });
    });
  });

  it('comes when the API stops, which waits until that is told', async () => {
    const functions = { $disconnect: () => pause(100).then(() => ({ statusCode: 200 })) };
    await withApi({ functions }, async (api) => {
      const clients = [await api.connect(), await api.connect()];
      await api.close();
      expect(api.records.filter(({ method }) => method === 'DISCONNECT')).toHaveLength(2);
      expect((await Promise.all(clients.map(({ closed }) => closed))).map(({ code }) => code)).toEqual([1001, 1001]);
    });
  });

  it('comes when its stage is taken away', async () => {
    await withApi({}, async (api) => {
      const client = await api.connect();
      api.server.replace([toStage({ stage: { stageName: 'next' } })]);
      expect((await client.closed).code).toBe(1001);
      await endOf(api);
    });
  });
});
