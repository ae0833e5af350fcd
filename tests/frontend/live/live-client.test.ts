/** The one connection of the shop, against a server of its own. */
import { WebSocket } from 'ws';
import type { Session } from '../../../frontend/account/session.ts';
import type { Frame } from '../../../frontend/live/frames.ts';
import { LiveClient, type LiveOptions, type LiveState } from '../../../frontend/live/live-client.ts';
import { aSession, type Pool, tokenOf } from '../a-session.ts';
import { pause, until } from '../until.ts';
import { ChatServer } from './a-chat-server.ts';

let server: ChatServer;
let session: Session;
let pool: Pool;
let client: LiveClient;
let states: LiveState[];
let frames: Frame[];
let waits: number[];

beforeEach(async () => {
  [server, { session, pool }] = await Promise.all([new ChatServer().start(), aSession()]);
});

afterEach(async () => {
  client?.stop();
  await server.stop();
});

function start(timing: Partial<NonNullable<LiveOptions['timing']>> = {}, waitMs = 10): void {
  [states, frames, waits] = [[], [], []];
  const options: LiveOptions = {
    url: server.url,
    tokens: session.idTokens,
    openSocket: (url, protocols) => new WebSocket(url, protocols) as never,
    timing: { heartbeatMs: 60_000, answerMs: 2000, stableMs: 0, ...timing },
    toWait: (attempt) => {
      waits.push(attempt);
      return waitMs;
    },
  };
  client = new LiveClient(options, { onLive: () => {}, onLost: () => {}, onFrame: (frame) => frames.push(frame) });
  client.watch(() => states.push(client.state));
  client.start();
}

const isLive = () => client.state === 'live';
const ping = () => client.request({ action: 'ping' }, 'pong');

describe('connecting', () => {
  it('offers the protocol and the ID token as subprotocols, and puts nothing into the address', async () => {
    start();
    await until(isLive);
    expect(server.attempts).toEqual([{ protocols: ['bookstore', tokenOf(1)], address: '/dev' }]);
    expect(states).toEqual(['connecting', 'live']);
  });

  it('happens once, however often it is asked for', async () => {
    start();
    client.start();
    await until(isLive);
    await pause(50);
    expect(server.attempts).toHaveLength(1);
  });

  it('is given up when the server does not answer the upgrade', async () => {
    server.isHanging = true;
    start({ answerMs: 100 });
    await until(() => states.includes('offline'));
    server.isHanging = false;
    await until(isLive);
  });

  it('takes a new token when the first one was refused, but not a new one each time', async () => {
    server.isRefusing = true;
    start();
    await until(() => server.attempts.length === 4);
    server.isRefusing = false;
    await until(isLive);
    expect(server.attempts.slice(0, 4).map(({ protocols }) => protocols[1])).toEqual(
      [1, 2, 2, 2].map((it) => tokenOf(it)),
    );
    expect(pool.flows).toEqual(['USER_PASSWORD_AUTH', 'REFRESH_TOKEN_AUTH']);
  });

  it('goes on trying while the user pool does not answer', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    pool.isDown = true;
    start();
    await until(() => waits.length === 2);
    expect(server.attempts).toEqual([]);
    pool.isDown = false;
    await until(isLive);
    jest.restoreAllMocks();
  });
});

describe('a lost connection', () => {
  it('is made anew, with a token that is still good', async () => {
    start();
    await until(isLive);
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_590_000);
    server.cut();
    await until(() => server.attempts.length === 2);
    jest.restoreAllMocks();
    await until(isLive);
    expect(states).toEqual(['connecting', 'live', 'offline', 'connecting', 'live']);
    expect(server.attempts[1]?.protocols).toEqual(['bookstore', tokenOf(2)]);
  });

  it('is waited for longer each time, until one has lasted', async () => {
    start({ stableMs: 200 });
    for (const attempts of [1, 2, 3]) {
      await until(() => isLive() && server.attempts.length === attempts);
      server.cut();
      await until(() => client.state !== 'live');
    }
    await until(() => isLive() && server.attempts.length === 4);
    await pause(300);
    server.cut();
    await until(() => server.attempts.length === 5);
    expect(waits).toEqual([1, 2, 3, 1]);
  });

  it('fails what was under way, and says of what comes later that it was not sent', async () => {
    start({}, 60_000);
    await until(isLive);
    server.isDeaf = true;
    const underWay = expect(ping()).rejects.toMatchObject({ name: 'LiveError', code: 'lost' });
    await until(() => server.requests.length === 1);
    server.cut();
    await underWay;
    await expect(ping()).rejects.toMatchObject({ code: 'not-sent' });
  });

  it('is made anew at once when somebody asks for it', async () => {
    start({}, 60_000);
    await until(isLive);
    server.cut();
    await until(() => waits.length === 1);
    client.tryNow();
    await until(isLive);
  });
});

