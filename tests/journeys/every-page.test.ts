/** Every page of the storefront, light and dark, on a desk and on a phone: what axe-core says, whether it fits, and a picture. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findViolations } from '../support/accessibility.ts';
import { openPage, startBrowser } from '../support/browser.ts';
import { type Account, reader, ShopClient, staff } from '../support/shop-client.ts';
import { type RunningApp, startStack } from '../support/stack.ts';

jest.setTimeout(120_000);

let stack: RunningApp;
let browser: Browser;
let orderId: string;

/** With the words of its first heading: a picture of another page would prove nothing. */
const pages: readonly (readonly [name: string, path: string, heading: string, account?: Account])[] = [
  ['front page', '/', 'Good books, patiently chosen'],
  ['category', '/categories/poetry?sort=price', 'Poetry'],
  ['search', '/search?q=the', '“the”'],
  ['search without a match', '/search?q=zzzz', '“zzzz”'],
  ['book', '/books/moby-dick', 'Moby-Dick'],
  ['missing book', '/books/no-such-book', 'We don’t have this one'],
  ['missing page', '/no/such/page', 'There is no such page'],
  ['sign-in', '/sign-in', 'Sign in'],
  ['sign-up', '/sign-up', 'Create an account'],
  ['confirmation', '/confirm', 'Confirm your address'],
  ['forgotten password', '/forgot-password', 'A new password'],
  ['cart before sign-in', '/cart', 'Please sign in'],
  ['lobby before sign-in', '/lobby', 'The lobby'],
  ['wishlist before sign-in', '/wishlist', 'Please sign in'],
  ['book to review', '/books/moby-dick', 'Moby-Dick', reader],
  ['cart', '/cart', 'Your cart', reader],
  ['checkout', '/checkout', 'Checkout', reader],
  ['orders', '/orders', 'Your orders', reader],
  ['order', '/orders/*', 'Order ', reader],
  ['lobby', '/lobby', 'The lobby', reader],
  ['wishlist', '/wishlist', 'Saved for later', reader],
  ['staff page for a reader', '/admin/books', 'For staff only', reader],
  ['wishlist without a book', '/wishlist', 'Nothing saved yet', staff],
  ['inventory', '/admin/books', 'Inventory', staff],
  ['new book', '/admin/new-book', 'Add a book', staff],
  ['edit book', '/admin/books/moby-dick', 'Moby-Dick', staff],
  ['orders of all', '/admin/orders', 'Orders to handle', staff],
];

const screens = [
  ['a desk', { viewport: { width: 1280, height: 900 } }],
  ['a phone', { viewport: { width: 390, height: 844 } }],
] as const;
const colorSchemes = ['light', 'dark'] as const;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), startBrowser()]);
  const client = new ShopClient(stack);
  await fillCart(client, { 'moby-dick': 2, dracula: 1, 'kon-tiki': 1 });
  const { version, totalInCents } = (await client.call(reader, '/cart')) as { version: number; totalInCents: number };
  const placed = await client.call(reader, '/orders', {
    ...{ method: 'POST', body: { cartVersion: version, totalInCents } },
    headers: { 'Idempotency-Key': 'for-the-pictures' },
  });
  ({ orderId } = placed as { orderId: string });
  await fillCart(client, { 'treasure-island': 1, frankenstein: 20 });
  const body = { rating: 4, text: 'A whale of a book.\nI read it twice.' };
  await client.call(reader, '/books/moby-dick/reviews/mine', { method: 'PUT', body });
  await client.saveForLater(reader, 'moby-dick', 'treasure-island', 'kon-tiki');
  await talk(client);
  // The cart has more copies than there are.
  await client.call(staff, '/admin/books/frankenstein/stock', { method: 'POST', body: { change: await toThree() } });
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

async function fillCart(client: ShopClient, books: Readonly<Record<string, number>>): Promise<void> {
  for (const [bookId, quantity] of Object.entries(books)) {
    await client.call(reader, `/cart/${bookId}`, { method: 'PUT', body: { quantity } });
  }
}

