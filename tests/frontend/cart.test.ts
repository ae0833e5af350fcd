/** The cart: changes show at once, and no answer that is late undoes them. */
import type { Session } from '../../frontend/account/session.ts';
import { ApiTransport } from '../../frontend/api-transport.ts';
import { Cart } from '../../frontend/cart.ts';
import { ReaderApi } from '../../frontend/reader-api.ts';
import { aSession } from './a-session.ts';
import { until } from './until.ts';

let session: Session;
let lines: Map<string, number>;
let asked: string[];
/** Holds back what is answered until it is released; what the answer says is settled before. */
let held: Map<string, Promise<void>>;

beforeEach(async () => {
  ({ session } = await aSession());
  [lines, asked, held] = [new Map(), [], new Map()];
});

async function answer(request: Request): Promise<Response> {
  const bookId = new URL(request.url).pathname.split('/')[2] ?? '';
  const { quantity } = request.method === 'PUT' ? await request.json() : { quantity: 0 };
  if (request.method === 'PUT') lines.set(bookId, quantity);
  if (request.method === 'DELETE') lines.delete(bookId);
  asked.push(request.method === 'PUT' ? `${bookId}: ${quantity}` : request.method);
  const items = [...lines].map(([id, count]) => ({
    bookId: id,
    title: id,
    quantity: count,
    priceInCents: 100,
    stock: 9,
  }));
  const body = { items, goneBookIds: [], totalInCents: 0, version: 1 };
  const wait = held.get(request.method);
  held.delete(request.method);
  await wait;
  return request.method === 'GET' ? Response.json(body) : Response.json({ quantity });
}

function hold(method: string): () => void {
  let release: () => void = () => {};
  held.set(
    method,
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  return release;
}

function aCart(): Cart {
  const fetchAnswer = (request: RequestInfo | URL) => answer(request as Request);
  const transport = new ApiTransport('http://api.example', {
    fetchAnswer,
    tokens: session.idTokens,
    isOnline: () => true,
  });
  return new Cart(new ReaderApi(transport), session);
}

describe('the cart', () => {
  it('shows a change at once, and what the API says after it', async () => {
    const cart = aCart();
    const saved = cart.setQuantity('emma', 2);
    expect(cart.count).toBe(2);
    await saved;
    expect([cart.count, cart.items?.length, cart.isSaving]).toEqual([2, 1, false]);
  });

  it('keeps a change that an answer knows nothing of, because it was on its way before', async () => {
    const release = hold('GET');
    const cart = aCart();
    await until(() => asked.length === 1);
    const saved = cart.setQuantity('emma', 1);
    await until(() => asked.includes('emma: 1'));
    release();
    const counts = new Set<number>();
    cart.watch(() => counts.add(cart.quantityOf('emma')));
    await saved;
    expect([...counts]).toEqual([1]);
    expect(cart.items).toMatchObject([{ bookId: 'emma', quantity: 1 }]);
    expect(asked).toEqual(['GET', 'emma: 1', 'GET']);
  });

  it('keeps a change that is still on its way', async () => {
    const cart = aCart();
    await until(() => cart.items !== undefined);
    const release = hold('PUT');
    const saved = cart.setQuantity('emma', 3);
    await until(() => asked.includes('emma: 3'));
    lines.clear();
    await cart.load();
    expect(cart.quantityOf('emma')).toBe(3);
    lines.set('emma', 3);
    release();
    await saved;
    expect(cart.quantityOf('emma')).toBe(3);
  });

  it('ends with the last of many quick changes', async () => {
    const cart = aCart();
    const saved = [1, 2, 3, 4].map((quantity) => cart.setQuantity('emma', quantity));
    expect(cart.count).toBe(4);
    await Promise.all(saved);
    await until(() => !cart.isSaving);
    expect([cart.count, lines.get('emma')]).toEqual([4, 4]);
    expect(asked.filter((it) => it.startsWith('emma'))).toEqual(['emma: 1', 'emma: 4']);
  });
});
