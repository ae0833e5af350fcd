/** Buying and selling in a real browser, against the whole stack: from sign-up to the delivered order. */
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { openPage, readFocus, startBrowser, type WatchedPage } from '../support/browser.ts';
import { type Account, reader, ShopClient, staff } from '../support/shop-client.ts';
import { type RunningApp, startStack } from '../support/stack.ts';

jest.setTimeout(90_000);

let stack: RunningApp;
let browser: Browser;
let client: ShopClient;
let opened: BrowserContext[] = [];

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), startBrowser()]);
  client = new ShopClient(stack);
  await waitForSearch();
});

afterEach(async () => {
  await Promise.all(opened.map((context) => context.close()));
  opened = [];
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** The index follows the catalogue, which was filled a moment ago. */
async function waitForSearch(): Promise<void> {
  for (;;) {
    const { items } = (await (await fetch(`${api()}/search?q=melville+moby`)).json()) as { items: unknown[] };
    if (items.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const storefront = () => readOutput('StorefrontUrl');
const api = () => readOutput('ApiUrl');

function readOutput(key: string): string {
  const value = stack.outputs[key];
  if (value === undefined) throw new Error(`The stack has no output ${key}.`);
  return value.replace(/\/$/, '');
}

async function visit(path: string): Promise<WatchedPage> {
  const watched = await openPage(browser);
  opened.push(watched.page.context());
  await watched.page.goto(storefront() + path);
  return watched;
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name });
/** In the view itself: the announcer says many things a second time. */
const words = (page: Page, text: string | RegExp) => page.locator('main').getByText(text);
const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search by title or author' });
const cartCount = (page: Page, copies: string) => page.getByRole('link', { name: `Your cart: ${copies}` });

async function fillSignIn(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Sign in').click();
}

/** Ends on the page with this path. */
async function visitAs(account: Account, path: string): Promise<WatchedPage> {
  const watched = await visit(`/sign-in?next=${encodeURIComponent(path)}`);
  await fillSignIn(watched.page, account);
  await watched.page.waitForURL(storefront() + path);
  return watched;
}

async function fillCart(account: Account, books: Readonly<Record<string, number>>): Promise<void> {
  for (const [bookId, quantity] of Object.entries(books)) {
    await client.call(account, `/cart/${bookId}`, { method: 'PUT', body: { quantity } });
  }
}

const changeStock = (bookId: string, change: number) =>
  client.call(staff, `/admin/books/${bookId}/stock`, { method: 'POST', body: { change } });

interface BookAnswer {
  readonly version: number;
  readonly stock: number;
  readonly priceInCents: number;
  readonly [name: string]: unknown;
}

async function readBook(bookId: string): Promise<BookAnswer> {
  return (await fetch(`${api()}/books/${bookId}`)).json() as Promise<BookAnswer>;
}

/** What another member of staff does meanwhile. */
async function editBook(bookId: string, change: object): Promise<void> {
  const { id, stock, rating, version, ...text } = await readBook(bookId);
  const headers = { 'If-Match': `"${version}"` };
  await client.call(staff, `/admin/books/${bookId}`, { method: 'PUT', body: { ...text, ...change }, headers });
}

function answerWith(status: number, body: object) {
  const headers = { 'access-control-allow-origin': storefront() };
  return (route: Route) => {
    if (route.request().method() === 'OPTIONS') return route.continue();
    return route.fulfill({ status, headers, contentType: 'application/json', body: JSON.stringify(body) });
  };
}

describe('a new reader', () => {
  it('signs up, finds a book, orders it and reviews it', async () => {
    const { page, complaints } = await visit('/');
    await link(page, 'Sign in').click();
    await link(page, 'Create an account').click();
    await heading(page, 'Create an account').waitFor();
    await page.getByLabel('Your name').fill('Zoë <b>Bold</b>');
    await page.getByLabel('Email address').fill('zoe@example.org');
    await page.getByLabel('Password').fill('Read-all-night-7');
    await button(page, 'Create the account').click();

    await heading(page, 'Confirm your address').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(await client.readCode('zoe@example.org'));
    await button(page, 'Confirm').click();
    await words(page, 'Your address is confirmed.').waitFor();
    expect(await page.getByLabel('Email address').inputValue()).toBe('zoe@example.org');
    await page.getByLabel('Password').fill('Read-all-night-7');
    await button(page, 'Sign in').click();
    await page.waitForURL(`${storefront()}/`);

    await searchBox(page).pressSequentially('melville mob');
    await page.waitForURL('**/search?q=melville+mob');
    await words(page, '1 book found').waitFor();
    expect(await searchBox(page).evaluate((input) => input.matches(':focus'))).toBe(true);
    await page.locator('search-page book-card a').click();
    await heading(page, 'Moby-Dick').waitFor();

    await button(page, 'Put into the cart').click();
    await button(page, 'Put in one more').click();
    await cartCount(page, '2 copies').click();
    await heading(page, 'Your cart').waitFor();
    const { priceInCents, stock } = await readBook('moby-dick');
    const total = `$${((priceInCents * 2) / 100).toFixed(2)}`;
    await page.locator('cart-total').getByText(total).waitFor();
    await link(page, 'Go to checkout').click();
    await words(page, 'Payment is not part of this demo.').waitFor();
    await button(page, `Place the order for ${total}`).click();

    await words(page, 'Thank you!').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/orders\/[0-9A-Z]{26}$/);
    await page.locator('order-progress').getByText('We have your order.').waitFor();
    await page.getByRole('link', { name: 'Your cart', exact: true }).waitFor();
    expect((await readBook('moby-dick')).stock).toBe(stock - 2);
    await link(page, 'Your orders').click();
    await page.locator('orders-page article').getByText(total).waitFor();

    await page.goto(`${storefront()}/books/moby-dick`);
    await page.getByRole('radio', { name: '4 stars: Good' }).press('Space');
    await page.getByLabel('In your words').fill('<script>document.title="stolen"</script>\nCall me Zoë.');
    await button(page, 'Publish').click();
    const review = page.locator('review-item', { hasText: 'Call me Zoë.' });
    await review.getByText('Yours').waitFor();
    expect(await review.locator('.text').innerText()).toBe('<script>document.title="stolen"</script>\nCall me Zoë.');
    expect(await review.locator('h3').innerText()).toBe('Zoë <b>Bold</b>');
    await page
      .locator('book-page .rating')
      .getByRole('img', { name: /by 1 reader$/ })
      .waitFor();
    expect(await page.title()).toBe('Moby-Dick · Bookstore');
    expect(complaints).toEqual([]);
  });

  it('is told when the address has an account, and when a code is wrong', async () => {
    const { page } = await visit('/sign-up');
    await page.getByLabel('Your name').fill('Robin');
    await page.getByLabel('Email address').fill(reader.email);
    await page.getByLabel('Password').fill('Read-all-night-7');
    await button(page, 'Create the account').click();
    await page.getByRole('alert').getByText('There is an account with this email address already.').waitFor();
    await page.getByLabel('Email address').fill('yan@example.org');
    await page.getByLabel('Password').fill('all-lower-case');
    await button(page, 'Create the account').click();
    await page.getByRole('alert').getByText('The password needs at least ten characters').waitFor();
    await page.getByLabel('Password').fill('Read-all-night-7');
    await button(page, 'Create the account').click();
    await heading(page, 'Confirm your address').waitFor();
    const first = await client.readCode('yan@example.org');
    await page.getByLabel('Code', { exact: true }).fill(first === '000000' ? '000001' : '000000');
    await button(page, 'Confirm').click();
    await page.getByRole('alert').getByText('This is not the code that we sent.').waitFor();
    await button(page, 'Send a new code').click();
    await words(page, 'A new code is on its way.').first().waitFor();

    await link(page, 'Back to sign-in').click();
    await page.getByLabel('Password').fill('Read-all-night-7');
    await button(page, 'Sign in').click();
    await heading(page, 'Confirm your address').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(await client.readCode('yan@example.org', first));
    await button(page, 'Confirm').click();
    await words(page, 'Your address is confirmed.').waitFor();
  });
});

describe('a session', () => {
  it('does not begin with a wrong password', async () => {
    const { page } = await visit('/sign-in');
    await fillSignIn(page, { ...reader, password: 'Bookstore-2!' });
    await page.getByRole('alert').getByText('Email address and password don’t belong together.').waitFor();
    expect(await page.getByLabel('Email address').inputValue()).toBe(reader.email);
  });

  it('begins with a new password when the old one is forgotten', async () => {
    const account = await client.createReader();
    const { page } = await visit('/forgot-password?next=%2Forders');
    const before = await client.readCode(account.email);
    await page.getByLabel('Email address').fill(account.email);
    await button(page, 'Send a code').click();
    await page.getByLabel('Code', { exact: true }).fill(await client.readCode(account.email, before));
    await page.getByLabel('New password').fill('Another-word-2');
    await button(page, 'Set the password').click();
    await words(page, 'Your new password is set.').waitFor();
    await page.getByLabel('Password').fill('Another-word-2');
    await button(page, 'Sign in').click();
    await heading(page, 'No orders yet').waitFor();
  });

  it('survives a reload, reaches a new tab, and ends in all of them', async () => {
    const { page, complaints } = await visitAs(reader, '/orders');
    await page.reload();
    await button(page, /^Robin/).waitFor();
    const second = await page.context().newPage();
    await second.goto(`${storefront()}/`);
    await button(second, /^Robin/).waitFor();
    await button(page, /^Robin/).click();
    await button(page, 'Sign out').click();
    await link(page, 'Sign in').waitFor();
    await link(second, 'Sign in').waitFor();
    await page.goto(`${storefront()}/orders`);
    await page.getByRole('heading', { name: 'Please sign in' }).first().waitFor();
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(kept).not.toMatch(/eyJ/);
    expect(complaints).toEqual([]);
  });

  it('puts no token into an address or into localStorage, and gives them to the APIs alone', async () => {
    const account = await client.createReader();
    const { page } = await visit('/sign-in?next=%2Fwishlist');
    const urls: string[] = [];
    const withToken = new Set<string>();
    page.on('request', (request) => {
      urls.push(request.url());
      if (request.headers().authorization !== undefined) withToken.add(new URL(request.url()).origin);
    });
    await fillSignIn(page, account);
    await heading(page, 'Nothing saved yet').waitFor();
    expect(urls.filter((url) => url.includes('eyJ') || url.includes(account.email))).toEqual([]);
    expect([...withToken].toSorted()).toEqual(
      [api(), readOutput('HttpApiUrl')].map((url) => new URL(url).origin).toSorted(),
    );
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('eyJ');
  });

  it('asks to sign in again when the pool has ended it, and goes on where the reader was', async () => {
    const { page } = await visitAs(reader, '/orders');
    await heading(page, /orders/i).waitFor();
    await page.evaluate(() => {
      const stored = JSON.parse(sessionStorage.getItem('session') ?? '');
      sessionStorage.setItem('session', JSON.stringify({ ...stored, expiresAtMs: 0, refreshToken: 'revoked' }));
    });
    await page.reload();
    await page.getByRole('heading', { name: 'You have been signed out' }).waitFor();
    await page.locator('sign-in-needed').getByRole('link', { name: 'Sign in' }).click();
    await fillSignIn(page, reader);
    await page.waitForURL(`${storefront()}/orders`);
  });

  it('leads nobody to another site', async () => {
    const { page } = await visit(`/sign-in?next=${encodeURIComponent('//example.com/')}`);
    await fillSignIn(page, reader);
    await page.waitForURL(`${storefront()}/`);
  });
});

describe('search', () => {
  it('waits until the typing pauses, and shows the answer to the last question', async () => {
    const { page } = await visit('/');
    const asked: string[] = [];
    await page.route(`${api()}/search*`, async (route) => {
      const query = new URL(route.request().url()).searchParams.get('q') ?? '';
      asked.push(query);
      if (query === 'mo') await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue().catch(() => {});
    });
    await searchBox(page).pressSequentially('mo', { delay: 20 });
    await page.waitForURL('**/search?q=mo');
    await searchBox(page).pressSequentially('by-dick', { delay: 20 });
    await words(page, '1 book found').waitFor();
    await page.waitForTimeout(1600);
    expect(await page.locator('search-page book-card h3').allInnerTexts()).toEqual(['Moby-Dick']);
    expect(asked).toEqual(['mo', 'moby-dick']);
    await page.goBack();
    await heading(page, 'Good books').waitFor();
    expect(await searchBox(page).inputValue()).toBe('');
    await page.goForward();
    await heading(page, '“moby-dick”').waitFor();
    expect(await searchBox(page).inputValue()).toBe('moby-dick');
  });

  it('says what it needs, and when there is nothing', async () => {
    const { page } = await visit('/search?q=m');
    await words(page, 'Type at least two letters').first().waitFor();
    await searchBox(page).fill('<img src=x>');
    await words(page, 'Nothing on our shelves').waitFor();
    expect(await page.title()).toBe('“<img src=x>” · Bookstore');
  });
});

describe('the cart', () => {
  it('takes a change back when the API refuses it', async () => {
    const account = await client.createReader();
    await fillCart(account, { dracula: 2 });
    const { page } = await visitAs(account, '/cart');
    const copies = page.getByRole('spinbutton', { name: 'Copies' });
    await copies.waitFor();
    await page.route(`${api()}/cart/dracula`, answerWith(503, { message: 'The database did not answer.' }));
    await button(page, 'One copy more').click();
    await page.waitForFunction(() => document.querySelector('#announcer')?.textContent === 'Dracula: 3 copies.');
    await page.getByRole('alert').getByText('Your cart is as it was before.').waitFor();
    expect(await copies.inputValue()).toBe('2');
    await page.unroute(`${api()}/cart/dracula`);
    await button(page, 'One copy more').click();
    await cartCount(page, '3 copies').waitFor();
    await page.locator('cart-page section[aria-busy=false]').waitFor();
    await page.reload();
    await cartCount(page, '3 copies').waitFor();
  });

  it('sends the last of many quick changes', async () => {
    const account = await client.createReader();
    await fillCart(account, { dracula: 1 });
    const { page } = await visitAs(account, '/cart');
    for (let times = 0; times < 6; times += 1) await button(page, 'One copy more').click();
    await cartCount(page, '7 copies').waitFor();
    await page.locator('cart-page section[aria-busy=false]').waitFor();
    expect(await client.call(account, '/cart')).toMatchObject({ items: [{ bookId: 'dracula', quantity: 7 }] });
  });

  it('marks what is gone or short, and lets the rest be ordered', async () => {
    const account = await client.createReader();
    await client.call(staff, '/admin/books', {
      method: 'POST',
      body: {
        ...{ title: 'A Book on Its Way Out', author: 'Nobody', year: 2020, language: 'English', category: 'poetry' },
        ...{ description: 'Not for long.', priceInCents: 500, stock: 5 },
      },
    });
    await fillCart(account, { 'a-book-on-its-way-out': 1, frankenstein: 20, dracula: 1 });
    await client.call(staff, '/admin/books/a-book-on-its-way-out', { method: 'DELETE' });
    const { stock } = await readBook('frankenstein');
    await changeStock('frankenstein', 3 - stock);
    const { page } = await visitAs(account, '/cart');
    await words(page, 'There are only 3 copies left.').waitFor();
    expect(await link(page, 'Go to checkout').count()).toBe(0);
    await button(page, 'Take it out').click();
    await button(page, /^Take 3 copies/).click();
    await link(page, 'Go to checkout').waitFor();
    await button(page, 'Remove Frankenstein').click();
    expect(await readFocus(page)).toBe('Your cart');
    await cartCount(page, '1 copy').waitFor();
  });

  it('is there to be filled only after signing in', async () => {
    const account = await client.createReader();
    const { page } = await visit('/books/dracula');
    await link(page, 'Sign in to buy it').click();
    await fillSignIn(page, account);
    await heading(page, 'Dracula').waitFor();
    await button(page, 'Put into the cart').click();
    await cartCount(page, '1 copy').waitFor();
  });
});

describe('checkout', () => {
  const place = (page: Page) => button(page, /^Place the order/);

  it('orders nothing when a price has changed, and shows the new one', async () => {
    const account = await client.createReader();
    await fillCart(account, { 'kon-tiki': 1 });
    const { page } = await visitAs(account, '/checkout');
    await place(page).waitFor();
    const { priceInCents } = await readBook('kon-tiki');
    await editBook('kon-tiki', { priceInCents: priceInCents + 100 });
    await place(page).click();
    await page.getByRole('alert').getByText('A price has changed').waitFor();
    const total = `$${((priceInCents + 100) / 100).toFixed(2)}`;
    await button(page, `Place the order for ${total}`).click();
    await words(page, 'Thank you!').waitFor();
    expect(await client.call(account, '/orders')).toMatchObject({ items: [{ totalInCents: priceInCents + 100 }] });
  });

  it('orders nothing when somebody else was faster, and says which book it is', async () => {
    const account = await client.createReader();
    await fillCart(account, { 'captain-blood': 2, dracula: 1 });
    const { page } = await visitAs(account, '/checkout');
    await place(page).waitFor();
    const { stock } = await readBook('captain-blood');
    await changeStock('captain-blood', 1 - stock);
    await place(page).click();
    await page.getByRole('alert').getByText('Captain Blood: 1 copy left').waitFor();
    expect(await client.call(account, '/orders')).toEqual({ items: [] });
    await link(page, 'Change the cart').click();
    await button(page, /^Take 1 copy/).click();
    await link(page, 'Go to checkout').click();
    await place(page).click();
    await words(page, 'Thank you!').waitFor();
  });

  it('orders nothing when the cart was changed elsewhere', async () => {
    const account = await client.createReader();
    await fillCart(account, { dracula: 1 });
    const { page } = await visitAs(account, '/checkout');
    await place(page).waitFor();
    await fillCart(account, { dracula: 4 });
    await place(page).click();
    await page.getByRole('alert').getByText('Your cart has changed').waitFor();
    await page.locator('checkout-page').getByText('4 copies').waitFor();
  });

  it('makes one order when the answer got lost, even after a reload', async () => {
    const account = await client.createReader();
    await fillCart(account, { dracula: 1 });
    const { page } = await visitAs(account, '/checkout');
    const keys: (string | undefined)[] = [];
    await page.route(`${api()}/orders`, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push((await route.request().headerValue('idempotency-key')) ?? undefined);
      if (keys.length > 1) return route.continue();
      // The order is placed, but the answer gets lost on its way back.
      await route.fetch();
      await route.abort('connectionreset');
    });
    await place(page).click();
    await heading(page, 'Your order got no answer').waitFor();
    await page.reload();
    await heading(page, 'Your order got no answer').waitFor();
    await button(page, 'Send it once more').click();
    await words(page, 'Thank you!').waitFor();
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[\w-]{32,}$/);
    expect(keys[1]).toBe(keys[0]);
    const { items } = (await client.call(account, '/orders')) as { items: unknown[] };
    expect(items).toHaveLength(1);
  });
});

describe('a review', () => {
  it('is replaced by the next one, and can be deleted', async () => {
    const account = await client.createReader('Rita');
    const { page } = await visitAs(account, '/books/treasure-island');
    await page.getByRole('radio', { name: '2 stars' }).press('Space');
    await page.getByLabel('In your words').fill('Too many pirates.');
    await button(page, 'Publish').click();
    await page.locator('review-item').getByText('Yours').waitFor();
    await page.getByRole('radio', { name: '5 stars' }).press('Space');
    await page.getByLabel('In your words').fill('Not enough pirates.');
    await button(page, 'Replace it').click();
    await words(page, 'Not enough pirates.').first().waitFor();
    await page.locator('review-item').getByRole('img', { name: '5 out of 5 stars' }).waitFor();
    expect(await page.locator('review-item').count()).toBe(1);
    await page.reload();
    await page.locator('review-item').getByText('Yours').waitFor();
    expect(await page.getByLabel('In your words').inputValue()).toBe('Not enough pirates.');
    await button(page, 'Delete my review').click();
    await words(page, 'Nobody has reviewed it yet.').waitFor();
    await button(page, 'Delete my review').click();
    await page.getByRole('alert').getByText('You have not reviewed this book.').waitFor();
  });

  it('stays in the form when it can not be published', async () => {
    const account = await client.createReader();
    const { page } = await visitAs(account, '/books/kon-tiki');
    await page.route(`${api()}/books/kon-tiki/reviews/mine`, answerWith(500, { message: 'Something broke.' }));
    await page.getByRole('radio', { name: '3 stars' }).press('Space');
    await page.getByLabel('In your words').fill('Long, but wet.');
    await button(page, 'Publish').click();
    await page.getByRole('alert').getByText('Something broke in the shop.').waitFor();
    expect(await page.locator('review-item').count()).toBe(0);
    expect(await page.getByLabel('In your words').inputValue()).toBe('Long, but wet.');
  });

  it('is followed by older ones', async () => {
    for (let number = 1; number <= 6; number += 1) {
      const body = { rating: 3, text: `Opinion ${number}` };
      const account = await client.createReader(`Reader ${number}`);
      await client.call(account, '/books/the-lost-world/reviews/mine', { method: 'PUT', body });
    }
    const { page } = await visit('/books/the-lost-world');
    await page.locator('review-item').nth(4).waitFor();
    expect(await page.locator('review-item .text').allInnerTexts()).toEqual(
      [6, 5, 4, 3, 2].map((it) => `Opinion ${it}`),
    );
    await button(page, 'Older reviews').click();
    await page.locator('review-item', { hasText: 'Opinion 1' }).waitFor();
    expect(await page.locator('review-item').count()).toBe(6);
  });
});

describe('staff', () => {
  it('add, edit, stock up and delete a book', async () => {
    const { page, complaints } = await visitAs(staff, '/admin/books');
    await link(page, 'Add a book').click();
    await page.getByLabel('Title', { exact: true }).fill('The <i>Slanted</i> Shelf');
    await page.getByLabel('Author', { exact: true }).fill('Ida Plank');
    await page.getByLabel('Shelf', { exact: true }).selectOption('poetry');
    await page.getByLabel('Written in').fill('English');
    await page.getByLabel('First published').fill('1999');
    await page.getByLabel('Price in dollars').fill('8.29');
    await page.getByLabel('Copies').fill('3');
    await page.getByLabel('Description').fill('Verse & worse.');
    await button(page, 'Add the book').click();
    await heading(page, 'The <i>Slanted</i> Shelf').waitFor();
    await page.locator('book-page .offer').getByText('$8.29').waitFor();
    await words(page, 'Only 3 left').waitFor();
    const bookId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

    await page.goto(`${storefront()}/admin/books/${bookId}`);
    await page.getByLabel('Price in dollars').fill('9.5');
    await button(page, 'Save').click();
    await words(page, 'It is saved.').waitFor();
    await words(page, 'Version 2').waitFor();
    expect(await readBook(bookId)).toMatchObject({ priceInCents: 950, version: 2, stock: 3 });

    await page.goto(`${storefront()}/admin/books`);
    await page.getByLabel('Find a book').fill('slanted');
    await button(page, 'Find').click();
    const row = page.locator('inventory-row', { hasText: 'Slanted' });
    await row.getByText('3 copies', { exact: true }).waitFor();
    await row.getByRole('spinbutton').fill('-5');
    await row.getByRole('button', { name: /^Add/ }).click();
    await row.getByRole('alert').getByText('There are fewer copies than that.').waitFor();
    await row.getByText('3 copies', { exact: true }).waitFor();
    await row.getByRole('spinbutton').fill('20');
    await row.getByRole('button', { name: /^Add/ }).click();
    await row.locator('.stock:not(.pending)', { hasText: '23 copies' }).waitFor();
    expect((await readBook(bookId)).stock).toBe(23);
    // A refusal is one, and the browser's console says so of every answer that is not a success.
    expect(complaints.filter((it) => !it.includes('409'))).toEqual([]);

    await row.getByRole('link').click();
    await button(page, 'Delete the book').click();
    await button(page, 'No, keep it').click();
    await button(page, 'Delete the book').click();
    await button(page, 'Delete it').click();
    await page.waitForURL(`${storefront()}/admin/books`);
    await expect(fetch(`${api()}/books/${bookId}`)).resolves.toMatchObject({ status: 404 });
  });

  it('do not overwrite what somebody else has changed meanwhile', async () => {
    const { page } = await visitAs(staff, '/admin/books/robinson-crusoe');
    await page.getByLabel('Description').waitFor();
    await editBook('robinson-crusoe', { language: 'Plain English' });
    await page.getByLabel('Description').fill('Mine.');
    await button(page, 'Save').click();
    await page.getByRole('alert').getByText('Somebody else was faster').waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Mine.');
    expect(await readBook('robinson-crusoe')).toMatchObject({ language: 'Plain English' });
    await button(page, /^Show me theirs/).click();
    await page.waitForFunction(() => document.title.startsWith('Edit Robinson'));
    expect(await page.getByLabel('Written in').inputValue()).toBe('Plain English');
    await page.getByLabel('Description').fill('Mine again.');
    await button(page, 'Save').click();
    await words(page, 'It is saved.').waitFor();
  });

  it('bring an order to its reader, who sees it move', async () => {
    const account = await client.createReader();
    await fillCart(account, { 'king-solomons-mines': 2 });
    const customer = await visitAs(account, '/checkout');
    await button(customer.page, /^Place the order/).click();
    await words(customer.page, 'Thank you!').waitFor();
    const number = (await customer.page.locator('order-page h1').innerText()).replace('Order ', '');

    const { page, complaints } = await visitAs(staff, '/admin/orders');
    const order = page.locator('staff-order', { hasText: number });
    await order.getByText('2 × King Solomon').waitFor();
    for (const [step, status] of [
      ['Mark as packed', 'Packed'],
      ['Mark as shipped', 'Shipped'],
      ['Mark as delivered', 'Delivered'],
    ] as const) {
      await order.getByRole('button', { name: step }).click();
      await order.locator('order-status').getByText(status).waitFor();
      if (status !== 'Delivered') await order.getByRole('button').first().waitFor();
    }
    expect(await order.getByRole('button').count()).toBe(0);
    await page.getByRole('link', { name: 'Delivered' }).click();
    await page.waitForURL('**/admin/orders?status=delivered');
    await order.getByText('2 × King Solomon').waitFor();

    await customer.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await customer.page.locator('order-progress').getByText('The parcel has arrived.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('learn that a reader’s order moved on before they could', async () => {
    const account = await client.createReader();
    await fillCart(account, { dracula: 1 });
    const { totalInCents, version } = (await client.call(account, '/cart')) as {
      totalInCents: number;
      version: number;
    };
    const placed = await client.call(account, '/orders', {
      ...{ method: 'POST', body: { cartVersion: version, totalInCents } },
      headers: { 'Idempotency-Key': 'staff-journey-1' },
    });
    const { orderId } = placed as { orderId: string };
    const { page } = await visitAs(staff, '/admin/orders');
    const order = page.locator('staff-order', { hasText: orderId.slice(-6) });
    await order.waitFor();
    const { items } = (await client.call(staff, '/admin/orders')) as { items: { orderId: string; userId: string }[] };
    const userId = items.find((item) => item.orderId === orderId)?.userId;
    const cancel = { method: 'PUT', body: { status: 'cancelled' } };
    await client.call(staff, `/admin/orders/${userId}/${orderId}/status`, cancel);
    await order.getByRole('button', { name: 'Mark as packed' }).click();
    await order.getByRole('alert').getByText('An order that is cancelled can').waitFor();
    expect(await order.locator('order-status span').innerText()).toBe('Placed');
  });

  it('are asked for: nobody else sees their pages', async () => {
    const { page } = await visitAs(await client.createReader(), '/admin/orders');
    await page.getByRole('heading', { name: 'For staff only' }).first().waitFor();
    await button(page, /your account/).click();
    expect(await link(page, 'Inventory').count()).toBe(0);
  });
});
