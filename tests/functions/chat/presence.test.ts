/** How many people are in a room: from the stream of the RoomMembers table. */
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { aBookItem } from '../../support/a-book.ts';
import { type Chat, startChat } from '../../support/chat.ts';

let chat: Chat;
let sendPresence: (event: DynamoDBStreamEvent) => Promise<void>;

beforeAll(async () => {
  chat = await startChat();
  sendPresence = await chat.shop.load<typeof sendPresence>('sendPresence');
  await chat.shop.put('BooksTable', aBookItem({ id: 'emma' }));
}, 20_000);

afterAll(() => chat.stop());

const aRecord = (eventName: 'INSERT' | 'MODIFY' | 'REMOVE', room: string, connectionId = 'c='): DynamoDBRecord => ({
  eventName,
  dynamodb: { Keys: { room: { S: room }, connectionId: { S: connectionId } } },
});

describe('presence', () => {
  it('tells everyone in a room how many people they are, once for all changes of a batch', async () => {
    const [ann, window, bob] = [
      await chat.connect({ userId: 'ann' }, 'lobby'),
      await chat.connect({ userId: 'ann' }, 'lobby'),
      await chat.connect({ userId: 'bob' }, 'lobby'),
    ];
    await chat.connect({}, 'book:emma');
    await sendPresence({
      Records: [aRecord('INSERT', 'lobby'), aRecord('REMOVE', 'lobby'), aRecord('INSERT', 'lobby')],
    });
    const frame = { type: 'presence', room: 'lobby', count: 2 };
    const ids = [ann, window, bob].map(({ connectionId }) => connectionId);
    expect(chat.api.takeFrames().toSorted((a, b) => (a.to < b.to ? -1 : 1))).toEqual(
      ids.toSorted().map((to) => ({ to, frame })),
    );
  });

  it('tells each room that changed', async () => {
    await sendPresence({ Records: [aRecord('INSERT', 'lobby'), aRecord('REMOVE', 'book:emma')] });
    const told = chat.api.takeFrames().map(({ frame }) => `${frame.room} ${frame.count}`);
    expect([...new Set(told)].toSorted()).toEqual(['book:emma 1', 'lobby 2']);
  });

  it('says nothing when a member only joined again, or the last one has left', async () => {
    await sendPresence({ Records: [aRecord('MODIFY', 'lobby'), aRecord('REMOVE', 'book:persuasion')] });
    expect(chat.api.takeFrames()).toEqual([]);
  });

  it('forgets whoever is gone', async () => {
    const gone = await chat.connect({ userId: 'gone' }, 'lobby', 'book:emma');
    chat.api.gone.add(gone.connectionId);
    await sendPresence({ Records: [aRecord('INSERT', 'lobby')] });
    expect(chat.api.takeFrames()).toHaveLength(3);
    const { connectionId } = gone;
    expect(await chat.shop.get('ConnectionsTable', { connectionId })).toBeUndefined();
    expect(await chat.shop.get('RoomMembersTable', { room: 'book:emma', connectionId })).toBeUndefined();
  });

  it('needs every right that it has', () => {
    expect(chat.shop.unusedRights('sendPresence')).toEqual([]);
  });
});
