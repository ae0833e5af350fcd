/** A room of the chat: whoever drops and returns misses nothing and sees nothing twice. */
import { describeLiveError } from '../../../frontend/live/live-error.ts';
import type { Room } from '../../../frontend/live/room.ts';
import { pause, until } from '../until.ts';
import { you } from './a-chat-server.ts';
import { aLive, type Setting } from './a-live.ts';

let setting: Setting;

beforeEach(async () => {
  setting = await aLive();
});

afterEach(() => setting.stop());

const textsOf = ({ messages }: Room) => messages.map(({ text }) => text);
const numbered = (length: number, from = 0) => Array.from({ length }, (_, index) => `m${from + index}`);

async function enter(name = 'lobby'): Promise<Room> {
  const room = setting.live.enter(name);
  await until(() => !room.isCatchingUp);
  return room;
}

/** Stores a message a second, the last one so many seconds ago. */
function storeEverySecond(texts: readonly string[], secondsAgo = 0): void {
  for (const [index, text] of texts.entries()) {
    const atMs = Date.now() - (secondsAgo + texts.length - index) * 1000;
    setting.server.store(text, { atMs });
  }
}

/** The connection is lost, and nobody gets through until `meanwhile` is over. */
async function lose(room: Room, meanwhile: () => void): Promise<void> {
  const { server } = setting;
  server.isRefusing = true;
  server.cut();
  await until(() => room.isCatchingUp);
  meanwhile();
  server.isRefusing = false;
}

const isBack = (room: Room) => until(() => !room.isCatchingUp);

describe('a room', () => {
  it('begins with the latest messages, and knows the reader’s own name', async () => {
    storeEverySecond(numbered(30));
    const room = await enter();
    expect(textsOf(room)).toEqual(numbered(25, 5));
    expect([room.hasOlder, room.you]).toEqual([true, you]);
  });

  it('goes back page by page, to the first message', async () => {
    storeEverySecond(numbered(60));
    const room = await enter();
    await Promise.all([room.loadOlder(), room.loadOlder()]);
    expect(textsOf(room)).toEqual(numbered(50, 10));
    await room.loadOlder();
    expect([textsOf(room), room.hasOlder]).toEqual([numbered(60), false]);
    expect(setting.server.requestsOf('history')).toHaveLength(3);
  });

  it('says when it can not go back', async () => {
    storeEverySecond(numbered(30));
    const room = await enter();
    setting.server.answers.set('history', () => ({ type: 'error', code: 'Busy', message: 'Later.' }));
    await expect(room.loadOlder()).rejects.toMatchObject({ code: 'Busy' });
    expect(room.isLoadingOlder).toBe(false);
  });

  it('shows what others say, in the order of time, each once', async () => {
    const { server } = setting;
    const room = await enter();
    const [late, early] = [
      server.store('late', { atMs: Date.now() }),
      server.store('early', { atMs: Date.now() - 500 }),
    ];
    for (const message of [late, early, late]) server.send({ type: 'message', ...message });
    server.say('elsewhere', 'book:emma');
    server.say('last');
    await until(() => textsOf(room).includes('last'));
    expect(textsOf(room)).toEqual(['early', 'late', 'last']);
  });

  it('knows how many people are there', async () => {
    const room = await enter();
    expect(room.people).toBeUndefined();
    setting.server.send({ type: 'presence', room: 'lobby', count: 3 });
    await until(() => room.people === 3);
    await lose(room, () => {});
    expect(room.people).toBeUndefined();
  });

  it('does not keep more than some hundreds of messages', async () => {
    const room = await enter();
    for (let number = 0; number < 700; number += 1) setting.server.say(`m${number}`);
    await until(() => textsOf(room).at(-1) === 'm699');
    expect([room.messages.length <= 600, room.hasOlder]).toEqual([true, true]);
    await room.loadOlder();
    const texts = textsOf(room);
    expect(texts).toEqual(numbered(texts.length, 700 - texts.length));
  });
});

