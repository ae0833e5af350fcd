/** Connections come and go: $connect, $disconnect, join and leave against a real DynamoDB engine. */
import { aBookItem } from '../../support/a-book.ts';
import { aChatEvent, type Chat, publicIdOf, startChat } from '../../support/chat.ts';
import { catchMetrics } from '../../support/metrics.ts';

const takeMetrics = catchMetrics();

let chat: Chat;

beforeAll(async () => {
  chat = await startChat();
  await chat.shop.put('BooksTable', aBookItem({ id: 'emma' }));
}, 20_000);

afterAll(() => chat.stop());

const ann = { connectionId: 'ann=', userId: 'user-ann', name: 'Ann' };
const connectionOf = (connectionId: string) => chat.shop.get('ConnectionsTable', { connectionId });
const memberOf = (room: string, connectionId: string) => chat.shop.get('RoomMembersTable', { room, connectionId });
const disconnect = (connectionId: string) =>
  chat.call('disconnect', aChatEvent({ ...ann, connectionId }, { routeKey: '$disconnect' }));
const TWO_HOURS = 7200;

describe('$connect', () => {
  it('remembers who is behind the connection, for two hours', async () => {
    const connectedAt = 1_790_000_000_123;
    takeMetrics();
    await chat.call('connect', aChatEvent(ann, { connectedAt }));
    expect(takeMetrics()).toEqual([{ ChatConnections: 1 }]);
    expect(await connectionOf('ann=')).toEqual({
      connectionId: { S: 'ann=' },
      userId: { S: 'user-ann' },
      connectedAtMs: { N: String(connectedAt) },
      // Seconds: DynamoDB would take milliseconds for a time in fifty thousand years.
      expiresAtSeconds: { N: String(1_790_000_001 + TWO_HOURS) },
    });
  });

  it('answers the subprotocol, and never the token', async () => {
    const answer = await chat.call('connect', aChatEvent(ann));
    expect(answer).toEqual({ statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'bookstore' } });
  });

  it('fails without an authorizer, so that nobody gets in by a mistake in the template', async () => {
    const { requestContext } = aChatEvent(ann);
    const { authorizer: _none, ...rest } = requestContext as unknown as Record<string, unknown>;
    await expect(chat.call('connect', { requestContext: rest as never })).rejects.toThrow('authorizer');
  });

  it('fails when the connection cannot be stored, which refuses the connection', async () => {
    chat.shop.fail('PutItemCommand', new Error('full'));
    await expect(chat.call('connect', aChatEvent(ann))).rejects.toThrow('full');
  });
});

describe('$disconnect', () => {
  it('forgets the connection and that it was in its rooms, and nobody else', async () => {
    const bob = await chat.connect({}, 'lobby', 'book:emma');
    const eve = await chat.connect({}, 'lobby');
    expect(await disconnect(bob.connectionId)).toEqual({ statusCode: 200 });
    expect(await connectionOf(bob.connectionId)).toBeUndefined();
    expect(await memberOf('lobby', bob.connectionId)).toBeUndefined();
    expect(await memberOf('book:emma', bob.connectionId)).toBeUndefined();
    expect(await connectionOf(eve.connectionId)).toBeDefined();
    expect(await memberOf('lobby', eve.connectionId)).toBeDefined();
  });

  it('does nothing when it comes twice, or for a connection that nobody knows', async () => {
    const bob = await chat.connect({}, 'lobby');
    await disconnect(bob.connectionId);
    expect(await disconnect(bob.connectionId)).toEqual({ statusCode: 200 });
    expect(await disconnect('unknown=')).toEqual({ statusCode: 200 });
  });

  it('that comes before $connect has written leaves a connection in no room, and none for a second one', async () => {
    const late = { ...ann, connectionId: 'late=' };
    await disconnect('late=');
    await chat.call('connect', aChatEvent(late));
    expect((await connectionOf('late='))?.rooms).toBeUndefined();
    await disconnect('late=');
    expect(await connectionOf('late=')).toBeUndefined();
  });

  it('that overtakes a join leaves no member behind', async () => {
    const bob = await chat.connect({});
    await disconnect(bob.connectionId);
    const answer = await chat.ask(bob, 'join', { room: 'lobby', requestId: 'q1' });
    expect(answer).toMatchObject({ type: 'error', code: 'ConnectionGone', requestId: 'q1' });
    expect(await memberOf('lobby', bob.connectionId)).toBeUndefined();
    expect(await connectionOf(bob.connectionId)).toBeUndefined();
  });

  it('leaves nothing when joins, leaves and disconnects meet', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => chat.connect({}, 'lobby')));
    await Promise.all(
      people.flatMap((person) => [
        chat.ask(person, 'join', { room: 'book:emma' }),
        chat.ask(person, 'leave', { room: 'lobby' }),
        disconnect(person.connectionId),
      ]),
    );
    const ids = new Set(people.map(({ connectionId }) => connectionId));
    const left = [...(await chat.shop.scan('RoomMembersTable')), ...(await chat.shop.scan('ConnectionsTable'))];
    expect(left.filter(({ connectionId }) => ids.has(connectionId?.S ?? ''))).toEqual([]);
  });
});

