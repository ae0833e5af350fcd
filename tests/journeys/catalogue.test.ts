/** The catalogue over the network: every book once, at the price of its own items, and a clear refusal for bad input. */

import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { parse } from 'yaml';
import { type RunningApp, startStack } from '../support/stack.ts';

interface Page {
  readonly items: readonly { readonly id: string; readonly title: string; readonly priceInCents: number }[];
  readonly nextToken?: string;
}

interface SeedBook {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly priceInCents: number;
}

interface Operation {
  readonly security?: unknown;
  readonly 'x-amazon-apigateway-integration': { readonly type: string };
}

const seed: readonly SeedBook[] = JSON.parse(readFileSync('data/books.json', 'utf8'));
const categories = [...new Set(seed.map(({ category }) => category))];
let app: RunningApp;

beforeAll(async () => {
  app = await startStack();
}, 60_000);
afterAll(() => app.stop());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(app.outputs.RestApiUrl + path, { headers });
  return { status: response.status, headers: response.headers, body: await response.json().catch(() => undefined) };
};

async function readAll(path: string): Promise<Page['items']> {
  const items: Page['items'][number][] = [];
  let nextToken: string | undefined;
  do {
    const token = nextToken === undefined ? '' : `&nextToken=${encodeURIComponent(nextToken)}`;
    const { status, body } = await get(`${path}${token}`);
    expect(status).toBe(200);
    items.push(...(body as Page).items);
    nextToken = (body as Page).nextToken;
  } while (nextToken !== undefined);
  return items;
}

describe('GET /books', () => {
  it('gives five books and a token for the next', async () => {
    const { body } = await get('/books?limit=5');
    expect((body as Page).items).toHaveLength(5);
    expect((body as Page).nextToken).toMatch(/^books\./);
  });

  it.each([1, 7, 20, 100])(
    'gives every book once, %d at a time',
    async (limit) => {
      const ids = (await readAll(`/books?limit=${limit}`)).map(({ id }) => id);
      expect(ids.toSorted()).toEqual(seed.map(({ id }) => id).toSorted());
    },
    30_000,
  );

  it('calls no function, and reads the twenty items of its page alone', async () => {
    await fetch(`${app.outputs.InspectorUrl}/records`, { method: 'DELETE' });
    const { headers } = await get('/books');
    const records = (await (await fetch(`${app.outputs.InspectorUrl}/records`)).json()) as {
      items: { kind: string }[];
    };
    expect(records.items.map(({ kind }) => kind)).toEqual(['request']);
    const { Count, ScannedCount } = await readReply(headers);
    expect([Count, ScannedCount]).toEqual([20, 20]);
  });
});

