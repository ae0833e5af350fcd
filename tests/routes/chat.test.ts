/** What the WebSocket API refuses, over the network: who may not connect, and what a connection is told and survives. */

import { startTokenIssuer, type TokenIssuer } from '../conformance/token-issuer.ts';
import { aBookItem } from '../support/a-book.ts';
import { badTokens } from '../support/bad-tokens.ts';
import { type ChatClient, type ChatShop, startChatShop } from '../support/chat-shop.ts';

let chat: ChatShop;
let stranger: TokenIssuer;
let count = 0;

beforeAll(async () => {
  [chat, stranger] = await Promise.all([startChatShop(), startTokenIssuer()]);
  await chat.shop.put('BooksTable', aBookItem({ id: 'emma' }));
}, 30_000);

afterAll(() => Promise.all([chat.stop(), stranger.close()]));

const claims = { sub: 'user-1', name: 'Ann' };
const issuers = () => ({ ...chat, stranger });
const good = () => chat.tokenOf('user-1', claims);

describe('an upgrade', () => {
  it('with an ID token opens a connection, whose subprotocol is not the token', async () => {
    expect(await chat.knock(['bookstore', good()])).toEqual({ status: 101, protocol: 'bookstore', body: '' });
  });

  it.each<[string, () => readonly string[], string?]>([
    ['without subprotocols', () => []],
    ['with the protocol alone', () => ['bookstore']],
    ['with the token alone', () => [good()]],
    ['with the token first', () => [good(), 'bookstore']],
    ['with another protocol', () => ['graphql-ws', good()]],
    ['with two tokens', () => ['bookstore', good(), chat.tokenOf('user-2')]],
    ['with an expired token', () => ['bookstore', chat.tokenOf('user-1', { ...claims, exp: 'past' })]],
    ['with an access token', () => ['bookstore', chat.tokenOf('user-1', { ...claims, token_use: 'access' })]],
    ['with a token of nobody', () => ['bookstore', chat.tokenOf('user-1', { ...claims, sub: null })]],
  ])('%s is refused with 401', async (_what, protocols) => {
    await expectRefusal(protocols());
  });

  it('with its token in the address is refused with 401', async () => {
    await expectRefusal([], `?token=${good()}&Authorization=${good()}&Sec-WebSocket-Protocol=bookstore,${good()}`);
  });

  it.each(badTokens)('with %s is refused with 401', async (_what, make) => {
    await expectRefusal(['bookstore', make(claims, issuers())]);
  });

  async function expectRefusal(protocols: readonly string[], query?: string): Promise<void> {
    const before = await findConnectionIds();
    const { status, body } = await chat.knock(protocols, query);
    expect([status, JSON.parse(body).message]).toEqual([401, 'Unauthorized']);
    for (const token of protocols) expect(body).not.toContain(token);
    expect((await findConnectionIds()).filter((id) => !before.includes(id))).toEqual([]);
  }
});

const findConnectionIds = async () =>
  (await chat.shop.scan('ConnectionsTable')).map(({ connectionId }) => connectionId?.S);

/** Somebody new, since the limit of messages is each one's own. */
async function connect(name = 'Ann'): Promise<ChatClient> {
  count += 1;
  return chat.connect(chat.tokenOf(`reader-${count}`, { name }));
}

async function join(client: ChatClient, room = 'lobby'): Promise<void> {
  expect(await client.ask({ action: 'join', room })).toMatchObject({ type: 'joined', room });
}

const isOpen = async (client: ChatClient) => (await client.ask({ action: 'ping', requestId: 'p' })).type === 'pong';

