/** Sending messages: who gets them, and what is refused. A real DynamoDB engine, a real server for @connections. */
import { createUlid } from '../../../functions/shared/ulid.ts';
import { aBookItem } from '../../support/a-book.ts';
import { aChatEvent, type Chat, type Person, publicIdOf, startChat } from '../../support/chat.ts';
import { catchMetrics } from '../../support/metrics.ts';

const takeMetrics = catchMetrics();

let chat: Chat;
let log: jest.SpyInstance;
let count = 0;

beforeAll(async () => {
  chat = await startChat();
}, 20_000);

afterAll(() => chat.stop());

beforeEach(() => {
  log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  log.mockRestore();
  chat.api.takeFrames();
});

/** A room of its own for each test. */
async function aRoom(): Promise<string> {
  const id = `book-${++count}`;
  await chat.shop.put('BooksTable', aBookItem({ id }));
  return `book:${id}`;
}

const say = (person: Person, room: string, text: unknown, more: object = {}) =>
  chat.ask(person, 'send', { room, text, ...more });
const storedIn = async (room: string) =>
  (await chat.shop.scan('MessagesTable')).filter((message) => message.room?.S === room);
const membersOf = async (room: string) =>
  (await chat.shop.scan('RoomMembersTable'))
    .filter((member) => member.room?.S === room)
    .map((it) => it.connectionId?.S);