describe('after a lost connection', () => {
  it.each([0, 1, 24, 26, 70])('a room has all of %d messages that were missed, each once', async (missed) => {
    storeEverySecond(numbered(5), 200);
    const room = await enter();
    await lose(room, () => storeEverySecond(numbered(missed, 5), 100));
    await isBack(room);
    expect(textsOf(room)).toEqual(numbered(5 + missed));
    expect(room.missed).toBe(missed);
  });

  it('asks from the last message on that it knows, which the server takes ten seconds further back', async () => {
    const room = await enter();
    const known = setting.server.say('known');
    await until(() => textsOf(room).length === 1);
    await lose(room, () => setting.server.store('stored late', { atMs: Date.now() - 5000 }));
    await isBack(room);
    expect(setting.server.requestsOf('history').at(-1)).toMatchObject({ since: known.messageId });
    expect(textsOf(room)).toEqual(['stored late', 'known']);
  });

  it('a room that was empty has all that was said since', async () => {
    const room = await enter();
    await lose(room, () => storeEverySecond(numbered(60)));
    await isBack(room);
    expect([textsOf(room), room.hasOlder]).toEqual([numbered(60), false]);
  });

  it('has no gap when it is lost again while it catches up', async () => {
    const { server } = setting;
    storeEverySecond(['m0'], 300);
    const room = await enter();
    server.answers.set('history', (request, socket) => {
      if (request.after === undefined) return server.answer(request, socket);
      // The newest comes by itself while older ones are still missing.
      server.answers.delete('history');
      server.say('m80');
      setTimeout(() => socket.terminate(), 20);
      return undefined;
    });
    await lose(room, () => storeEverySecond(numbered(79, 1), 100));
    await until(() => textsOf(room).includes('m80'));
    await isBack(room);
    expect(textsOf(room)).toEqual(numbered(81));
  });

  it('shows what is said while it catches up', async () => {
    const { server } = setting;
    storeEverySecond(['m0'], 300);
    const room = await enter();
    server.answers.set('join', (request, socket) => {
      const answer = server.answer(request, socket);
      setTimeout(() => server.say('m3'), 10);
      return answer;
    });
    server.answers.set('history', (request, socket) => {
      setTimeout(
        () => socket.send(JSON.stringify({ ...server.answer(request, socket), requestId: request.requestId })),
        40,
      );
      return undefined;
    });
    await lose(room, () => storeEverySecond(['m1', 'm2'], 100));
    await isBack(room);
    expect(textsOf(room)).toEqual(numbered(4));
  });

  it('begins anew where more was missed than is kept, without a gap', async () => {
    storeEverySecond(['long ago'], 2000);
    const room = await enter();
    await lose(room, () => storeEverySecond(numbered(560), 100));
    await isBack(room);
    expect([textsOf(room), room.hasOlder]).toEqual([numbered(25, 535), true]);
    await room.loadOlder();
    expect(textsOf(room)).toEqual(numbered(50, 510));
  });

  it('is joined again, and hears what is said', async () => {
    const room = await enter();
    await lose(room, () => {});
    await isBack(room);
    setting.server.say('Still here?');
    await until(() => textsOf(room).length === 1);
    expect(setting.server.requestsOf('join')).toHaveLength(2);
  });
});