describe('a message that is refused', () => {
  const invalidText = 'text is a text of 1 to 1000 characters.';

  it.each<[string, string | object, object]>([
    ['an unknown action', { action: 'shout', requestId: '1' }, { code: 'UnknownAction', requestId: '1' }],
    ['no action', { room: 'lobby', requestId: '1' }, { code: 'UnknownAction', requestId: '1' }],
    ['a route of API Gateway for an action', { action: '$connect', requestId: '1' }, { code: 'UnknownAction' }],
    ['an inherited name for an action', { action: 'constructor', requestId: '1' }, { code: 'UnknownAction' }],
    ['what is no JSON', 'hello', { code: 'InvalidBody', message: 'The body is not a JSON object.' }],
    ['half of a JSON object', '{"action":"send"', { code: 'InvalidBody' }],
    ['an empty text', '', { code: 'InvalidBody' }],
    ['a list', '[{"action":"ping"}]', { code: 'InvalidBody' }],
    ['1,001 characters', say('x'.repeat(1001)), { code: 'InvalidBody', message: invalidText, requestId: '1' }],
    ['20,000 characters', say('x'.repeat(20_000)), { code: 'InvalidBody', message: invalidText, requestId: '1' }],
    ['white space', say(' \n '), { code: 'InvalidBody', message: invalidText, requestId: '1' }],
    ['a number for a text', say(5), { code: 'InvalidBody', message: invalidText, requestId: '1' }],
    ['no text', say(undefined), { code: 'InvalidBody', message: invalidText, requestId: '1' }],
    ['a text for a room not joined', say('Hi', 'book:emma'), { code: 'NotJoined', requestId: '1' }],
    ['a text for no room', say('Hi', 'kitchen'), { code: 'InvalidRoom', requestId: '1' }],
    ['the history of a room not joined', ask('history', { room: 'book:emma' }), { code: 'NotJoined', requestId: '1' }],
    ['a cursor that is none', ask('history', { since: 'yesterday' }), { code: 'InvalidCursor', requestId: '1' }],
    [
      'two cursors',
      ask('history', { since: '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD', before: '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD' }),
      { code: 'InvalidCursor', requestId: '1' },
    ],
    ['a join of no room', ask('join', { room: 'kitchen' }), { code: 'InvalidRoom', requestId: '1' }],
    ['a join of a book that is not sold', ask('join', { room: 'book:none' }), { code: 'BookNotFound', requestId: '1' }],
  ])('for %s is answered with an error, reaches nobody and ends nothing', async (_what, message, expected) => {
    const [ann, bob] = [await connect(), await connect('Bob')];
    for (const client of [ann, bob]) await join(client);
    expect(await ann.ask(message)).toMatchObject({
      type: 'error',
      message: expect.stringMatching(/\w{3}/),
      ...expected,
    });
    expect(await isOpen(ann)).toBe(true);
    expect(await ann.ask(say('And now?'))).toMatchObject({ type: 'message', text: 'And now?' });
    // The first that Bob hears is what came after it.
    expect((await bob.heard(1)).map(({ text }) => text)).toEqual(['And now?']);
    for (const { socket } of [ann, bob]) socket.terminate();
  });

  it('because it is the sixth in a second ends nothing', async () => {
    const ann = await connect();
    await join(ann);
    // All at once: even over the turn of a second, two are too many.
    for (let number = 0; number < 12; number += 1) ann.socket.send(JSON.stringify(say(`m${number}`)));
    const answers = await ann.heard(12);
    expect(answers).toHaveLength(12);
    const refused = answers.filter(({ type }) => type === 'error');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ code: 'TooManyMessages', requestId: '1' });
    expect(await isOpen(ann)).toBe(true);
    ann.socket.terminate();
  });

  it('because it asks for an eleventh room ends nothing', async () => {
    const ann = await connect();
    for (let number = 0; number < 11; number += 1) await chat.shop.put('BooksTable', aBookItem({ id: `b${number}` }));
    for (let number = 0; number < 10; number += 1) await join(ann, `book:b${number}`);
    expect(await ann.ask(ask('join', { room: 'book:b10' }))).toMatchObject({ code: 'TooManyRooms', requestId: '1' });
    expect(await isOpen(ann)).toBe(true);
    ann.socket.terminate();
  });
});

describe('somebody else’s name', () => {
  it('in a message does not get there', async () => {
    const [eve, bob] = [await connect('Eve'), await connect('Bob')];
    for (const client of [eve, bob]) await join(client);
    const { you } = await bob.ask(ask('join', {}));
    const spoofed = { sender: you, name: you.name, publicId: you.id, userId: 'reader-1', principalId: 'reader-1' };
    const answer = await eve.ask({ ...ask('send', { text: 'I am Bob.' }), ...spoofed, messageId: 'X', sentAt: '1970' });
    expect(answer.sender).toMatchObject({ name: 'Eve' });
    expect(answer.sender.id).not.toBe(you.id);
    const [heard] = await bob.heard(1);
    const { requestId, ...sent } = answer;
    expect([heard, requestId]).toEqual([sent, '1']);
    expect(Date.parse(heard.sentAt)).toBeGreaterThan(Date.now() - 60_000);
    for (const { socket } of [eve, bob]) socket.terminate();
  });
});

function ask(action: string, more: object): object {
  return { action, room: 'lobby', requestId: '1', ...more };
}

function say(text: unknown, room = 'lobby'): object {
  return ask('send', { text, room });
}