describe('send', () => {
  it('stores the message, sends it to the others, and answers the sender with the request id', async () => {
    const room = await aRoom();
    const [ann, bob, eve] = [await chat.connect({}, room), await chat.connect({}, room), await chat.connect({}, room)];
    takeMetrics();
    const answer = await say(ann, room, 'Hello!', { requestId: 'q1' });
    expect(takeMetrics()).toEqual([{ ChatMessages: 1 }]);
    const message = {
      type: 'message',
      room,
      messageId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      sender: { name: ann.name, id: publicIdOf(ann) },
      text: 'Hello!',
      sentAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    };
    expect(answer).toEqual({ ...message, requestId: 'q1' });
    const frames = chat.api.takeFrames();
    expect(frames.map(({ to }) => to).toSorted()).toEqual([bob.connectionId, eve.connectionId].toSorted());
    // The request id is the sender's own affair.
    expect(frames.map(({ frame }) => frame)).toEqual([message, message]);
    expect(frames[0]?.frame.messageId).toBe(answer.messageId);
    const [stored] = await storedIn(room);
    expect(stored).toMatchObject({
      messageId: { S: answer.messageId },
      text: { S: 'Hello!' },
      sentAt: { S: answer.sentAt },
    });
    const keptSeconds = Number(stored?.expiresAtSeconds?.N) - Date.now() / 1000;
    expect(Math.round(keptSeconds / 86_400)).toBe(30);
  });

  it('reaches the other windows of the sender, and nobody in another room', async () => {
    const [room, other] = [await aRoom(), await aRoom()];
    const ann = await chat.connect({ userId: 'user-ann' }, room);
    const window = await chat.connect({ userId: 'user-ann' }, room);
    await chat.connect({}, other);
    await say(ann, room, 'Hello!');
    expect(chat.api.takeFrames().map(({ to }) => to)).toEqual([window.connectionId]);
  });

  it('takes the sender from the authorizer, whatever the message says', async () => {
    const room = await aRoom();
    const eve = await chat.connect({ name: 'Eve' }, room);
    const bob = await chat.connect({}, room);
    const sender = { name: 'Ann', id: publicIdOf({ userId: 'ann' }) };
    const spoofed = {
      sender,
      name: 'Ann',
      senderName: 'Ann',
      userId: 'ann',
      publicId: 'x',
      messageId: 'X',
      sentAt: '1970',
    };
    const answer = await say(eve, room, 'I am Ann', spoofed);
    expect(answer.sender).toEqual({ name: 'Eve', id: publicIdOf(eve) });
    expect(chat.api.takeFrames()).toMatchObject([
      { to: bob.connectionId, frame: { sender: { name: 'Eve', id: publicIdOf(eve) }, messageId: answer.messageId } },
    ]);
    expect(answer.messageId).not.toBe('X');
    expect(answer.sentAt).not.toBe('1970');
  });

  it('shows no user id to anyone', async () => {
    const room = await aRoom();
    const ann = await chat.connect({ userId: 'secret-sub' }, room);
    await chat.connect({}, room);
    // The public id in these tests holds it for readability.
    const seen = JSON.stringify([await say(ann, room, 'Hello!'), chat.api.takeFrames()]).replaceAll(
      'public-secret-sub',
      '',
    );
    expect(seen).not.toContain('secret-sub');
  });

  it.each([
    ['a thousand letters', 'x'.repeat(1000), 'x'.repeat(1000)],
    ['a thousand emoji', '😀'.repeat(1000), '😀'.repeat(1000)],
    ['white space around it', '  padded \n', 'padded'],
    ['two lines', 'two\r\nlines', 'two\nlines'],
    ['a turned direction', '\u202egnp.exe', 'gnp.exe'],
    ['what looks like code', '<script>alert(1)</script> "${x}" \\', '<script>alert(1)</script> "${x}" \\'],
  ])('takes a text with %s', async (_what, text, expected) => {
    const room = await aRoom();
    const ann = await chat.connect({}, room);
    const answer = await say(ann, room, text);
    expect([answer.type, answer.text]).toEqual(['message', expected]);
    expect((await storedIn(room))[0]?.text?.S).toBe(expected);
  });

  it.each([
    ['no letter', ''],
    ['white space alone', '   '],
    ['an invisible character alone', '\u202e'],
    ['1001 letters', 'x'.repeat(1001)],
    ['1001 emoji', '😀'.repeat(1001)],
    ['a number', 5],
    ['null', null],
    ['a list', ['x']],
    ['an object', { S: 'x' }],
    ['nothing', undefined],
  ])('refuses a text of %s', async (_what, text) => {
    const room = await aRoom();
    const ann = await chat.connect({}, room);
    await chat.connect({}, room);
    expect(await say(ann, room, text, { requestId: 'q1' })).toEqual({
      type: 'error',
      code: 'InvalidBody',
      message: 'text is a text of 1 to 1000 characters.',
      requestId: 'q1',
    });
    expect([await storedIn(room), chat.api.takeFrames()]).toEqual([[], []]);
  });

  it('refuses a room that one has not joined, has left, or was a member of too long ago', async () => {
    const room = await aRoom();
    const [ann, bob, old] = [await chat.connect({}), await chat.connect({}, room), await chat.connect({}, room)];
    await chat.ask(bob, 'leave', { room });
    const { connectionId } = old;
    await chat.shop.put('RoomMembersTable', { room, connectionId, publicId: 'p', expiresAtSeconds: 1_700_000_000 });
    for (const person of [ann, bob, old]) {
      expect(await say(person, room, 'Hello?')).toMatchObject({ type: 'error', code: 'NotJoined' });
    }
    expect([await storedIn(room), chat.api.takeFrames()]).toEqual([[], []]);
  });

  it.each(['kitchen', 'book:../x', undefined])('refuses the room %j', async (room) => {
    const ann = await chat.connect({});
    expect(await chat.ask(ann, 'send', { room, text: 'x' })).toMatchObject({ code: 'InvalidRoom' });
  });

  it('sends nothing that could not be stored', async () => {
    const room = await aRoom();
    const [ann] = [await chat.connect({}, room), await chat.connect({}, room)];
    chat.shop.fail('PutItemCommand', Object.assign(new Error('busy'), { name: 'ThrottlingException' }));
    expect(await say(ann, room, 'Lost', { requestId: 'q1' })).toMatchObject({
      type: 'error',
      code: 'Busy',
      requestId: 'q1',
    });
    chat.shop.fail('PutItemCommand', new Error('the secret table name'));
    const answer = await say(ann, room, 'Lost');
    expect(answer).toMatchObject({ type: 'error', code: 'InternalError' });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(chat.api.takeFrames()).toEqual([]);
    expect(log).toHaveBeenCalledTimes(2);
  });

  it('answers that a stored message is sent even when the members cannot be read', async () => {
    const room = await aRoom();
    const ann = await chat.connect({}, room);
    chat.shop.fail('QueryCommand', new Error('no members today'));
    expect(await say(ann, room, 'Stored')).toMatchObject({ type: 'message', text: 'Stored' });
    expect(await storedIn(room)).toHaveLength(1);
    expect(JSON.stringify(log.mock.calls)).toContain('no members today');
  });
});

