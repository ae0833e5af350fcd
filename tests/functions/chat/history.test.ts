/** The chat's history: paged backwards, and filled in after a client was away. */
import { createUlid } from '../../../functions/shared/ulid.ts';
import { aBookItem } from '../../support/a-book.ts';
import { type Chat, type Frame, type Person, startChat } from '../../support/chat.ts';

let chat: Chat;
let count = 0;

beforeAll(async () => {
  chat = await startChat();
}, 20_000);

afterAll(() => chat.stop());

const DAY_MS = 86_400_000;

/** A room of its own, with messages that were sent at these times, and somebody in it. */
async function aRoomWith(timesMs: readonly number[]): Promise<{ room: string; ids: string[]; ann: Person }> {
  const id = `book-${++count}`;
  await chat.shop.put('BooksTable', aBookItem({ id }));
  const room = `book:${id}`;
  const ids = timesMs.map((atMs) => createUlid(atMs)).toSorted();
  for (const [index, messageId] of ids.entries()) await putMessage(room, messageId, timesMs[index] ?? 0);
  return { room, ids, ann: await chat.connect({}, room) };
}

function putMessage(room: string, messageId: string, atMs: number, changes: Record<string, string | number> = {}) {
  return chat.shop.put('MessagesTable', {
    room,
    messageId,
    senderName: 'Bob',
    senderId: 'public-bob',
    text: 'Hello!',
    sentAt: new Date(atMs).toISOString(),
    expiresAtSeconds: Math.floor(atMs / 1000) + 30 * 86_400,
    ...changes,
  });
}

const minutesAgo = (minutes: number, length: number): readonly number[] =>
  Array.from({ length }, (_, index) => Date.now() - minutes * 60_000 + index * 20_000);
const idsOf = ({ items }: Frame): readonly string[] => items.map(({ messageId }: Frame) => messageId);

