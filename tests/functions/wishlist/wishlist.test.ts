/** The wishlist against a real DynamoDB engine. */
import type { Answer } from '../../../functions/shared/answer.ts';
import type { HttpEvent } from '../../../functions/shared/http-route.ts';
import { aBookItem } from '../../support/a-book.ts';
import { type Shop, startShop } from '../../support/shop.ts';

type HttpFunction = (event: HttpEvent) => Promise<Answer>;

let shop: Shop;
let getWishlist: HttpFunction;
let addToWishlist: HttpFunction;
let removeFromWishlist: HttpFunction;
let log: jest.SpyInstance;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  getWishlist = await shop.load<HttpFunction>('getWishlist');
  addToWishlist = await shop.load<HttpFunction>('addToWishlist');
  removeFromWishlist = await shop.load<HttpFunction>('removeFromWishlist');
  for (const id of ['emma', 'persuasion', 'sanditon']) await shop.put('BooksTable', aBookItem({ id, title: id }));
}, 20_000);

afterAll(() => shop.stop());

beforeEach(() => {
  log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => log.mockRestore());

const aUser = (): string => `user-${++count}`;

interface Call {
  readonly bookId?: string;
  readonly query?: Record<string, string>;
}

/** As the JWT authorizer lets an access token through. */
function anEvent(userId: string, { bookId, query }: Call = {}): HttpEvent {
  const claims = { sub: userId, client_id: 'c', token_use: 'access', scope: 'aws.cognito.signin.user.admin' };
  return {
    version: '2.0',
    routeKey: 'GET /wishlist',
    requestContext: { requestId: 'request-1', authorizer: { jwt: { claims, scopes: null } } },
    ...(bookId === undefined ? {} : { pathParameters: { bookId } }),
    ...(query === undefined ? {} : { queryStringParameters: query }),
  } as unknown as HttpEvent;
}

const add = (userId: string, bookId: string) => addToWishlist(anEvent(userId, { bookId }));
const remove = (userId: string, bookId: string) => removeFromWishlist(anEvent(userId, { bookId }));
async function list(userId: string, query?: Record<string, string>) {
  const { statusCode, body } = await getWishlist(anEvent(userId, query && { query }));
  return { statusCode, ...JSON.parse(body) };
}
const idsOf = ({ items }: { items: { bookId: string }[] }) => items.map(({ bookId }) => bookId);

describe('PUT /wishlist/{bookId}', () => {
  it('adds a book to the wishlist of the caller, and to no other', async () => {
    const [ann, bob] = [aUser(), aUser()];
    expect(await add(ann, 'emma')).toEqual({ statusCode: 204, headers: {}, body: '' });
    expect(idsOf(await list(ann))).toEqual(['emma']);
    expect(await list(bob)).toEqual({ statusCode: 200, items: [] });
  });

  it('keeps the first time when it is said again', async () => {
    const ann = aUser();
    await add(ann, 'emma');
    const [{ addedAt }] = (await list(ann)).items;
    await add(ann, 'emma');
    expect((await list(ann)).items).toMatchObject([{ bookId: 'emma', addedAt }]);
  });

  it.each(['no-such-book', 'Emma', '../x', '', undefined])('answers 404 for the book %j', async (bookId) => {
    const ann = aUser();
    const answer = await addToWishlist(anEvent(ann, bookId === undefined ? {} : { bookId }));
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([404, { message: expect.any(String) }]);
    expect(idsOf(await list(ann))).toEqual([]);
  });
});

describe('DELETE /wishlist/{bookId}', () => {
  it('removes a book, and changes nothing when it is not there', async () => {
    const [ann, bob] = [aUser(), aUser()];
    for (const user of [ann, bob]) await add(user, 'emma');
    expect(await remove(ann, 'emma')).toEqual({ statusCode: 204, headers: {}, body: '' });
    expect(await remove(ann, 'emma')).toMatchObject({ statusCode: 204 });
    expect(idsOf(await list(ann))).toEqual([]);
    expect(idsOf(await list(bob))).toEqual(['emma']);
  });

  it('answers 404 for what is no id of a book', async () => {
    expect(await remove(aUser(), 'a/b')).toMatchObject({ statusCode: 404 });
  });
});

describe('GET /wishlist', () => {
  it('shows books as they are now', async () => {
    const ann = aUser();
    await shop.put('BooksTable', aBookItem({ id: 'changing', priceInCents: 100 }));
    await add(ann, 'changing');
    await shop.put('BooksTable', aBookItem({ id: 'changing', priceInCents: 300, stock: 0 }));
    expect(await list(ann)).toMatchObject({
      statusCode: 200,
      items: [{ bookId: 'changing', addedAt: expect.stringMatching(/Z$/), book: { priceInCents: 300, stock: 0 } }],
    });
  });

  it('keeps a book that is no longer sold, without its description', async () => {
    const ann = aUser();
    await shop.put('WishlistTable', { userId: ann, bookId: 'gone', addedAt: '2026-02-28T12:00:00.000Z' });
    expect((await list(ann)).items).toEqual([{ bookId: 'gone', addedAt: '2026-02-28T12:00:00.000Z' }]);
  });

  it('pages through all of them, each once', async () => {
    const ann = aUser();
    const ids = ['emma', 'persuasion', 'sanditon'];
    for (const id of ids) await add(ann, id);
    const first = await list(ann, { limit: '2' });
    expect(idsOf(first)).toEqual(['emma', 'persuasion']);
    const second = await list(ann, { limit: '2', nextToken: first.nextToken });
    expect([idsOf(second), second.nextToken]).toEqual([['sanditon'], undefined]);
  });

  it('shows nobody else’s wishes with a token of another user', async () => {
    const [ann, bob] = [aUser(), aUser()];
    for (const id of ['emma', 'persuasion']) await add(ann, id);
    const { nextToken } = await list(ann, { limit: '1' });
    expect(Buffer.from(nextToken, 'base64').toString()).not.toContain(ann);
    expect(await list(bob, { nextToken })).toEqual({ statusCode: 200, items: [] });
  });

  it.each([
    { limit: '0' },
    { limit: '101' },
    { limit: '-1' },
    { limit: '1e1' },
    { limit: '' },
    { nextToken: '' },
    { nextToken: 'wishlist.' },
    { nextToken: 'wishlist.!!!' },
    { nextToken: `staff-orders.${Buffer.from('emma').toString('base64url')}` },
    { nextToken: `wishlist.${Buffer.from('{"a":1}').toString('base64url')}` },
    { nextToken: `wishlist.${Buffer.from('emma').toString('base64url')}!` },
  ])('answers 400 to %j', async (query: Record<string, string>) => {
    expect(await list(aUser(), query)).toEqual({ statusCode: 400, message: expect.any(String) });
  });

  it('answers a bare 500 to a bug and 503 when the table is busy, and logs both', async () => {
    shop.fail('QueryCommand', new Error('the secret table name'));
    expect(await list(aUser())).toEqual({ statusCode: 500, message: 'Internal server error' });
    shop.fail('QueryCommand', Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));
    expect(await list(aUser())).toMatchObject({ statusCode: 503 });
    expect(log.mock.calls[0]?.[0]).toMatchObject({ route: 'GET /wishlist', requestId: 'request-1' });
  });

  it('fails without an authorizer', async () => {
    const event = { ...anEvent('x'), requestContext: { requestId: 'r' } } as unknown as HttpEvent;
    expect(await getWishlist(event)).toMatchObject({ statusCode: 500 });
  });
});

describe('the functions of the wishlist', () => {
  it.each(['getWishlist', 'addToWishlist', 'removeFromWishlist'])('%s needs every right that it has', (name) => {
    expect(shop.unusedRights(name)).toEqual([]);
  });
});