describe('five messages a second', () => {
  beforeEach(() =>
    jest.useFakeTimers({
      now: 1_790_000_000_500,
      doNotFake: [
        'setTimeout',
        'clearTimeout',
        'setImmediate',
        'nextTick',
        'queueMicrotask',
        'setInterval',
        'clearInterval',
      ],
    }),
  );
  afterEach(() => jest.useRealTimers());

  it('is the limit of a user, over all connections and rooms', async () => {
    const [room, other] = [await aRoom(), await aRoom()];
    const ann = await chat.connect({ userId: 'chatty' }, room);
    const window = await chat.connect({ userId: 'chatty' }, other);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, number) =>
        number % 2 ? say(ann, room, `m${number}`, { requestId: `q${number}` }) : say(window, other, `m${number}`),
      ),
    );
    expect(answers.filter(({ type }) => type === 'message')).toHaveLength(5);
    expect(answers.filter(({ code }) => code === 'TooManyMessages')).toHaveLength(3);
    expect((await storedIn(room)).length + (await storedIn(other)).length).toBe(5);
  });

  it('leaves other users alone, and is over in the next second', async () => {
    const room = await aRoom();
    const [ann, bob] = [await chat.connect({}, room), await chat.connect({}, room)];
    for (let number = 0; number < 5; number++) await say(ann, room, 'x');
    expect(await say(ann, room, 'x')).toMatchObject({ code: 'TooManyMessages' });
    expect(await say(bob, room, 'x')).toMatchObject({ type: 'message' });
    jest.setSystemTime(1_790_000_001_000);
    expect(await say(ann, room, 'x')).toMatchObject({ type: 'message' });
  });

  it('is counted in items that expire', async () => {
    const counters = await chat.shop.scan('ChatLimitsTable');
    const seconds = counters.map(({ userIdAndSecond, expiresAtSeconds }) => [
      Number(userIdAndSecond?.S?.split('#')[1]),
      Number(expiresAtSeconds?.N),
    ]);
    expect(seconds.filter(([second = 0, expiry]) => expiry !== second + 60)).toEqual([]);
    expect(seconds.length).toBeGreaterThan(0);
  });
});

describe('a room of three hundred', () => {
  it('gets every message exactly once, many at a time but not all', async () => {
    const room = await aRoom();
    const ann = await chat.connect({}, room);
    const others = Array.from({ length: 299 }, (_, number) => `other-${number}=`);
    for (const connectionId of others) {
      await chat.shop.put('RoomMembersTable', { room, connectionId, publicId: 'p', expiresAtSeconds: 4_000_000_000 });
    }
    chat.api.takePeak();
    const answer = await say(ann, room, 'Hello, all!');
    const frames = chat.api.takeFrames();
    expect(frames.map(({ to }) => to).toSorted()).toEqual(others.toSorted());
    expect(new Set(frames.map(({ frame }) => frame.messageId))).toEqual(new Set([answer.messageId]));
    const peak = chat.api.takePeak();
    expect(peak).toBeGreaterThan(8);
    expect(peak).toBeLessThanOrEqual(64);
  }, 60_000);
});

