/** Addresses of the storefront and what they show. */
import { parseRoute, toBookHref, toListHref } from '../../frontend/routes.ts';

const parse = (address: string) => parseRoute(new URL(address, 'http://shop.example'));

describe('parseRoute', () => {
  it.each([
    ['/', { view: 'catalogue', sort: 'title', page: 1 }],
    ['/?sort=price', { view: 'catalogue', sort: 'title', page: 1 }],
    ['/?page=3&from=books.YWJj', { view: 'catalogue', sort: 'title', page: 3, from: 'books.YWJj' }],
    ['/categories/poetry', { view: 'catalogue', category: 'poetry', sort: 'title', page: 1 }],
    ['/categories/poetry/', { view: 'catalogue', category: 'poetry', sort: 'title', page: 1 }],
    ['/categories/poetry?sort=price', { view: 'catalogue', category: 'poetry', sort: 'price', page: 1 }],
    ['/categories/poetry?sort=rating', { view: 'catalogue', category: 'poetry', sort: 'title', page: 1 }],
    [
      '/categories/science-fiction?sort=price&page=2&from=price.MQ==.YQ==',
      { view: 'catalogue', category: 'science-fiction', sort: 'price', page: 2, from: 'price.MQ==.YQ==' },
    ],
    ['/books/emma', { view: 'book', bookId: 'emma' }],
    ['/books/caf%C3%A9', { view: 'book', bookId: 'café' }],
  ])('reads %s', (address, route) => {
    expect(parse(address)).toEqual(route);
  });

  it.each([
    '/books',
    '/categories/cookery',
    '/categories/constructor',
    '/books/emma/reviews',
    '/shelf/poetry',
    '/books/%E0%A4%A',
  ])('has no view for %s', (address) => {
    expect(parse(address)).toEqual({ view: 'not-found' });
  });

  it('ignores a page number without the token that the API needs', () => {
    expect(parse('/?page=7')).toEqual({ view: 'catalogue', sort: 'title', page: 1 });
  });

  it.each(['0', '1', '-2', '2.5', 'two', ''])('takes a page number of "%s" beside a token for page 2', (page) => {
    expect(parse(`/?page=${page}&from=t`)).toEqual({ view: 'catalogue', sort: 'title', page: 2, from: 't' });
  });
});

describe('toListHref', () => {
  it.each([
    [{ sort: 'title' }, 1, undefined, '/'],
    [{ sort: 'price' }, 1, undefined, '/'],
    [{ sort: 'title' }, 2, 'books.YQ==', '/?page=2&from=books.YQ%3D%3D'],
    [{ sort: 'title', category: 'poetry' }, 1, undefined, '/categories/poetry'],
    [{ sort: 'price', category: 'poetry' }, 3, 'a&b', '/categories/poetry?sort=price&page=3&from=a%26b'],
  ] as const)('writes the address of %j, page %d, token %s', (list, page, from, href) => {
    expect(toListHref(list, page, from)).toBe(href);
  });

  it('writes what parseRoute reads', () => {
    const route = {
      view: 'catalogue',
      category: 'drama',
      sort: 'price',
      page: 4,
      from: 'price.MTI-_w==.YQ==',
    } as const;
    expect(parse(toListHref(route, route.page, route.from))).toEqual(route);
  });
});

describe('toBookHref', () => {
  it.each([
    ['pride-and-prejudice', '/books/pride-and-prejudice'],
    ['a/b?c', '/books/a%2Fb%3Fc'],
  ])('writes the address of %s', (bookId, href) => {
    expect(toBookHref(bookId)).toBe(href);
  });
});
