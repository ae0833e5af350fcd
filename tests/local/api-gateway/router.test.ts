import { createRouter } from '../../../local/api-gateway/router.ts';

const routes = (...methods: string[]) =>
  createRouter(
    methods.map((method) => {
      const [httpMethod = '', resourcePath = ''] = method.split(' ');
      return { httpMethod, resourcePath, target: method };
    }),
  );

describe('createRouter', () => {
  const shop = routes(
    'GET /',
    'GET /books',
    'POST /books',
    'GET /books/{bookId}',
    'GET /books/{bookId}/cover',
    'ANY /books/new',
    'GET /books/new/cover',
    'DELETE /books/{proxy+}',
    'OPTIONS /{all+}',
    'GET /shelves/{shelf}/books/{bookId}',
    'GET /shelves/{rest+}',
  );

  it.each([
    ['/', 'GET', 'GET /', {}],
    ['/books', 'GET', 'GET /books', {}],
    ['/books/', 'GET', 'GET /books', {}],
    ['/books/dune', 'GET', 'GET /books/{bookId}', { bookId: 'dune' }],
    ['/books/dune/', 'GET', 'GET /books/{bookId}', { bookId: 'dune' }],
    ['/books/dune/cover', 'GET', 'GET /books/{bookId}/cover', { bookId: 'dune' }],
    ['/books/caf%C3%A9+1', 'GET', 'GET /books/{bookId}', { bookId: 'caf%C3%A9+1' }],
    // A fixed segment beats a parameter, and ANY on it beats a specific method on the greedy one.
    ['/books/new', 'GET', 'ANY /books/new', {}],
    ['/books/new', 'DELETE', 'ANY /books/new', {}],
    // The exact resource lacks the method, a greedy sibling has it.
    ['/books/dune', 'DELETE', 'DELETE /books/{proxy+}', { proxy: 'dune' }],
    ['/books', 'OPTIONS', 'OPTIONS /{all+}', { all: 'books' }],
    // A dead end backtracks, and forgets the parameters of the way it came.
    ['/shelves/a/books/b', 'GET', 'GET /shelves/{shelf}/books/{bookId}', { shelf: 'a', bookId: 'b' }],
    ['/shelves/a/books', 'GET', 'GET /shelves/{rest+}', { rest: 'a/books' }],
    ['/shelves/a//b', 'GET', 'GET /shelves/{rest+}', { rest: 'a//b' }],
    ['/shelves/a/', 'GET', 'GET /shelves/{rest+}', { rest: 'a' }],
  ])('takes %s by %s to %s', (path, httpMethod, target, pathParameters) => {
    const route = shop(path, httpMethod);
    expect(route?.target).toBe(target);
    expect({ ...route?.pathParameters }).toEqual(pathParameters);
  });

  it.each([
    ['/books', 'DELETE'],
    ['/books/dune', 'PATCH'],
    ['/authors', 'GET'],
    ['/books//cover', 'GET'],
    ['/Books', 'GET'],
  ])('knows nothing for %s by %s', (path, httpMethod) => {
    expect(shop(path, httpMethod)).toBeUndefined();
  });

  it('takes names of the prototype for what they are', () => {
    const router = routes('GET /{__proto__}/{constructor}');
    expect(Object.entries(router('/a/b', 'GET')?.pathParameters ?? {})).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(router('/constructor/toString', 'GET')?.target).toBe('GET /{__proto__}/{constructor}');
    expect(routes('GET /books')('/__proto__', 'GET')).toBeUndefined();
  });
});