describe('connections that are gone or broken', () => {
  it('affect nobody else; those that are gone are forgotten, and no others', async () => {
    const room = await aRoom();
    const second = await aRoom();
    const ann = await chat.connect({}, room);
    const people = [];
    for (let number = 0; number < 30; number++) people.push(await chat.connect({}, room, second));
    const ids = people.map(({ connectionId }) => connectionId);
    const [gone, broken, well] = [ids.slice(0, 10), ids.slice(10, 12), ids.slice(12)];
    for (const id of gone) chat.api.gone.add(id);
    for (const id of broken) chat.api.broken.add(id);

    expect(await say(ann, room, 'Still there?')).toMatchObject({ type: 'message' });
    expect(
      chat.api
        .takeFrames()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(well.toSorted());
    expect((await membersOf(room)).toSorted()).toEqual([ann.connectionId, ...broken, ...well].toSorted());
    expect((await membersOf(second)).toSorted()).toEqual([...broken, ...well].toSorted());
    const connections = (await chat.shop.scan('ConnectionsTable')).map(({ connectionId }) => connectionId?.S);
    expect(gone.filter((id) => connections.includes(id))).toEqual([]);
    expect([...broken, ...well].filter((id) => !connections.includes(id))).toEqual([]);
    expect(log).toHaveBeenCalledTimes(2);

    chat.api.broken.clear();
    await say(ann, room, 'And now?');
    expect(chat.api.takeFrames()).toHaveLength(20);
  }, 60_000);

  it('are removed from the room even when the connection itself was forgotten before', async () => {
    const room = await aRoom();
    const ann = await chat.connect({}, room);
    const member = { room, connectionId: 'half-gone=', publicId: 'p', expiresAtSeconds: 4_000_000_000 };
    await chat.shop.put('RoomMembersTable', member);
    chat.api.gone.add('half-gone=');
    await say(ann, room, 'Hello?');
    expect(await membersOf(room)).toEqual([ann.connectionId]);
  });

  it('do no harm when they cannot be removed', async () => {
    const room = await aRoom();
    const [ann, bob, eve] = [await chat.connect({}, room), await chat.connect({}, room), await chat.connect({}, room)];
    chat.api.gone.add(bob.connectionId);
    chat.shop.fail('DeleteItemCommand', new Error('not now'));
    expect(await say(ann, room, 'Hello?')).toMatchObject({ type: 'message' });
    expect(chat.api.takeFrames().map(({ to }) => to)).toEqual([eve.connectionId]);
    expect(JSON.stringify(log.mock.calls)).toContain('not now');
  });

  it('are skipped when they have expired', async () => {
    const room = await aRoom();
    const ann = await chat.connect({}, room);
    await chat.shop.put('RoomMembersTable', {
      room,
      connectionId: 'old=',
      publicId: 'p',
      expiresAtSeconds: 1_700_000_000,
    });
    await say(ann, room, 'Hello?');
    expect(chat.api.takeFrames()).toEqual([]);
  });
});

describe('messages that are sent at once', () => {
  it('get ids of their own, in the order of time, and reach everyone once', async () => {
    const room = await aRoom();
    const reader = await chat.connect({}, room);
    const people = await Promise.all(Array.from({ length: 10 }, () => chat.connect({}, room)));
    const before = createUlid(Date.now() - 1);
    const answers = await Promise.all(people.flatMap((person) => [say(person, room, 'one'), say(person, room, 'two')]));
    const ids = answers.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(20);
    expect(ids.every((id) => id > before)).toBe(true);
    expect((await storedIn(room)).map(({ messageId }) => messageId?.S).toSorted()).toEqual(ids.toSorted());
    const received = chat.api.takeFrames().filter(({ to }) => to === reader.connectionId);
    expect(received.map(({ frame }) => frame.messageId).toSorted()).toEqual(ids.toSorted());
    const byTime = answers.toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
    expect(byTime.map(({ messageId }) => messageId.slice(0, 10))).toEqual(ids.map((id) => id.slice(0, 10)).toSorted());
  }, 60_000);
});

describe('other messages', () => {
  const ann = { connectionId: 'a=', userId: 'a', name: 'Ann' };

  it('answers a ping with a pong', async () => {
    expect(await chat.ask(ann, 'ping', { requestId: 'p1' })).toEqual({ type: 'pong', requestId: 'p1' });
    expect(await chat.ask(ann, 'ping')).toEqual({ type: 'pong' });
  });

  it.each([
    ['an unknown action', '{"action":"shout","requestId":"q1"}', 'UnknownAction', 'q1'],
    ['no action', '{"requestId":"q2"}', 'UnknownAction', 'q2'],
    ['an action that is no text', '{"action":["send"],"requestId":"q3"}', 'UnknownAction', 'q3'],
    ['a request id that is no text', '{"action":"x","requestId":{"a":1}}', 'UnknownAction', undefined],
    ['a request id that is too long', `{"action":"x","requestId":"${'x'.repeat(65)}"}`, 'UnknownAction', undefined],
    ['what is not JSON', 'hello', 'InvalidBody', undefined],
    ['an empty message', '', 'InvalidBody', undefined],
    ['a list', '[1]', 'InvalidBody', undefined],
    ['a text', '"send"', 'InvalidBody', undefined],
    ['null', 'null', 'InvalidBody', undefined],
  ])('refuses %s with an error frame', async (_what, body, code, requestId) => {
    const frame = await chat.ask(ann, '$default', body);
    expect(frame).toEqual({ type: 'error', code, message: expect.any(String), ...(requestId && { requestId }) });
  });

  it('always answers 200: an error is the message’s, not the connection’s', async () => {
    expect(await chat.call('refuseUnknown', aChatEvent(ann, {}, 'x'))).toMatchObject({ statusCode: 200 });
  });
});

describe('a room that fills more than one page', () => {
  it('is read in pages, to the last', async () => {
    const room = await aRoom();
    const ann = await chat.connect({}, room);
    // DynamoDB ends a page after a megabyte: 20 members of 90 KB make two.
    const ballast = 'x'.repeat(90_000);
    for (let number = 0; number < 20; number++) {
      const connectionId = `fat-${String(number).padStart(2, '0')}=`;
      await chat.shop.put('RoomMembersTable', {
        room,
        connectionId,
        publicId: ballast,
        expiresAtSeconds: 4_000_000_000,
      });
    }
    await say(ann, room, 'Hello, all!');
    expect(chat.api.takeFrames()).toHaveLength(20);
  });
});

describe('sendMessage', () => {
  it('needs every right that it has', () => {
    expect(chat.shop.unusedRights('sendMessage')).toEqual([]);
  });
});
