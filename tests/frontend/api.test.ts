/** What the storefront asks the API, and how it tells failures apart. */
import { Api } from '../../frontend/api.ts';
import { ApiTransport } from '../../frontend/api-transport.ts';
import type { CatalogueRoute } from '../../frontend/routes.ts';

const call = { signal: new AbortController().signal, onWait: () => {} };
const allBooks: CatalogueRoute = { view: 'catalogue', sort: 'title', page: 1 };
const emma = { id: 'emma', title: 'Emma', author: 'Jane Austen' };

function createApi(respond: () => Response | Promise<Response>, isOnline = true) {
  const asked: string[] = [];
  const fetchAnswer = async (request: RequestInfo | URL) => {
    asked.push(request instanceof Request ? request.url : String(request));
    return respond();
  };
  const transport = new ApiTransport('http://api.example/dev', { fetchAnswer, isOnline: () => isOnline });
  return { api: new Api(transport), asked };
}

describe('Api', () => {
  it.each([
    [allBooks, 'http://api.example/dev/books'],
    [{ ...allBooks, page: 2, from: 'books.YQ==' }, 'http://api.example/dev/books?nextToken=books.YQ%3D%3D'],
    [{ ...allBooks, category: 'poetry' }, 'http://api.example/dev/categories/poetry/books?sort=title'],
    [
      { ...allBooks, category: 'drama', sort: 'price', page: 2, from: 't' },
      'http://api.example/dev/categories/drama/books?sort=price&nextToken=t',
    ],
  ] satisfies [CatalogueRoute, string][])('lists %j', async (route, url) => {
    const { api, asked } = createApi(() => Response.json({ items: [] }));
    expect(await api.listBooks(route, call)).toEqual({ items: [] });
    expect(asked).toEqual([url]);
  });

  it('gets a book, whatever its id holds', async () => {
    const { api, asked } = createApi(() => Response.json(emma));
    expect(await api.getBook('a/b', call)).toEqual(emma);
    expect(asked).toEqual(['http://api.example/dev/books/a%2Fb']);
  });

  it('says where a cover is', () => {
    expect(createApi(() => Response.error()).api.toCoverUrl('a b')).toBe('http://api.example/dev/books/a%20b/cover');
  });

  it('remembers the pages and books it has seen', async () => {
    const { api } = createApi(() => Response.json({ items: [emma] }));
    expect(api.findSeenPage(allBooks)).toBeUndefined();
    await api.listBooks(allBooks, call);
    expect(api.findSeenPage(allBooks)).toEqual({ items: [emma] });
    expect(api.findSeenBook('emma')).toEqual(emma);
  });

  it.each([
    [400, 'refused'],
    [401, 'signed-out'],
    [403, 'forbidden'],
    [409, 'conflict'],
    [404, 'not-found'],
    [413, 'refused'],
    [422, 'refused'],
    [500, 'failed'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
  ])('tells by status %d that the call was %s, in the words of the API', async (status, code) => {
    const { api } = createApi(() => Response.json({ message: 'In other words.' }, { status }));
    await expect(api.getBook('emma', call)).rejects.toMatchObject({ code, status, message: 'In other words.' });
  });

  it('tries again by itself after 429', async () => {
    const answers = [Response.json({ message: 'Too Many Requests' }, { status: 429 }), Response.json(emma)];
    const waits: number[] = [];
    const { api, asked } = createApi(() => answers.shift() ?? Response.error());
    const patient = { ...call, onWait: (milliseconds: number) => void waits.push(milliseconds) };
    expect(await api.getBook('emma', patient)).toEqual(emma);
    expect(asked).toHaveLength(2);
    expect(waits).toHaveLength(1);
  });

  it('has words of its own for an error that is not JSON', async () => {
    const { api } = createApi(() => new Response('<h1>Bad Gateway</h1>', { status: 502 }));
    await expect(api.getBook('emma', call)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The API answered with status 502.',
    });
  });

  it.each([
    [true, 'unreachable', 'http://api.example/dev did not answer.'],
    [false, 'offline', 'There is no network connection.'],
  ])('tells no answer with a network (%s) as %s', async (isOnline, code, message) => {
    const { api } = createApi(() => Promise.reject(new TypeError('Failed to fetch')), isOnline);
    await expect(api.listBooks(allBooks, call)).rejects.toMatchObject({ code, message });
  });

  it.each([
    ['a page', () => new Response('<!doctype html>')],
    ['something else', () => Response.json({ books: [] })],
    ['null', () => Response.json(null)],
  ])('does not take %s for a list of books', async (_, respond) => {
    await expect(createApi(respond).api.listBooks(allBooks, call)).rejects.toMatchObject({ code: 'unexpected' });
  });

  it('does not take something else for a book', async () => {
    const { api } = createApi(() => Response.json({ items: [] }));
    await expect(api.getBook('emma', call)).rejects.toMatchObject({ code: 'unexpected' });
  });

  it('reports a call that was given up as that, not as a failure of the network', async () => {
    const gone = new AbortController();
    const { api } = createApi(() => {
      gone.abort();
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    await expect(api.getBook('emma', { ...call, signal: gone.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