async function talk(client: ShopClient): Promise<void> {
  for (const room of ['lobby', 'book:moby-dick']) {
    const [ada, robin] = [await client.enterRoom(staff, room), await client.enterRoom(reader, room)];
    await robin.say('Has anybody here finished it? I am at the chapter about rope.');
    await ada.say('The rope is the best part.');
    await ada.say('And <b>after</b> the rope comes the soup.');
    await robin.say('Then I’ll go on:\nthank you!');
    for (const talker of [ada, robin]) talker.leave();
  }
}

async function toThree(): Promise<number> {
  const { stock } = (await (await fetch(`${stack.outputs.ApiUrl}/books/frankenstein`)).json()) as { stock: number };
  return 3 - stock;
}

async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.goto(`${stack.outputs.StorefrontUrl}/sign-in`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

async function show(page: Page, path: string): Promise<void> {
  await page.goto(stack.outputs.StorefrontUrl + path.replace('*', orderId));
  await page.waitForFunction(() => document.title !== 'Bookstore');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  // For the picture; those further down are loaded when somebody scrolls there.
  await page
    .locator('img:not([loading="lazy"])')
    .evaluateAll((images) => Promise.allSettled(images.map((it) => (it as HTMLImageElement).decode())));
}

/** What is wrong with them, page by page. */
async function walkPages(look: string, options: BrowserContextOptions): Promise<string[]> {
  const { page } = await openPage(browser, options);
  const findings: string[] = [];
  let current: Account | undefined;
  for (const [name, path, heading, account] of pages) {
    if (account !== undefined && account !== current) await signIn(page, account);
    current = account;
    await show(page, path);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    for (const violation of await findViolations(page)) findings.push(`${name}, ${look}: ${violation}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) findings.push(`${name}, ${look}: ${overflow} pixels too wide`);
    const file = `${name} ${look}`.replaceAll(' ', '-');
    await page.screenshot({ path: `screenshots/pages/${file}.png`, fullPage: true });
  }
  await page.context().close();
  return findings;
}

async function openChat(look: string, options: BrowserContextOptions): Promise<string[]> {
  const { page } = await openPage(browser, options);
  await signIn(page, reader);
  await show(page, '/books/moby-dick');
  const unfold = page.getByRole('button', { name: 'Open the chat' });
  if (await unfold.isVisible()) await unfold.click();
  await page.locator('book-chat').scrollIntoViewIfNeeded();
  await page.getByText('The rope is the best part.').waitFor();
  await page.getByRole('textbox', { name: 'Your message' }).fill('x'.repeat(1001));
  await page.getByText('1,001 / 1,000').waitFor();
  const file = `chat ${look}`.replaceAll(' ', '-');
  await page.locator('book-chat').screenshot({ path: `screenshots/pages/${file}.png` });
  const ofChat = await findViolations(page);
  await page.context().setOffline(true);
  await page.getByText('Offline. Trying again').waitFor();
  const offline = await findViolations(page);
  await page.context().close();
  return [...ofChat, ...offline];
}

async function openMenuAndDialog(_look: string, options: BrowserContextOptions): Promise<string[]> {
  const { page } = await openPage(browser, options);
  await signIn(page, staff);
  await page.getByRole('button', { name: /your account/ }).click();
  await page.getByRole('link', { name: 'Inventory' }).waitFor();
  const ofMenu = await findViolations(page);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('link', { name: 'Inventory' }).count()).toBe(0);
  await show(page, '/admin/books/moby-dick');
  await page.getByRole('button', { name: 'Delete the book' }).click();
  await page.getByRole('dialog', { name: 'Delete Moby-Dick?' }).waitFor();
  const ofDialog = await findViolations(page);
  await page.context().close();
  return [...ofMenu, ...ofDialog];
}

/** Light and dark side by side, which takes little longer than one of them. */
describe.each(screens)('every page on %s', (screen, options) => {
  it.each([
    ['is open to everybody, fits, and is kept as a picture', walkPages],
    ['has a chat that is open to everybody too', openChat],
    ['has a menu and a dialog that are open to everybody too', openMenuAndDialog],
  ])('%s', async (_does, walk) => {
    const findings = colorSchemes.map((colorScheme) =>
      walk(`${colorScheme} on ${screen}`, { ...options, colorScheme }),
    );
    expect((await Promise.all(findings)).flat()).toEqual([]);
  });
});