describe('silence', () => {
  it('is broken by heartbeats', async () => {
    start({ heartbeatMs: 30 });
    await until(() => server.requestsOf('ping').length >= 3);
    expect(server.attempts).toHaveLength(1);
  });

  it('at the other end is noticed by an unanswered heartbeat', async () => {
    start({ heartbeatMs: 30, answerMs: 150 });
    await until(isLive);
    server.isDeaf = true;
    await until(() => states.includes('offline'));
    server.isDeaf = false;
    await until(isLive);
    expect(server.attempts).toHaveLength(2);
  });

  it('is noticed by an unanswered request, too, and when somebody asks', async () => {
    start({ answerMs: 100 });
    await until(isLive);
    server.isDeaf = true;
    await expect(client.request({ action: 'join', room: 'lobby' }, 'joined')).rejects.toMatchObject({
      code: 'no-answer',
    });
    await until(() => states.includes('offline'));
    server.isDeaf = false;
    await until(isLive);
    server.isDeaf = true;
    client.check();
    await until(() => states.filter((it) => it === 'offline').length === 2);
  });

  it('of one request does not end a connection that is alive', async () => {
    start({ answerMs: 100 });
    await until(isLive);
    server.answers.set('join', () => undefined);
    await expect(client.request({ action: 'join', room: 'lobby' }, 'joined')).rejects.toMatchObject({
      code: 'no-answer',
    });
    await until(() => server.requestsOf('ping').length === 1);
    await pause(150);
    expect(states).toEqual(['connecting', 'live']);
  });
});

describe('an answer', () => {
  it('finds its request, in whatever order it comes', async () => {
    start();
    await until(isLive);
    const held: string[] = [];
    server.answers.set('join', ({ room, requestId }, socket) => {
      held.unshift(JSON.stringify({ type: 'joined', room, you: { name: room, id: room }, requestId }));
      if (held.length === 3) for (const frame of held) socket.send(frame);
      return undefined;
    });
    const rooms = ['a', 'b', 'c'];
    const answers = await Promise.all(rooms.map((room) => client.request({ action: 'join', room }, 'joined')));
    expect(answers.map(({ room }) => room)).toEqual(rooms);
    expect(frames.map((frame) => 'room' in frame && frame.room)).toEqual(['c', 'b', 'a']);
  });

  it.each([
    [{ type: 'error', code: 'BookNotFound', message: 'No.' }, 'BookNotFound'],
    [{ type: 'error', code: 'SomethingNew', message: 'No.' }, 'unexpected'],
    [{ type: 'pong' }, 'unexpected'],
  ])('%j is an error of its own', async (answer, code) => {
    start();
    await until(isLive);
    server.answers.set('join', () => answer);
    await expect(client.request({ action: 'join', room: 'lobby' }, 'joined')).rejects.toMatchObject({ code });
  });

  it('of API Gateway itself is taken for the one request that there is', async () => {
    start();
    await until(isLive);
    server.answers.set('send', (_request, socket) => {
      socket.send('{"message": "Internal server error", "connectionId":"abc=", "requestId":"xyz="}');
      return undefined;
    });
    const sent = client.request({ action: 'send', room: 'lobby', text: 'x' }, 'message');
    await expect(sent).rejects.toMatchObject({ code: 'Gateway' });
    expect(client.state).toBe('live');
  });

  it('that is no frame is passed over', async () => {
    start();
    await until(isLive);
    server.send({ type: 'surprise' });
    server.send({ type: 'presence', room: 'lobby', count: 'many' });
    await ping();
    expect(frames).toEqual([{ type: 'pong' }]);
  });
});

describe('the end', () => {
  it('closes the connection and makes no other', async () => {
    start();
    await until(isLive);
    client.stop();
    expect(client.state).toBe('closed');
    await until(() => server.connections === 0);
    await pause(100);
    expect(server.attempts).toHaveLength(1);
    await expect(ping()).rejects.toMatchObject({ code: 'not-sent' });
  });

  it('may come while it connects or waits', async () => {
    start();
    client.stop();
    await pause(50);
    expect([client.state, server.connections]).toEqual(['closed', 0]);
    server.isRefusing = true;
    start({}, 60_000);
    await until(() => waits.length === 1);
    client.stop();
    server.isRefusing = false;
    await pause(50);
    expect(server.connections).toBe(0);
    client.start();
    await until(isLive);
  });
});
