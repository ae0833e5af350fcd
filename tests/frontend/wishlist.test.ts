/** What is saved for later, over the HTTP API: at once, and taken back when it is refused. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiTransport } from '../../frontend/api-transport.ts';
import { Wishlist } from '../../frontend/wishlist.ts';
import { WishlistApi, type WishlistPaths } from '../../frontend/wishlist-api.ts';
import { aSession } from './a-session.ts';
import { until } from './until.ts';

interface Asked {
  readonly what: string;
  readonly token: string | undefined;
  readonly contentType: string | undefined;
}

let server: Server;
let asked: Asked[];
let saved: string[];
/** Statuses of the next answers; a good one when there is none. */
let statuses: number[];

beforeEach(async () => {
  [asked, saved, statuses] = [[], [], []];
  server = createServer((request, response) => {
    const { method, url = '', headers } = request;
    const { authorization: token, 'content-type': contentType } = headers;
    asked.push({ what: `${method} ${url}`, token, contentType });
    const status = statuses.shift() ?? (method === 'GET' ? 200 : 204);
    const { searchParams, pathname } = new URL(url, 'http://x');
    const bookId = pathname.split('/')[2] ?? '';
    if (status === 204) saved = [...saved.filter((it) => it !== bookId), ...(method === 'PUT' ? [bookId] : [])];
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(
      status === 204 ? undefined : JSON.stringify(status === 200 ? toPage(searchParams) : { message: 'No.' }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

function toPage(query: URLSearchParams) {
  const from = Number(query.get('nextToken') ?? 0);
  const limit = Number(query.get('limit') ?? 20);
  const items = saved.slice(from, from + limit).map((bookId) => ({ bookId, addedAt: '2026-01-01T00:00:00.000Z' }));
  return { items, ...(from + limit < saved.length && { nextToken: String(from + limit) }) };
}

async function aWishlist() {
  const { session } = await aSession();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const transport = new ApiTransport<WishlistPaths>(url, { tokens: session.accessTokens, isOnline: () => true });
  return { session, wishlist: new Wishlist(new WishlistApi(transport), session) };
}

describe('the wishlist', () => {
  it('is read when it is needed, once, to the last page, with the access token', async () => {
    saved = Array.from({ length: 130 }, (_, number) => `book-${number}`);
    const { wishlist } = await aWishlist();
    expect(asked).toEqual([]);
    wishlist.need();
    wishlist.need();
    await until(() => wishlist.has('book-129'));
    expect(asked).toEqual([
      { what: 'GET /wishlist?limit=100', token: 'Bearer access-1', contentType: undefined },
      { what: 'GET /wishlist?limit=100&nextToken=100', token: 'Bearer access-1', contentType: undefined },
    ]);
    expect([wishlist.has('book-0'), wishlist.has('book-130')]).toEqual([true, false]);
  });

  it('shows a change at once', async () => {
    const { wishlist } = await aWishlist();
    const added = wishlist.set('emma', true);
    expect(wishlist.has('emma')).toBe(true);
    await added;
    expect([wishlist.has('emma'), wishlist.refusal, saved]).toEqual([true, undefined, ['emma']]);
    const removed = wishlist.set('emma', false);
    expect(wishlist.has('emma')).toBe(false);
    await removed;
    expect([wishlist.has('emma'), saved]).toEqual([false, []]);
    // A Content-Type is nothing that the HTTP API lets a page send.
    expect(asked.map(({ what, contentType }) => [what, contentType])).toEqual([
      ['PUT /wishlist/emma', undefined],
      ['DELETE /wishlist/emma', undefined],
    ]);
  });

  it('takes a change back that is refused, and says why', async () => {
    const { wishlist } = await aWishlist();
    await wishlist.set('emma', true);
    statuses = [503];
    await wishlist.set('emma', false);
    expect(wishlist.has('emma')).toBe(true);
    expect(wishlist.refusal).toMatchObject({ bookId: 'emma', error: { code: 'unavailable' } });
    statuses = [404];
    await wishlist.set('gone', true);
    expect([wishlist.has('gone'), wishlist.refusal?.bookId]).toEqual([false, 'gone']);
    await wishlist.set('emma', false);
    expect(wishlist.refusal).toBeUndefined();
  });

  it('ends with the last of many quick changes', async () => {
    const { wishlist } = await aWishlist();
    await Promise.all([true, false, true, false, true].map((isWanted) => wishlist.set('emma', isWanted)));
    await until(() => asked.length === 2);
    expect([wishlist.has('emma'), saved]).toEqual([true, ['emma']]);
  });

  it('keeps a change that an answer knows nothing of, because it was on its way before', async () => {
    const { wishlist } = await aWishlist();
    const note = wishlist.startReading();
    const page = { items: ['emma', 'persuasion'].map((bookId) => ({ bookId, addedAt: '2026-01-01T00:00:00.000Z' })) };
    await wishlist.set('emma', false);
    note(page);
    expect([wishlist.has('emma'), wishlist.has('persuasion')]).toEqual([false, true]);
    wishlist.startReading()(page);
    expect(wishlist.has('emma')).toBe(true);
  });

  it('is another one for another reader', async () => {
    saved = ['emma'];
    const { wishlist, session } = await aWishlist();
    wishlist.need();
    await until(() => wishlist.has('emma'));
    const late = wishlist.startReading();
    await session.signOut();
    late({ items: [{ bookId: 'emma', addedAt: '' }] });
    expect([wishlist.isSignedIn, wishlist.has('emma')]).toEqual([false, false]);
    wishlist.need();
    saved = ['persuasion'];
    await session.signIn('ann', 'x');
    wishlist.need();
    await until(() => wishlist.has('persuasion'));
    expect(asked.map(({ token }) => token)).toEqual(['Bearer access-1', 'Bearer access-2']);
  });

  it('asks again after it could not be read', async () => {
    saved = ['emma'];
    statuses = [500];
    const { wishlist } = await aWishlist();
    wishlist.need();
    await until(() => asked.length === 1);
    await until(() => {
      wishlist.need();
      return wishlist.has('emma');
    });
    expect(asked).toHaveLength(2);
  });
});