describe('GET /categories/{category}/books', () => {
  it.each(categories)('gives each book of %s once, by title and by price', async (category) => {
    const expected = seed.filter((book) => book.category === category);
    const byTitle = await readAll(`/categories/${category}/books?limit=7`);
    const byPrice = await readAll(`/categories/${category}/books?limit=7&sort=price`);
    // DynamoDB orders texts by their bytes.
    const titles = expected.map(({ title }) => Buffer.from(title)).sort(Buffer.compare);
    expect(byTitle.map(({ title }) => title)).toEqual(titles.map(String));
    const prices = expected.map(({ priceInCents }) => priceInCents).sort((one, other) => one - other);
    expect(byPrice.map(({ priceInCents }) => priceInCents)).toEqual(prices);
    expect(byPrice.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  });

  it('reads the items of its page alone', async () => {
    const { headers } = await get('/categories/poetry/books?limit=3');
    const { Count, ScannedCount } = await readReply(headers);
    expect([Count, ScannedCount]).toEqual([3, 3]);
  });
});

describe('GET /books/{bookId}', () => {
  it.each(seed.filter((_, index) => index % 20 === 0))('gives $id', async ({ id, title, category, priceInCents }) => {
    const { status, body } = await get(`/books/${id}`);
    expect([status, body]).toEqual([200, expect.objectContaining({ id, title, category, priceInCents })]);
  });
});

describe('GET /books/{bookId}/cover', () => {
  it('draws an SVG that may be kept, and says when it has not changed', async () => {
    const url = `${app.outputs.RestApiUrl}/books/${seed[0]?.id}/cover`;
    const first = await fetch(url);
    expect(first.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    expect(first.headers.get('cache-control')).toMatch(/max-age=86400/);
    expect(await first.text()).toMatch(/^<svg /);
    const again = await fetch(url, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });
});

const hostile = [
  '"',
  '\\',
  "'",
  '$context',
  '#set($x=1)',
  '\n',
  '\r\n',
  '\u0000',
  '\u001f',
  '😀',
  '{"$ne":1}',
  '../admin',
  '%',
  '%zz',
  '<script>',
  "x' OR '1'='1",
  'a'.repeat(2000),
  '__proto__',
  'constructor',
].map((text) => (text.startsWith('%') ? text : encodeURIComponent(text)));

describe('bad input', () => {
  const refusals = [
    ...['0', 'abc', '1000', '101', '-1', '1.5', '', ' ', '1,"Select":"COUNT"']
      .filter(Boolean)
      .map((limit) => `/books?limit=${encodeURIComponent(limit)}`),
    ...['x', 'books.', 'title.YQ==.YQ==', 'e30='].map((token) => `/books?nextToken=${token}`),
    ...['x', 'books.YQ==', 'price.MQ==.YQ=='].map((token) => `/categories/poetry/books?nextToken=${token}`),
    '/categories/poetry/books?sort=author',
    '/categories/poetry/books?limit=0',
    ...hostile.map((text) => `/books?limit=${text}`),
    ...hostile.map((text) => `/books?nextToken=${text}`),
    ...hostile.map((text) => `/categories/poetry/books?sort=${text}`),
    ...hostile.map((text) => `/categories/${text}/books`),
    ...hostile.map((text) => `/books/${text}`),
    ...hostile.map((text) => `/books/${text}/cover`),
  ];

  it.each(refusals.map((path) => [path.length > 100 ? `${path.slice(0, 100)}…` : path, path]))(
    'is refused in our own words: %s',
    async (_short, path) => {
      const { status, headers, body } = await getRaw(path);
      expect([400, 404, 414]).toContain(status);
      expect(JSON.parse(body)).toEqual({ message: expect.any(String) });
      expect(headers['access-control-allow-origin']).toBe(app.outputs.StorefrontUrl);
    },
  );

  const contract: { readonly paths: Record<string, { readonly get?: Operation }> } = parse(
    readFileSync('openapi.yml', 'utf8'),
    { merge: true },
  );
  const withoutFunction = Object.entries(contract.paths)
    .filter(([, { get }]) => get && !get.security && get['x-amazon-apigateway-integration'].type !== 'aws_proxy')
    .map(([path]) => path.replace('{bookId}', 'walden').replace('{category}', 'poetry'));

  it.each(withoutFunction)('never passes a body of another type through: %s', async (path) => {
    for (const type of ['text/plain', 'application/xml', 'application/x-amz-json-1.0', 'x']) {
      const body = '{"TableName":"bookstore-dev-BooksTable","Select":"COUNT"}';
      const { status, headers, body: answer } = await getRaw(path, { 'Content-Type': type }, body);
      expect([status, JSON.parse(answer)]).toEqual([415, { message: expect.any(String) }]);
      expect(headers['access-control-allow-origin']).toBe(app.outputs.StorefrontUrl);
    }
  });
});

/** fetch would tidy the path up, and sends no body with a GET. */
function getRaw(path: string, headers: Record<string, string> = {}, body = '') {
  const { hostname, port, pathname } = new URL(app.outputs.RestApiUrl ?? '');
  const length = body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const options = { hostname, port, path: pathname + path, headers: { ...headers, ...length } };
    const request = httpRequest(options, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** What DynamoDB answered to the request with these response headers. */
async function readReply(headers: Headers): Promise<Record<string, unknown>> {
  const record = await (await fetch(`${app.outputs.InspectorUrl}/records/${headers.get('x-amzn-requestid')}`)).json();
  return JSON.parse(
    (record as { detail: { checkpoints: { backend: { reply: { body: string } } } } }).detail.checkpoints.backend.reply
      .body,
  );
}
