/** News of orders: from the stream of the Orders table to the buyer's connections. */
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { aChatEvent, type Chat, startChat } from '../../support/chat.ts';

let chat: Chat;
let sendOrderNews: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
let log: jest.SpyInstance;

beforeAll(async () => {
  chat = await startChat();
  sendOrderNews = await chat.shop.load<typeof sendOrderNews>('sendOrderNews');
}, 20_000);

afterAll(() => chat.stop());

beforeEach(() => {
  log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  log.mockRestore();
  chat.api.takeFrames();
});

let sequence = 0;
function aChange(userId: string, from: string | undefined, to: string | undefined): DynamoDBRecord {
  const image = (status: string | undefined) => status && { status: { S: status }, userId: { S: userId } };
  const [OldImage, NewImage] = [image(from), image(to)];
  return {
    eventID: `e${++sequence}`,
    eventName: OldImage ? (NewImage ? 'MODIFY' : 'REMOVE') : 'INSERT',
    dynamodb: {
      SequenceNumber: String(sequence),
      Keys: { userId: { S: userId }, orderId: { S: '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD' } },
      ...(OldImage && { OldImage }),
      ...(NewImage && { NewImage }),
    },
  };
}

const done = { batchItemFailures: [] };
const aMinuteAgo = () => Date.now() - 60_000;
/** Connected a while ago, so that a post that finds nobody there proves something. */
const connectLongAgo = async (connectionId: string, userId: string) => {
  await chat.call('connect', aChatEvent({ connectionId, userId, name: 'Ann' }, { connectedAt: aMinuteAgo() }));
};

describe('order news', () => {
  it('reach all connections of the buyer, and nobody else', async () => {
    await Promise.all([connectLongAgo('a1=', 'ann'), connectLongAgo('a2=', 'ann'), connectLongAgo('b1=', 'bob')]);
    expect(await sendOrderNews({ Records: [aChange('ann', 'placed', 'packed')] })).toEqual(done);
    const frame = { type: 'order', orderId: '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD', status: 'packed' };
    expect(chat.api.takeFrames().toSorted((a, b) => (a.to < b.to ? -1 : 1))).toEqual([
      { to: 'a1=', frame },
      { to: 'a2=', frame },
    ]);
  });

  it('come in the order of the changes', async () => {
    const Records = [aChange('bob', 'placed', 'packed'), aChange('bob', 'packed', 'shipped')];
    await sendOrderNews({ Records });
    expect(chat.api.takeFrames().map(({ frame }) => frame.status)).toEqual(['packed', 'shipped']);
  });

  it('say the same when a record comes twice', async () => {
    const record = aChange('bob', 'placed', 'packed');
    await sendOrderNews({ Records: [record, record] });
    const frames = chat.api.takeFrames();
    expect(frames[0]).toEqual(frames[1]);
  });

  it.each<[string, DynamoDBRecord]>([
    ['a new order', aChange('bob', undefined, 'placed')],
    ['a change that leaves the status', aChange('bob', 'packed', 'packed')],
    ['an order that is removed', aChange('bob', 'packed', undefined)],
    ['an order of somebody who is not there', aChange('nobody', 'placed', 'packed')],
  ])('are not sent for %s', async (_what, record) => {
    expect(await sendOrderNews({ Records: [record] })).toEqual(done);
    expect(chat.api.takeFrames()).toEqual([]);
  });

  it('forget a connection that is gone, and reach the others', async () => {
    await Promise.all([connectLongAgo('g1=', 'guy'), connectLongAgo('g2=', 'guy'), connectLongAgo('g3=', 'guy')]);
    chat.api.gone.add('g1=');
    chat.api.broken.add('g2=');
    expect(await sendOrderNews({ Records: [aChange('guy', 'placed', 'packed')] })).toEqual(done);
    expect(chat.api.takeFrames().map(({ to }) => to)).toEqual(['g3=']);
    const known = await Promise.all(
      ['g1=', 'g2=', 'g3='].map((connectionId) => chat.shop.get('ConnectionsTable', { connectionId })),
    );
    expect(known.map((item) => item !== undefined)).toEqual([false, true, true]);
    expect(log).toHaveBeenCalledTimes(1);
  });

  it('do not forget a connection that is still being made', async () => {
    const { connectionId } = await chat.connect({ userId: 'new' });
    chat.api.gone.add(connectionId);
    await sendOrderNews({ Records: [aChange('new', 'placed', 'packed')] });
    expect(await chat.shop.get('ConnectionsTable', { connectionId })).toBeDefined();
  });

  it('skip connections that have expired', async () => {
    const connectedAt = Date.now() - 3 * 3600 * 1000;
    await chat.call('connect', aChatEvent({ connectionId: 'o1=', userId: 'old', name: 'Old' }, { connectedAt }));
    await sendOrderNews({ Records: [aChange('old', 'placed', 'packed')] });
    expect(chat.api.takeFrames()).toEqual([]);
  });

  it('go on up to a poison record, and report that one alone', async () => {
    const Records = [aChange('bob', 'placed', 'packed'), aChange('bob', 'packed', 'lost'), aChange('bob', 'a', 'b')];
    const answer = await sendOrderNews({ Records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: Records[1]?.dynamodb?.SequenceNumber }] });
    expect(chat.api.takeFrames()).toHaveLength(1);
    expect(log.mock.calls[0]?.[0]).toMatchObject({ function: 'sendOrderNews', name: 'TypeError' });
  });

  it('report a record that names no order', async () => {
    const record = aChange('bob', 'placed', 'packed');
    const Records = [{ ...record, dynamodb: { ...record.dynamodb, Keys: {} } }];
    expect(await sendOrderNews({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber }],
    });
  });

  it('are tried again when the connections cannot be read', async () => {
    chat.shop.fail('QueryCommand', new Error('not now'));
    const { batchItemFailures } = await sendOrderNews({ Records: [aChange('bob', 'placed', 'packed')] });
    expect(batchItemFailures).toHaveLength(1);
  });

  it('need every right that they have', () => {
    // Whoever gets order news may be in rooms, and leaves them when found gone.
    expect(chat.shop.unusedRights('sendOrderNews')).toEqual(['dynamodb:DeleteItem RoomMembersTable']);
  });
});
