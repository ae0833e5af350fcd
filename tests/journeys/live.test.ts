/** What happens by itself, in a real browser against the whole stack: the chat, orders on their way, books saved for later. */
import type { Browser, BrowserContext, BrowserContextOptions, Page, Route } from 'playwright-core';
import { findViolations } from '../support/accessibility.ts';
import { openPage, readFocus, startBrowser, type WatchedPage } from '../support/browser.ts';
import { Network } from '../support/network.ts';
import { type Account, reader, ShopClient, staff } from '../support/shop-client.ts';
import { type RunningApp, startStack } from '../support/stack.ts';

jest.setTimeout(90_000);

let stack: RunningApp;
let browser: Browser;
let client: ShopClient;
let opened: BrowserContext[] = [];
let networks: Network[] = [];

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), startBrowser()]);
  client = new ShopClient(stack);
});

afterEach(async () => {
  await Promise.all(opened.map((context) => context.close()));
  for (const network of networks) network.stop();
  [opened, networks] = [[], []];
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

function readOutput(key: string): string {
  const value = stack.outputs[key];
  if (value === undefined) throw new Error(`The stack has no output ${key}.`);
  return value.replace(/\/$/, '');
}

const storefront = () => readOutput('StorefrontUrl');

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const field = (page: Page) => page.getByRole('textbox', { name: 'Your message' });
const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const state = (page: Page, words: string) => page.locator('live-state', { hasText: words });
const textsOf = (page: Page) => log(page).locator('chat-message .text').allInnerTexts();
const heart = (page: Page, title: string) => button(page, `Save ${title} for later`);

/** Ends on the page with this path. */
async function visitAs(account: Account, path: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const watched = await openPage(browser, options);
  opened.push(watched.page.context());
  await signIn(watched.page, account, path);
  return watched;
}

async function signIn(page: Page, { email, password }: Account, path: string): Promise<void> {
  await page.goto(`${storefront()}/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Sign in').click();
  await page.waitForURL(storefront() + path);
}

/** A page that reaches everything through a network of its own. */
async function visitOver(network: Network, account: Account, path: string): Promise<Page> {
  networks.push(network);
  const { page } = await visitAs(account, path, { proxy: { server: await network.start() } });
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

async function waitForTexts(page: Page, expected: readonly string[]): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (JSON.stringify(await textsOf(page)) !== JSON.stringify(expected)) {
    if (Date.now() > deadline) expect(await textsOf(page)).toEqual(expected);
    await page.waitForTimeout(100);
  }
}

function answerWith(status: number) {
  const headers = { 'access-control-allow-origin': storefront() };
  return (route: Route) => {
    if (route.request().method() === 'OPTIONS') return route.continue();
    return route.fulfill({ status, headers, contentType: 'application/json', body: '{"message":"No."}' });
  };
}

describe('the lobby', () => {
  it('lets two readers talk, shows what they write as text, and how many they are', async () => {
    const hostile =
      '<img src=x onerror="document.title=\'stolen\'"><script>document.title="stolen"</script> & "quotes"';
    const [nora, max] = [await client.createReader('Nora <b>Bold</b>'), await client.createReader('Max')];
    const [first, second] = [await visitAs(nora, '/lobby'), await visitAs(max, '/lobby')];
    for (const { page } of [first, second]) await state(page, 'Live').waitFor();
    await say(first.page, 'Has anyone read Emma?');
    await log(second.page).getByText('Has anyone read Emma?').waitFor();
    await say(second.page, hostile);
    await waitForTexts(first.page, ['Has anyone read Emma?', hostile]);
    await waitForTexts(second.page, ['Has anyone read Emma?', hostile]);
    expect(await log(second.page).locator('.name').allInnerTexts()).toEqual(['Nora <b>Bold</b>', 'You']);
    await first.page.getByText('You write as Nora <b>Bold</b>.').waitFor();
    for (const { page } of [first, second]) {
      await page.getByText('2 readers here').waitFor();
      expect(await log(page).locator('chat-message :is(img, script, b)').count()).toBe(0);
      expect(await page.title()).toBe('The lobby · Bookstore');
    }
    await second.page.getByRole('link', { name: 'Bookstore, all books' }).click();
    await first.page.getByText('Only you are here').waitFor();
    expect([...first.complaints, ...second.complaints]).toEqual([]);
  });

  it('is there after a reload, and goes back to older messages', async () => {
    const talker = await client.enterRoom(await client.createReader('Old Hand'), 'book:dracula');
    for (let number = 0; number < 30; number += 1) {
      await talker.say(`Note ${number}`);
      // Five a second are the most.
      await new Promise((resolve) => setTimeout(resolve, 210));
    }
    talker.leave();
    const { page } = await visitAs(reader, '/books/dracula');
    await page.locator('book-chat').scrollIntoViewIfNeeded();
    await log(page).getByText('Note 29').waitFor();
    expect(await textsOf(page)).toHaveLength(25);
    const scroll = page.getByRole('group', { name: 'Conversation' });
    expect(await scroll.evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight)).toBeLessThan(5);
    const oldest = log(page).getByText('Note 5', { exact: true });
    await oldest.scrollIntoViewIfNeeded();
    await button(page, 'Older messages').click();
    await log(page).getByText('Note 0', { exact: true }).waitFor({ state: 'attached' });
    expect(await textsOf(page)).toEqual(Array.from({ length: 30 }, (_, number) => `Note ${number}`));
    // What was in sight stays there.
    expect(await oldest.evaluate((it) => it.getBoundingClientRect().top > 0)).toBe(true);
    await page.reload();
    await page.locator('book-chat').scrollIntoViewIfNeeded();
    await log(page).getByText('Note 29').waitFor();
    expect(await textsOf(page)).toHaveLength(25);
  });

  it('asks those to sign in who are not, and lets them in then', async () => {
    const { page } = await openPage(browser);
    opened.push(page.context());
    await page.goto(`${storefront()}/`);
    await page.getByRole('link', { name: 'The lobby' }).first().click();
    await heading(page, 'The lobby').waitFor();
    expect(await field(page).count()).toBe(0);
    await page.getByRole('link', { name: 'Sign in to join' }).click();
    await page.getByLabel('Email address').fill(reader.email);
    await page.getByLabel('Password').fill(reader.password);
    await button(page, 'Sign in').click();
    await state(page, 'Live').waitFor();
    await field(page).waitFor();
  });

  it('puts the token into no address, and closes the connection at sign-out', async () => {
    const watched = await openPage(browser);
    const { page } = watched;
    opened.push(page.context());
    const connected = page.waitForEvent('websocket');
    await signIn(page, reader, '/lobby');
    const socket = await connected;
    expect(socket.url()).toBe(readOutput('WebSocketUrl'));
    await state(page, 'Live').waitFor();
    const closed = socket.waitForEvent('close');
    await button(page, /your account/).click();
    await button(page, 'Sign out').click();
    await closed;
    expect(watched.complaints).toEqual([]);
  });
});

describe('a reader who loses the network', () => {
  it('for ten seconds sees what was said meanwhile, each message once', async () => {
    const network = new Network();
    const account = await client.createReader('Lena');
    const page = await visitOver(network, account, '/lobby');
    await state(page, 'Live').waitFor();
    await page.locator('chat-log [role=log][aria-busy=false]').waitFor();
    const before = await textsOf(page);
    const [ann, bob] = [await client.enterRoom(reader, 'lobby'), await client.enterRoom(staff, 'lobby')];
    await ann.say('Before');
    await waitForTexts(page, [...before, 'Before']);

    // Chromium's offline mode may leave a WebSocket open, but here not a byte gets through.
    network.cut();
    await page.context().setOffline(true);
    await state(page, 'Offline').waitFor();
    const [began, said] = [Date.now(), [] as string[]];
    for (let number = 0; Date.now() - began < 10_000; number += 1) {
      said.push(`Meanwhile ${number}`);
      await (number % 2 ? ann : bob).say(`Meanwhile ${number}`);
      await new Promise((resolve) => setTimeout(resolve, 130));
    }
    expect(said.length).toBeGreaterThan(25);
    expect((await textsOf(page)).at(-1)).toBe('Before');
    network.mend();
    await page.context().setOffline(false);
    await state(page, 'Live').waitFor();
    await ann.say('After');
    await waitForTexts(page, [...before, 'Before', ...said, 'After']);
    for (const talker of [ann, bob]) talker.leave();
  });

  it('for a moment is back by itself, and hears how much there is to read', async () => {
    const network = new Network();
    const page = await visitOver(network, await client.createReader('Timo'), '/books/frankenstein');
    await page.locator('book-chat').scrollIntoViewIfNeeded();
    await state(page, 'Live').waitFor();
    await say(page, 'First');
    await waitForTexts(page, ['First']);
    const talker = await client.enterRoom(reader, 'book:frankenstein');
    network.tear();
    await state(page, 'Offline').waitFor();
    await talker.say('Second');
    // What is written meanwhile stays where it is.
    await say(page, 'Third');
    expect(await field(page).inputValue()).toBe('Third');
    network.mend();
    await state(page, 'Live').waitFor();
    await waitForTexts(page, ['First', 'Second']);
    expect(await page.locator('#announcer').innerText()).toBe('You are connected again. New messages: 1.');
    await field(page).press('Enter');
    await waitForTexts(page, ['First', 'Second', 'Third']);
    talker.leave();
  });
});

describe('the room of a book', () => {
  it('is its own, and moves on with the reader to the next book', async () => {
    const lobby = await client.enterRoom(staff, 'lobby');
    const { page, complaints } = await visitAs(reader, '/books/pride-and-prejudice');
    await page.locator('book-chat').scrollIntoViewIfNeeded();
    await state(page, 'Live').waitFor();
    await page.getByText('It is quiet here.').waitFor();
    await lobby.say('Not for Persuasion');
    await say(page, 'On Persuasion');
    await waitForTexts(page, ['On Persuasion']);
    await page.locator('more-books book-card a').first().click();
    await page.waitForURL((url) => url.pathname !== '/books/pride-and-prejudice');
    await page.locator('book-chat').scrollIntoViewIfNeeded();
    await page.getByText('It is quiet here.').waitFor();
    expect(await textsOf(page)).toEqual([]);
    lobby.leave();
    expect(complaints).toEqual([]);
  });

  it('is folded on a phone until it is asked for', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const { page } = await visitAs(reader, '/books/kon-tiki', phone);
    await button(page, 'Open the chat').waitFor();
    expect(await log(page).count()).toBe(0);
    await button(page, 'Open the chat').tap();
    await state(page, 'Live').waitFor();
    await field(page).fill('From a phone');
    // Enter starts a new line there.
    await field(page).press('Enter');
    await button(page, 'Send').tap();
    await waitForTexts(page, ['From a phone']);
    await button(page, 'Close the chat').tap();
    expect(await log(page).count()).toBe(0);
  });
});

describe('writing', () => {
  it('needs no mouse, and no more than a thousand characters', async () => {
    const { page } = await visitAs(await client.createReader('Kim'), '/books/jane-eyre');
    await page.locator('book-chat').scrollIntoViewIfNeeded();
    await state(page, 'Live').waitFor();
    await page.getByRole('group', { name: 'Conversation' }).focus();
    await page.keyboard.press('Tab');
    expect(await field(page).evaluate((it) => it.matches(':focus'))).toBe(true);
    await page.keyboard.type('Two');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('lines');
    await page.getByText('9 / 1,000').waitFor();
    await page.keyboard.press('Enter');
    await waitForTexts(page, ['Two\nlines']);
    expect(await field(page).evaluate((it) => it.matches(':focus'))).toBe(true);

    await field(page).fill('😀'.repeat(1001));
    await page.getByText('1,001 / 1,000').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('A message has at most 1,000 characters.').waitFor();
    await field(page).fill('😀'.repeat(1000));
    await page.keyboard.press('Enter');
    await waitForTexts(page, ['Two\nlines', '😀'.repeat(1000)]);
    await page.locator('chat-log [role=log][aria-live=polite]').waitFor();
    await page.keyboard.press('Tab');
    expect(await readFocus(page)).toBe('Send');
  });

  it('too fast is refused in plain words, and can be done again or dropped', async () => {
    const { page } = await openPage(browser);
    opened.push(page.context());
    let refusals = 2;
    // Whether a machine is fast enough for six messages a second is nothing to build on.
    await page.routeWebSocket(readOutput('WebSocketUrl'), (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((text) => {
        const { action, requestId } = JSON.parse(String(text));
        if (action !== 'send' || refusals === 0) return server.send(text);
        refusals -= 1;
        socket.send(JSON.stringify({ type: 'error', code: 'TooManyMessages', message: 'Slowly.', requestId }));
      });
    });
    await signIn(page, await client.createReader('Flash'), '/books/walden');
    await page.locator('book-chat').scrollIntoViewIfNeeded();
    await state(page, 'Live').waitFor();
    await say(page, 'one');
    await say(page, 'two');
    await page.getByRole('alert').getByText('Not sent. That was too fast').nth(1).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await button(page, 'Discard').first().click();
    await button(page, 'Send again').click();
    await waitForTexts(page, ['two']);
    await page.locator('chat-outgoing').waitFor({ state: 'detached' });
  });
});

describe('an order', () => {
  async function placeOrder(account: Account, bookId: string): Promise<string> {
    await client.call(account, `/cart/${bookId}`, { method: 'PUT', body: { quantity: 1 } });
    const { version, totalInCents } = (await client.call(account, '/cart')) as {
      version: number;
      totalInCents: number;
    };
    const placed = await client.call(account, '/orders', {
      ...{ method: 'POST', body: { cartVersion: version, totalInCents } },
      headers: { 'Idempotency-Key': `live-${bookId}` },
    });
    return (placed as { orderId: string }).orderId;
  }

  /** As staff. */
  async function bring(orderId: string, status: string): Promise<void> {
    const pages = await Promise.all(
      ['placed', 'packed', 'shipped'].map((it) => client.call(staff, `/admin/orders?status=${it}`)),
    );
    const orders = pages.flatMap((it) => (it as { items: { orderId: string; userId: string }[] }).items);
    const userId = orders.find((order) => order.orderId === orderId)?.userId;
    await client.call(staff, `/admin/orders/${userId}/${orderId}/status`, { method: 'PUT', body: { status } });
  }

  const announced = (page: Page, words: string) =>
    page.waitForFunction((text) => document.querySelector('#announcer')?.textContent?.includes(text), words);

  it('moves on its pages when staff move it, and a screen reader hears of it', async () => {
    const account = await client.createReader();
    const orderId = await placeOrder(account, 'dracula');
    const { page, complaints } = await visitAs(account, `/orders/${orderId}`);
    const list = await page.context().newPage();
    const socket = list.waitForEvent('websocket');
    await list.goto(`${storefront()}/orders`);
    for (const it of [page, list]) await state(it, 'Live').waitFor();
    const news: string[] = [];
    (await socket).on('framereceived', ({ payload }) => news.push(String(payload)));
    await list.locator('order-status', { hasText: 'Placed' }).waitFor();

    await bring(orderId, 'packed');
    await list.locator('order-status', { hasText: 'Packed' }).waitFor();
    await announced(list, 'Packed.');
    expect(news.map((it) => JSON.parse(it))).toContainEqual({ type: 'order', orderId, status: 'packed' });
    // What is in the background catches up when it is looked at.
    await page.bringToFront();
    await page.locator('order-progress').getByText('Your books are wrapped.').waitFor();

    await bring(orderId, 'shipped');
    await page.locator('order-progress').getByText('The parcel is on its way.').waitFor();
    await announced(page, 'Your order: Shipped.');
    await bring(orderId, 'delivered');
    await page.locator('order-progress').getByText('The parcel has arrived.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows where it is after the connection was lost', async () => {
    const network = new Network();
    const account = await client.createReader();
    const orderId = await placeOrder(account, 'moby-dick');
    const page = await visitOver(network, account, '/orders');
    await state(page, 'Live').waitFor();
    network.tear();
    await state(page, 'Offline').waitFor();
    await bring(orderId, 'cancelled');
    await page.waitForTimeout(500);
    expect(await page.locator('order-status span').innerText()).toBe('Placed');
    network.mend();
    await page.locator('order-status', { hasText: 'Cancelled' }).waitFor();
  });
});

describe('what is saved for later', () => {
  const isSaved = (page: Page, title: string) => heart(page, title).getAttribute('aria-pressed');
  const url = () => `${readOutput('HttpApiUrl')}/wishlist/*`;

  it('is kept over a reload, on cards, on the book’s page and on a page of its own', async () => {
    const { page, complaints } = await visitAs(await client.createReader(), '/categories/horror');
    const answered = page.waitForResponse((it) => it.request().method() === 'PUT' && it.status() === 204);
    await heart(page, 'Dracula').click();
    expect(await isSaved(page, 'Dracula')).toBe('true');
    expect(await page.locator('#announcer').innerText()).toBe('Dracula is saved for later.');
    await answered;
    await page.reload();
    await page.locator('wish-button .saved').waitFor();
    expect([await isSaved(page, 'Dracula'), await isSaved(page, 'Frankenstein')]).toEqual(['true', 'false']);

    await page.locator('book-card', { hasText: 'Dracula' }).locator('h3 a').click();
    await button(page, 'Saved for later').waitFor();
    await button(page, /your account/).click();
    await page.locator('account-menu').getByRole('link', { name: 'Saved for later' }).click();
    await heading(page, 'Saved for later').waitFor();
    await page.locator('wishlist-page book-card', { hasText: 'Dracula' }).waitFor();

    const removed = page.waitForResponse((it) => it.request().method() === 'DELETE' && it.status() === 204);
    await heart(page, 'Dracula').click();
    expect(await isSaved(page, 'Dracula')).toBe('false');
    await removed;
    await page.reload();
    await heading(page, 'Nothing saved yet').waitFor();
    expect(complaints).toEqual([]);
  });

  it('is taken back when the shop refuses it', async () => {
    const { page } = await visitAs(await client.createReader(), '/books/moby-dick');
    await page.route(url(), answerWith(503));
    await button(page, 'Save for later').click();
    await page.getByRole('alert').getByText('The shop’s database did not answer in time.').waitFor();
    await button(page, 'Save for later').waitFor();
    await page.unroute(url());
    await button(page, 'Save for later').click();
    await button(page, 'Saved for later').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('has pages', async () => {
    const account = await client.createReader();
    const { items } = (await (await fetch(`${readOutput('ApiUrl')}/books?limit=21`)).json()) as {
      items: { id: string }[];
    };
    await client.saveForLater(account, ...items.map(({ id }) => id));
    const { page } = await visitAs(account, '/wishlist');
    await page.locator('wishlist-page book-card').nth(19).waitFor();
    await page.getByRole('link', { name: 'Next' }).click();
    await page.getByText('Page 2', { exact: true }).waitFor();
    await page.locator('wishlist-page section[aria-busy=false]').waitFor();
    expect(await page.locator('wishlist-page book-card').count()).toBe(1);
    await page.getByRole('link', { name: 'Previous' }).click();
    await page.locator('wishlist-page book-card').nth(19).waitFor();
  });

  it('may be a book that is not sold any more, and can be taken off the list', async () => {
    const account = await client.createReader();
    const book = {
      ...{ title: 'Here Today', author: 'Nobody', year: 2020, language: 'English', category: 'poetry' },
      ...{ description: 'Not for long.', priceInCents: 500, stock: 5 },
    };
    await client.call(staff, '/admin/books', { method: 'POST', body: book });
    await client.saveForLater(account, 'here-today', 'dracula');
    await client.call(staff, '/admin/books/here-today', { method: 'DELETE' });
    const { page } = await visitAs(account, '/wishlist');
    await page.getByText('We don’t sell “here today” any more.').waitFor();
    const answered = page.waitForResponse((it) => it.request().method() === 'DELETE' && it.status() === 204);
    await button(page, 'Take it off the list').click();
    expect(await readFocus(page)).toBe('Saved for later');
    await answered;
    await page.reload();
    await page.locator('wishlist-page book-card', { hasText: 'Dracula' }).waitFor();
    expect(await button(page, 'Take it off the list').count()).toBe(0);
  });

  it('says so when it can not be shown, and tries again', async () => {
    const { page } = await visitAs(await client.createReader(), '/');
    const list = `${readOutput('HttpApiUrl')}/wishlist?**`;
    const plain = `${readOutput('HttpApiUrl')}/wishlist`;
    await page.route(list, answerWith(500));
    await page.route(plain, answerWith(500));
    await page.goto(`${storefront()}/wishlist`);
    await page.getByRole('heading', { name: 'Something broke in the shop' }).waitFor();
    await page.unroute(list);
    await page.unroute(plain);
    await button(page, 'Try again').click();
    await heading(page, 'Nothing saved yet').waitFor();
  });

  it('is for those who are signed in', async () => {
    const { page } = await openPage(browser);
    opened.push(page.context());
    await page.goto(`${storefront()}/categories/horror`);
    await page.locator('book-card').first().waitFor();
    expect(await page.locator('wish-button button').count()).toBe(0);
    await page.goto(`${storefront()}/books/dracula`);
    await page.getByRole('link', { name: 'Sign in to save it' }).click();
    await page.waitForURL(/sign-in\?next=%2Fbooks%2Fdracula$/);
  });
});
