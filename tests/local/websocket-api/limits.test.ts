import { connect as connectTcp, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { guardFrames } from '../../../local/websocket-api/frame-guard.ts';
import { pause, type TestApi, until, withApi } from './a-websocket-api.ts';

const KB = 1024;

describe('guardFrames', () => {
  const frame = (length: number, masked = true): Buffer => {
    const mask = masked ? 0x80 : 0;
    const head =
      length < 126
        ? Buffer.from([0x81, mask | length])
        : length < 65_536
          ? Buffer.from([0x81, mask | 126, length >> 8, length & 255])
          : Buffer.concat([Buffer.from([0x81, mask | 127, 0, 0, 0, 0]), uint32(length)]);
    return Buffer.concat([head, Buffer.alloc(masked ? 4 : 0), Buffer.alloc(length)]);
  };
  const uint32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const findings = async (bytes: Buffer, chunkSize: number): Promise<number> => {
    const stream = new PassThrough().resume();
    let found = 0;
    guardFrames(stream, 32 * KB, () => {
      found += 1;
    });
    for (let at = 0; at < bytes.length; at += chunkSize) stream.write(bytes.subarray(at, at + chunkSize));
    await pause(5);
    return found;
  };

  it.each([1, 2, 3, 7, 1000, 1_000_000])('counts frames in chunks of %d bytes', async (chunkSize) => {
    const small = Buffer.concat([frame(0), frame(5), frame(125), frame(126), frame(300, false), frame(1)]);
    expect(await findings(small, chunkSize)).toBe(0);
    expect(await findings(Buffer.concat([small, frame(40_000)]), chunkSize)).toBe(1);
  });

  it.each([
    [[32 * KB], 0],
    [[32 * KB + 1], 1],
    [[70_000], 1],
    [[5, 32 * KB, 3, 40_000, 50_000], 1],
  ])('finds of frames of %j bytes %d', async (lengths, found) => {
    expect(await findings(Buffer.concat(lengths.map((length) => frame(length))), 4096)).toBe(found);
  });
});

describe('a connection is closed', () => {
  const inFrames = (api: Awaited<ReturnType<TestApi['connect']>>, text: string, size: number) => {
    for (let at = 0; at < text.length; at += size)
      api.socket.send(text.slice(at, at + size), { fin: at + size >= text.length });
  };

  it('with 1009 for a message above 128 KB', async () => {
    await withApi({}, async ({ connect, called, calls }) => {
      const client = await connect();
      inFrames(client, 'a'.repeat(128 * KB + 1), 32 * KB);
      expect((await client.closed).code).toBe(1009);
      expect((await called('$disconnect')).event.requestContext.disconnectStatusCode).toBe(1009);
      expect(calls.map(({ name }) => name)).toEqual(['$connect', '$disconnect']);
    });
  });

  it('with 1009 for a frame above 32 KB, though its message is not too large', async () => {
    await withApi({}, async ({ connect, called, calls }) => {
      const client = await connect();
      client.socket.send('a'.repeat(32 * KB + 1));
      expect((await client.closed).code).toBe(1009);
      await called('$disconnect');
      expect(calls.map(({ name }) => name)).toEqual(['$connect', '$disconnect']);
    });
  });

  it('not for a message of 128 KB in frames of 32 KB', async () => {
    await withApi({}, async ({ connect, called }) => {
      inFrames(await connect(), 'a'.repeat(128 * KB), 32 * KB);
      expect((await called('$default')).event.body).toHaveLength(128 * KB);
    });
  });

  it('with 1003 for a binary frame', async () => {
    await withApi({}, async ({ connect, called, calls }) => {
      const client = await connect();
      client.socket.send(Buffer.from([0, 1, 2]));
      expect((await client.closed).code).toBe(1003);
      await called('$disconnect');
      expect(calls.map(({ name }) => name)).toEqual(['$connect', '$disconnect']);
    });
  });

  it('with 1007 for text that is not UTF-8', async () => {
    await withApi({}, async ({ connect, called }) => {
      const client = await connect();
      client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
      expect((await client.closed).code).toBe(1007);
      expect((await called('$disconnect')).event.requestContext.disconnectStatusCode).toBe(1007);
    });
  });

  it('with 1001 when it is idle, but not while something is said', async () => {
    await withApi({ limits: { idleMs: 250 } }, async ({ connect, called }) => {
      const client = await connect();
      for (let count = 0; count < 4; count += 1) {
        await pause(100);
        client.socket.send('still here');
      }
      expect(client.socket.readyState).toBe(client.socket.OPEN);
      expect(await client.closed).toEqual({ code: 1001, reason: 'Going away' });
      expect((await called('$disconnect')).event.requestContext).toMatchObject({
        disconnectStatusCode: 1001,
        disconnectReason: 'Going away',
      });
    });
  });

  it('with 1001 when it is too old, whatever is said', async () => {
    await withApi({ limits: { maxConnectionMs: 200 } }, async ({ connect, called }) => {
      const client = await connect();
      const talk = setInterval(() => client.socket.send('x'), 20);
      expect((await client.closed).code).toBe(1001);
      clearInterval(talk);
      await called('$disconnect');
    });
  });

  it('even when the client does not answer the close frame', async () => {
    await withApi({ limits: { idleMs: 50, closeMs: 50 } }, async ({ server, called }) => {
      const socket = await connectRaw(server.port);
      const ended = new Promise((resolve) => socket.once('close', () => resolve('ended')));
      await called('$disconnect');
      expect(await Promise.race([ended, pause(2_000)])).toBe('ended');
    });
  });
});

describe('a flood of messages', () => {
  it('has a bounded number under way, loses none, and leaves others alone', async () => {
    let underWay = 0;
    let most = 0;
    const $default = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await pause(2);
      underWay -= 1;
      return { statusCode: 200 };
    };
    const limits = { maxMessagesUnderWay: 10, accountThrottle: { rateLimit: 1e6, burstLimit: 1e6 } };
    await withApi({ functions: { $default }, limits }, async ({ connect, called, calls }) => {
      const [flood, other] = [await connect(), await connect()];
      const message = 'x'.repeat(2000);
      for (let count = 0; count < 2000; count += 1) flood.socket.send(message);
      other.socket.send('me too');
      expect(await until(() => calls.find(({ event }) => event.body === 'me too'), 500)).toBeDefined();
      await called('$default', 2001);
      // What one read from the network holds comes in whole.
      expect(most).toBeLessThan(10 + 1 + 65_536 / 2000 + 1);
    });
  }, 20_000);
});