describe('sending', () => {
  it('shows the message at once, and once', async () => {
    const room = await enter();
    room.send('Hello!');
    expect(room.outgoing).toMatchObject([{ text: 'Hello!', state: 'sending' }]);
    await until(() => room.outgoing.length === 0);
    expect(room.messages).toMatchObject([{ text: 'Hello!', sender: you }]);
  });

  it('keeps the order', async () => {
    const room = await enter();
    setting.server.answers.set('send', (request, socket) => {
      const wait = request.text === 'm0' ? 60 : 0;
      setTimeout(
        () => socket.send(JSON.stringify({ ...setting.server.answer(request, socket), requestId: request.requestId })),
        wait,
      );
      return undefined;
    });
    for (const text of numbered(3)) room.send(text);
    await until(() => room.messages.length === 3);
    expect(textsOf(room)).toEqual(numbered(3));
  });

  it('says in plain words what is refused, and lets it be sent again or discarded', async () => {
    const room = await enter();
    setting.server.answers.set('send', () => ({ type: 'error', code: 'TooManyMessages', message: 'x' }));
    room.send('one');
    room.send('two');
    await until(() => room.outgoing.every(({ state }) => state === 'failed'));
    const [one, two] = room.outgoing;
    if (!one?.error || !two) throw new Error('Two are expected.');
    expect(describeLiveError(one.error)).toBe('That was too fast: five messages a second are the most.');
    setting.server.answers.delete('send');
    room.sendAgain(one);
    room.discard(two);
    await until(() => room.outgoing.length === 0);
    expect(textsOf(room)).toEqual(['one']);
  });

  it('is not tried without a connection', async () => {
    const room = await enter();
    setting.server.isRefusing = true;
    setting.server.cut();
    await until(() => room.isCatchingUp);
    room.send('Hello?');
    await until(() => room.outgoing[0]?.state === 'failed');
    expect(room.outgoing[0]?.error).toMatchObject({ code: 'not-sent' });
  });

  it('finds in the history what arrived although its answer was lost', async () => {
    const { server } = setting;
    const room = await enter();
    server.answers.set('send', (request, socket) => {
      server.answer(request, socket);
      server.answers.delete('send');
      socket.terminate();
      return undefined;
    });
    room.send('Did you get it?');
    await until(() => room.outgoing[0]?.state === 'checking');
    await until(() => room.outgoing.length === 0);
    expect(textsOf(room)).toEqual(['Did you get it?']);
    expect(server.requestsOf('send')).toHaveLength(1);
  });

  it('says of what did not arrive that it did not, and sends it again only when asked to', async () => {
    const { server } = setting;
    server.store('Hello?', { sender: you, atMs: Date.now() - 60_000 });
    const room = await enter();
    server.answers.set('send', (_request, socket) => {
      server.answers.delete('send');
      socket.terminate();
      return undefined;
    });
    room.send('Hello?');
    await until(() => room.outgoing[0]?.state === 'failed');
    expect(room.outgoing[0]?.error).toMatchObject({ code: 'not-arrived' });
    const [item] = room.outgoing;
    if (item) room.sendAgain(item);
    await until(() => room.outgoing.length === 0);
    expect(textsOf(room)).toEqual(['Hello?', 'Hello?']);
  });

  it('takes a message back as sent that came to light later', async () => {
    const { server } = setting;
    const room = await enter();
    server.answers.set('send', (_request, socket) => {
      socket.terminate();
      return undefined;
    });
    room.send('slow');
    await until(() => room.outgoing[0]?.state === 'failed');
    server.send({ type: 'message', ...server.store('slow', { sender: you }) });
    await until(() => room.outgoing.length === 0);
    expect(textsOf(room)).toEqual(['slow']);
  });

  it('is not taken for what somebody else said, or what another window of the reader sent', async () => {
    const { server } = setting;
    const room = await enter();
    server.answers.set('send', (_request, socket) => {
      server.answers.set('send', () => ({ type: 'error', code: 'TooManyMessages', message: 'x' }));
      socket.terminate();
      return undefined;
    });
    room.send('me too');
    await until(() => room.outgoing[0]?.state === 'failed');
    room.send('and me');
    await until(() => room.outgoing[1]?.state === 'failed');
    server.say('me too');
    server.send({ type: 'message', ...server.store('and me', { sender: you }) });
    await until(() => room.messages.length === 2);
    expect(room.outgoing.map(({ text }) => text)).toEqual(['me too', 'and me']);
  });

  it('looks into the history when there is no answer', async () => {
    const { server } = setting;
    await setting.stop();
    setting = await aLive({ timing: { heartbeatMs: 60_000, answerMs: 150, stableMs: 0 } });
    const room = await enter();
    setting.server.answers.set('send', (request, socket) => {
      setting.server.answer(request, socket);
      return undefined;
    });
    room.send('Hello!');
    await until(() => room.outgoing.length === 0);
    expect([textsOf(room), setting.server.attempts.length]).toEqual([['Hello!'], 1]);
    expect(server).not.toBe(setting.server);
  });

  it.each(['NotJoined', 'ConnectionGone'])('connects anew when the server answers %s', async (code) => {
    const room = await enter();
    setting.server.answers.set('send', () => ({ type: 'error', code, message: 'x' }));
    room.send('Hello?');
    await until(() => setting.server.attempts.length === 2);
    await isBack(room);
    expect(room.outgoing).toMatchObject([{ state: 'failed', error: { code } }]);
  });
});

describe('the way in', () => {
  it.each(['Busy', 'InternalError'])('is tried again after %s', async (code) => {
    let calls = 0;
    setting.server.answers.set('join', (request, socket) => {
      calls += 1;
      return calls < 3 ? { type: 'error', code, message: 'Later.' } : setting.server.answer(request, socket);
    });
    const room = await enter();
    expect([calls, room.error]).toEqual([3, undefined]);
  });

  it.each(['BookNotFound', 'TooManyRooms'])('is closed after %s', async (code) => {
    setting.server.answers.set('join', () => ({ type: 'error', code, message: 'No.' }));
    const room = setting.live.enter('book:emma');
    await until(() => room.error !== undefined);
    expect(room.error).toMatchObject({ code });
    await pause(60);
    expect(setting.server.requestsOf('join')).toHaveLength(1);
  });
});