describe('join', () => {
  it('answers with the room, the own name and the request id, and notes the membership', async () => {
    const bob = await chat.connect({});
    const answer = await chat.ask(bob, 'join', { room: 'lobby', requestId: 'q7' });
    const you = { name: bob.name, id: publicIdOf(bob) };
    expect(answer).toEqual({ type: 'joined', room: 'lobby', you, requestId: 'q7' });
    expect(await memberOf('lobby', bob.connectionId)).toEqual({
      room: { S: 'lobby' },
      connectionId: { S: bob.connectionId },
      publicId: { S: publicIdOf(bob) },
      expiresAtSeconds: { N: expect.stringMatching(/^\d{10}$/) },
    });
    expect((await connectionOf(bob.connectionId))?.rooms).toEqual({ SS: ['lobby'] });
  });

  it('takes the room of a book, and the same room twice', async () => {
    const bob = await chat.connect({}, 'book:emma');
    expect(await chat.ask(bob, 'join', { room: 'book:emma' })).toMatchObject({ type: 'joined', room: 'book:emma' });
  });

  it('refuses the room of a book that does not exist', async () => {
    const bob = await chat.connect({});
    const answer = await chat.ask(bob, 'join', { room: 'book:no-such-book', requestId: 'q1' });
    expect(answer).toMatchObject({ type: 'error', code: 'BookNotFound', requestId: 'q1' });
    expect(await memberOf('book:no-such-book', bob.connectionId)).toBeUndefined();
  });

  it.each([
    'Lobby',
    'lobby ',
    'kitchen',
    'book:',
    'book:Emma',
    'book:../x',
    'book:a#b',
    `book:${'x'.repeat(81)}`,
    '',
    5,
    null,
    ['lobby'],
    { S: 'lobby' },
    undefined,
  ])('refuses the room %j', async (room) => {
    const bob = await chat.connect({});
    expect(await chat.ask(bob, 'join', { room })).toMatchObject({ type: 'error', code: 'InvalidRoom' });
  });

  it('takes two rooms at once', async () => {
    const bob = await chat.connect({});
    const answers = await Promise.all(['lobby', 'book:emma'].map((room) => chat.ask(bob, 'join', { room })));
    expect(answers.map(({ type }) => type)).toEqual(['joined', 'joined']);
    expect((await connectionOf(bob.connectionId))?.rooms?.SS?.toSorted()).toEqual(['book:emma', 'lobby']);
  });

  it('refuses an eleventh room', async () => {
    const bob = await chat.connect({});
    const rooms = Array.from({ length: 11 }, (_, number) => `book:b${number}`);
    for (const room of rooms) await chat.shop.put('BooksTable', aBookItem({ id: room.slice(5) }));
    const answers = [];
    for (const room of rooms) answers.push(await chat.ask(bob, 'join', { room }));
    expect(answers.map(({ code }) => code)).toEqual([...Array(10).fill(undefined), 'TooManyRooms']);
    expect(await memberOf('book:b10', bob.connectionId)).toBeUndefined();
    expect(await chat.ask(bob, 'join', { room: 'book:b3' })).toMatchObject({ type: 'joined' });
  });
});

describe('leave', () => {
  it('answers with the room and forgets the membership', async () => {
    const bob = await chat.connect({}, 'lobby', 'book:emma');
    const answer = await chat.ask(bob, 'leave', { room: 'lobby', requestId: 'q2' });
    expect(answer).toEqual({ type: 'left', room: 'lobby', requestId: 'q2' });
    expect(await memberOf('lobby', bob.connectionId)).toBeUndefined();
    expect((await connectionOf(bob.connectionId))?.rooms).toEqual({ SS: ['book:emma'] });
  });

  it('changes nothing for a room that one is not in, or a connection that is gone', async () => {
    const bob = await chat.connect({});
    expect(await chat.ask(bob, 'leave', { room: 'lobby' })).toEqual({ type: 'left', room: 'lobby' });
    await disconnect(bob.connectionId);
    expect(await chat.ask(bob, 'leave', { room: 'lobby' })).toEqual({ type: 'left', room: 'lobby' });
    expect(await connectionOf(bob.connectionId)).toBeUndefined();
  });
});

describe('the functions of connections', () => {
  it.each(['connect', 'disconnect', 'joinRoom', 'leaveRoom'])('%s needs every right that it has', (name) => {
    expect(chat.shop.unusedRights(name)).toEqual([]);
  });
});