describe('history', () => {
  it('gives the latest messages, oldest first, with the request id', async () => {
    const { room, ids, ann } = await aRoomWith(minutesAgo(30, 3));
    const answer = await chat.ask(ann, 'history', { room, requestId: 'h1' });
    expect(answer).toMatchObject({ type: 'history', room, requestId: 'h1', hasMore: false });
    expect(idsOf(answer)).toEqual(ids);
    expect(answer.items[0]).toEqual({
      room,
      messageId: ids[0],
      sender: { name: 'Bob', id: 'public-bob' },
      text: 'Hello!',
      sentAt: expect.stringMatching(/Z$/),
    });
  });

  it('is empty in a room where nothing was said', async () => {
    const { room, ann } = await aRoomWith([]);
    expect(await chat.ask(ann, 'history', { room })).toEqual({ type: 'history', room, items: [], hasMore: false });
  });

  it.each([25, 26, 50, 60])('neither loses nor doubles any of %d messages, page by page back', async (length) => {
    const { room, ids, ann } = await aRoomWith(minutesAgo(60, length));
    const seen: string[] = [];
    let page = await chat.ask(ann, 'history', { room });
    for (;;) {
      expect(page.items.length).toBeLessThanOrEqual(25);
      seen.unshift(...idsOf(page));
      if (!page.hasMore) break;
      page = await chat.ask(ann, 'history', { room, before: seen[0] });
    }
    expect(seen).toEqual(ids);
  });

  it.each([0, 1, 24, 30, 70])('gives all of %d messages that a client has missed', async (missed) => {
    const { room, ids, ann } = await aRoomWith(minutesAgo(60, missed + 5));
    const known = ids.slice(0, 5);
    const seen = new Set(known);
    let page = await chat.ask(ann, 'history', { room, since: known.at(-1) });
    for (;;) {
      for (const id of idsOf(page)) seen.add(id);
      if (!page.hasMore) break;
      page = await chat.ask(ann, 'history', { room, after: idsOf(page).at(-1) });
    }
    expect([...seen].toSorted()).toEqual(ids);
  });

  it('reaches ten seconds back with since, for what was stored late', async () => {
    const now = Date.now();
    const [eleven, nine, last, next] = [now - 71_000, now - 69_000, now - 60_000, now - 59_000];
    const { room, ids, ann } = await aRoomWith([eleven, nine, last, next]);
    expect(idsOf(await chat.ask(ann, 'history', { room, since: ids[2] }))).toEqual(ids.slice(1));
    // Not so with after, or a busy room would never come to an end.
    expect(idsOf(await chat.ask(ann, 'history', { room, after: ids[2] }))).toEqual(ids.slice(3));
  });

  it('comes to an end where a hundred messages were sent within one second', async () => {
    const { room, ids, ann } = await aRoomWith(Array.from({ length: 100 }, () => Date.now() - 60_000));
    const seen: string[] = [];
    let page = await chat.ask(ann, 'history', { room, since: ids[99] });
    for (;;) {
      seen.push(...idsOf(page));
      if (!page.hasMore) break;
      page = await chat.ask(ann, 'history', { room, after: seen.at(-1) });
    }
    expect(seen).toEqual(ids);
  });

  it('leaves out what has expired, in both directions', async () => {
    const now = Date.now();
    const { room, ids, ann } = await aRoomWith([now - 31 * DAY_MS, now - 30.5 * DAY_MS, now - DAY_MS, now - 1000]);
    expect(idsOf(await chat.ask(ann, 'history', { room }))).toEqual(ids.slice(2));
    expect(idsOf(await chat.ask(ann, 'history', { room, after: ids[0] }))).toEqual(ids.slice(2));
    expect(await chat.ask(ann, 'history', { room, before: ids[2] })).toMatchObject({ items: [], hasMore: false });
  });

  it('does not stop at a page of expired messages', async () => {
    const expired = Array.from({ length: 40 }, (_, index) => Date.now() - 40 * DAY_MS + index);
    const { room, ids, ann } = await aRoomWith([...expired, Date.now() - 1000]);
    expect(idsOf(await chat.ask(ann, 'history', { room, after: ids[0] }))).toEqual([ids[40]]);
  });

  it('fits into one frame even when all messages are as long as they may be', async () => {
    const { room, ids, ann } = await aRoomWith(minutesAgo(60, 30));
    for (const messageId of ids)
      await putMessage(room, messageId, Date.now(), { text: '😀'.repeat(1000), senderName: '😀'.repeat(50) });
    const answer = await chat.ask(ann, 'history', { room });
    expect(answer.items).toHaveLength(25);
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(128 * 1024);
  });

  it('holds what was sent a moment ago', async () => {
    const { room, ann } = await aRoomWith([]);
    const { messageId } = await chat.ask(ann, 'send', { room, text: 'Hello!' });
    expect(idsOf(await chat.ask(ann, 'history', { room, since: messageId }))).toEqual([messageId]);
  });

  it.each([
    { before: 'x' },
    { since: '' },
    { after: 5 },
    { since: null },
    { before: "' OR 1=1" },
    { since: createUlid(), before: createUlid() },
    { since: createUlid(), after: createUlid() },
  ])('refuses the cursor %j', async (cursor) => {
    const { room, ann } = await aRoomWith([]);
    const answer = await chat.ask(ann, 'history', { room, requestId: 'h1', ...cursor });
    expect(answer).toMatchObject({ type: 'error', code: 'InvalidCursor', requestId: 'h1' });
  });

  it('refuses whoever has not joined', async () => {
    const { room } = await aRoomWith(minutesAgo(5, 2));
    const eve = await chat.connect({}, 'lobby');
    expect(await chat.ask(eve, 'history', { room })).toMatchObject({ type: 'error', code: 'NotJoined' });
    expect(await chat.ask(eve, 'history', { room: 'nowhere' })).toMatchObject({ code: 'InvalidRoom' });
  });

  it('needs every right that it has', () => {
    expect(chat.shop.unusedRights('getHistory')).toEqual([]);
  });
});