describe('a client that reads nothing', () => {
  it('is dropped, and is gone for whoever posts', async () => {
    const limits = { maxBufferedBytes: 256 * KB, accountThrottle: { rateLimit: 1e6, burstLimit: 1e6 } };
    await withApi({ limits }, async ({ connect, called, server }) => {
      const { socket, connectionId } = await connect();
      rawSocketOf(socket).pause();
      const post = () =>
        fetch(`http://127.0.0.1:${server.port}/dev/@connections/${encodeURIComponent(connectionId)}`, {
          method: 'POST',
          body: 'x'.repeat(100 * KB),
          headers: { Authorization: 'AWS4-HMAC-SHA256 x' },
        });
      let status = 200;
      for (let count = 0; count < 400 && status === 200; count += 1) ({ status } = await post());
      expect(status).toBe(410);
      expect((await called('$disconnect')).event.requestContext.disconnectStatusCode).toBe(1006);
    });
  }, 20_000);
});

describe('a thousand connections', () => {
  it('are open at once, are heard and reached, and end one by one', async () => {
    const limits = { accountThrottle: { rateLimit: 1e6, burstLimit: 1e6 } };
    await withApi({ limits }, async ({ connect, called, calls, server }) => {
      const clients = await Promise.all(Array.from({ length: 1000 }, () => connect()));
      for (const { socket } of clients) socket.send('hello');
      await called('$default', 1000);
      const ids = new Set(calls.map(({ event }) => event.requestContext.connectionId));
      expect(ids.size).toBe(1000);
      const some = clients.filter((_client, index) => index % 10 === 0);
      for (const id of [...ids].filter((_id, index) => index % 10 === 0)) {
        const url = `http://127.0.0.1:${server.port}/dev/@connections/${encodeURIComponent(id)}`;
        await fetch(url, { method: 'POST', body: 'hi', headers: { Authorization: 'AWS4-HMAC-SHA256 x' } });
      }
      await until(() => (clients.flatMap(({ frames }) => frames).length === some.length ? true : undefined));
      expect(clients.filter(({ frames }) => frames.length === 1)).toHaveLength(some.length);
      for (const { socket } of clients) rawSocketOf(socket).destroy();
      await called('$disconnect', 1000);
      await pause(50);
      const ended = calls
        .filter(({ name }) => name === '$disconnect')
        .map(({ event }) => event.requestContext.connectionId);
      expect([ended.length, new Set(ended).size]).toEqual([1000, 1000]);
    });
  }, 30_000);
});

/** A client that does nothing of itself, once it is connected. */
async function connectRaw(port: number): Promise<Socket> {
  const socket = connectTcp(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    'GET /dev HTTP/1.1\r\nHost: chat\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await new Promise((resolve) => socket.once('data', resolve));
  return socket.resume();
}

/** The TCP connection below a client, which the library keeps to itself. */
const rawSocketOf = (socket: object): Socket => (socket as { _socket: Socket })._socket;

describe('a client that breaks the protocol', () => {
  it.each([
    ['an unmasked frame', Buffer.from([0x81, 0x02, 0x68, 0x69])],
    ['reserved bits', Buffer.from([0xf1, 0x80, 0, 0, 0, 0])],
    ['an unknown opcode', Buffer.from([0x83, 0x80, 0, 0, 0, 0])],
    ['a fragmented ping', Buffer.from([0x09, 0x80, 0, 0, 0, 0])],
  ])('by %s is closed and told to $disconnect', async (_what, bytes) => {
    await withApi({}, async ({ server, called }) => {
      const socket = await connectRaw(server.port);
      socket.write(bytes);
      expect((await called('$disconnect')).event.requestContext.disconnectStatusCode).toBe(1002);
      socket.destroy();
    });
  });
});
