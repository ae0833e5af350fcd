/** A visit to the storefront in a real browser, against the whole stack. */
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { openPage, readFocus, startBrowser, takeScreenshot, type WatchedPage } from '../support/browser.ts';
import { startStack } from '../support/stack.ts';

jest.setTimeout(60_000);

let stack: Awaited<ReturnType<typeof startStack>>;
let browser: Browser;
let opened: Page[] = [];

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), startBrowser()]);
});

afterEach(async () => {
  await Promise.all(opened.map((page) => page.context().close()));
  opened = [];
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const readOutput = (key: string) => {
  const value = stack.outputs[key];
  if (value === undefined) throw new Error(`The stack has no output ${key}.`);
  return value.replace(/\/$/, '');
};

async function visit(path: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const watched = await openPage(browser, options);
  opened.push(watched.page);
  await watched.page.goto(readOutput('StorefrontUrl') + path);
  return watched;
}

/** Answers in the API's place, with the headers that let the page read it. */
function answerWith(status: number, body: object) {
  const headers = { 'access-control-allow-origin': readOutput('StorefrontUrl') };
  return (route: Route) =>
    route.fulfill({ status, headers, contentType: 'application/json', body: JSON.stringify(body) });
}

const cards = (page: Page) => page.locator('catalogue-page book-card');
const readTitles = (page: Page) => cards(page).locator('h3').allInnerTexts();
const waitForBooks = (page: Page) => cards(page).nth(0).waitFor();
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true });
const pathOf = (page: Page) => new URL(page.url()).pathname;

async function follow(page: Page, name: string, nextHeading: string | RegExp): Promise<void> {
  await link(page, name).click();
  await heading(page, nextHeading).waitFor();
  await waitForBooks(page);
}

async function waitForTitles(page: Page, isExpected: (titles: string[]) => boolean): Promise<string[]> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const titles = await readTitles(page);
    if (isExpected(titles)) return titles;
    await page.waitForTimeout(100);
  }
  throw new Error(`Not the expected books: ${await readTitles(page)}`);
}

describe('the catalogue', () => {
  it('shows twenty books with covers, prices and stock', async () => {
    const { page, complaints } = await visit('/');
    await waitForBooks(page);
    expect(await cards(page).count()).toBe(20);
    expect(await page.title()).toBe('All books · Bookstore');
    const first = cards(page).nth(0).locator('article');
    expect(await first.innerText()).toMatch(/\$\d+\.\d\d/);
    expect(await first.locator('stock-note span').innerText()).toMatch(/^(In stock|Only \d left|Sold out)$/);
    const image = first.locator('img');
    expect(await image.getAttribute('src')).toMatch(new RegExp(`^${readOutput('ApiUrl')}/books/[a-z0-9-]+/cover$`));
    await expect(
      image.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth > 0)),
    ).resolves.toBe(true);
    await takeScreenshot(page, 'catalogue');
    expect(complaints).toEqual([]);
  });

  it('lists every book exactly once over its pages', async () => {
    const { page, complaints } = await visit('/');
    const seen: string[] = [];
    for (let number = 1; ; number += 1) {
      await page.getByText(`Page ${number}`, { exact: true }).waitFor();
      await page.locator('catalogue-page section[aria-busy=false]').waitFor();
      const links = cards(page).locator('h3 a');
      seen.push(...(await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))));
      if ((await link(page, 'Next').count()) === 0) break;
      await link(page, 'Next').click();
    }
    // DynamoDB can't tell that the books ended exactly with a page: then an empty one follows.
    if (seen.length % 20 === 0) await page.getByText('You have reached the end of the shelf.').waitFor();
    expect(seen).toHaveLength(260);
    expect(new Set(seen).size).toBe(260);
    expect(complaints).toEqual([]);
  });

  it('pages forward and back, and survives a reload', async () => {
    const { page } = await visit('/categories/classics');
    await waitForBooks(page);
    const firstPage = await readTitles(page);
    await follow(page, 'Next', 'Classics, page 2');
    const secondPage = await waitForTitles(page, (titles) => titles.length > 0 && titles[0] !== firstPage[0]);
    expect(secondPage.filter((title) => firstPage.includes(title))).toEqual([]);
    expect(await page.title()).toBe('Classics, page 2 · Bookstore');
    await page.reload();
    await waitForBooks(page);
    expect(await readTitles(page)).toEqual(secondPage);
    await page.goBack();
    await heading(page, /^Classics$/).waitFor();
    expect(await waitForTitles(page, (titles) => titles[0] === firstPage[0])).toEqual(firstPage);
    await page.goForward();
    await waitForTitles(page, (titles) => titles[0] === secondPage[0]);
    await follow(page, 'Previous', /^Classics$/);
    expect(await waitForTitles(page, (titles) => titles[0] === firstPage[0])).toEqual(firstPage);
    expect(pathOf(page)).toBe('/categories/classics');
  });

  it('leads to the first page where the page before is not known', async () => {
    const { page } = await visit('/');
    await waitForBooks(page);
    await follow(page, 'Next', 'All books, page 2');
    await follow(page, 'Next', 'All books, page 3');
    const shared = await visit(page.url().slice(readOutput('StorefrontUrl').length));
    await waitForBooks(shared.page);
    expect(await readTitles(shared.page)).toEqual(await readTitles(page));
    expect(await link(page, 'Previous').count()).toBe(1);
    expect(await link(shared.page, 'Previous').count()).toBe(0);
    await link(shared.page, 'First page').click();
    await heading(shared.page, 'Good books').waitFor();
    expect(pathOf(shared.page)).toBe('/');
  });

  it('sorts a category by title and by price', async () => {
    const { page, complaints } = await visit('/');
    await waitForBooks(page);
    await follow(page, 'Science fiction', 'Science fiction');
    const byTitle = await waitForTitles(page, (titles) => titles.length === 20);
    expect(byTitle).toEqual([...byTitle].sort());
    await link(page, 'Price, lowest first').click();
    await page.waitForURL('**/categories/science-fiction?sort=price');
    await waitForTitles(page, (titles) => titles.length === 20 && titles.join() !== byTitle.join());
    const prices = (await cards(page).locator('.price').allInnerTexts()).map((text) => Number(text.slice(1)));
    expect(prices).toHaveLength(20);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    expect(await readFocus(page)).toBe('Price, lowest first');
    await takeScreenshot(page, 'category');
    expect(complaints).toEqual([]);
  });

  it('comes back to where the visitor had scrolled', async () => {
    const { page } = await visit('/');
    await waitForBooks(page);
    await cards(page).nth(15).scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    expect(scrolled).toBeGreaterThan(300);
    await cards(page).nth(15).locator('a').click();
    await page.waitForURL('**/books/*');
    await page.waitForFunction(() => scrollY === 0);
    await page.goBack();
    await waitForBooks(page);
    await page.waitForFunction((expected) => Math.abs(scrollY - expected) < 5, scrolled);
    await page.reload();
    await waitForBooks(page);
    await page.waitForFunction((expected) => Math.abs(scrollY - expected) < 5, scrolled);
  });
});

describe('a book', () => {
  it('has a page of its own', async () => {
    const { page, complaints } = await visit('/books/pride-and-prejudice');
    await heading(page, 'Pride and Prejudice').waitFor();
    await page.getByText('Jane Austen').first().waitFor();
    const article = page.locator('book-page article').first();
    expect(await article.innerText()).toMatch(/\$\d+\.\d\d[\s\S]*First published\s+1813\s+Written in\s+English/);
    expect(await page.getByRole('img', { name: 'Cover of Pride and Prejudice by Jane Austen' }).count()).toBe(1);
    await page.waitForFunction(() => document.title === 'Pride and Prejudice · Bookstore');
    await takeScreenshot(page, 'book');
    expect(complaints).toEqual([]);
  });

  it('leads to its neighbours', async () => {
    const { page } = await visit('/books/pride-and-prejudice');
    const neighbour = page.locator('more-books book-card').nth(0);
    const title = await neighbour.locator('h3').innerText();
    await neighbour.locator('a').click();
    await heading(page, title).waitFor();
    expect(pathOf(page)).not.toBe('/books/pride-and-prejudice');
  });

  it('shows hostile text as text', async () => {
    const hostile = '<img src=x onerror="document.title=\'stolen\'"><script>document.title="stolen"</script>';
    const book = {
      ...{ id: 'emma', title: hostile, author: hostile, year: 1815, language: hostile, category: 'classics' },
      ...{ description: hostile, priceInCents: 100, stock: 1, rating: { average: 0, count: 0 }, version: 1 },
    };
    const { page, complaints } = await openPage(browser);
    opened.push(page);
    await page.route(`${readOutput('ApiUrl')}/books/emma`, answerWith(200, book));
    await page.goto(`${readOutput('StorefrontUrl')}/books/emma`);
    await page.locator('book-page h1', { hasText: 'onerror' }).waitFor();
    expect(await page.locator('book-page h1').innerText()).toBe(hostile);
    expect(await page.locator('book-page .description').innerText()).toBe(hostile);
    expect(await page.locator('book-page img[src="x"]').count()).toBe(0);
    expect(await page.title()).toBe(`${hostile} · Bookstore`);
    expect(complaints).toEqual([]);
  });
});

describe('when something fails', () => {
  it.each([
    [400, 'This address does not work', 'See all books'],
    [401, 'Please sign in', 'Sign in'],
    [403, 'Not for this account', 'See all books'],
    [404, 'We don’t have this one', 'See all books'],
    [500, 'Something broke in the shop', 'Try again'],
    [503, 'The shelves are out of reach', 'Try again'],
  ])('says what a %d means and what is best done, and recovers', async (status, title, way) => {
    const { page } = await openPage(browser);
    opened.push(page);
    const list = `${readOutput('ApiUrl')}/categories/poetry/books*`;
    await page.route(list, answerWith(status, { message: 'A word from the API.' }));
    await page.goto(`${readOutput('StorefrontUrl')}/categories/poetry`);
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await page.getByRole('alert').innerText()).toContain(`${status}: A word from the API.`);
    expect(await page.getByRole('alert').locator('.primary').allInnerTexts()).toEqual([way]);
    await page.unroute(list);
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForBooks(page);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('tries again by itself when the API asks to slow down', async () => {
    const { page } = await openPage(browser);
    opened.push(page);
    let calls = 0;
    await page.route(`${readOutput('ApiUrl')}/categories/poetry/books*`, (route) => {
      calls += 1;
      return calls < 3 ? answerWith(429, { message: 'Too Many Requests' })(route) : route.continue();
    });
    await page.goto(`${readOutput('StorefrontUrl')}/categories/poetry`);
    await page.getByText('The shop is busy just now').waitFor();
    await waitForBooks(page);
    expect(calls).toBe(3);
  });

  it('tells a silent API from a missing network', async () => {
    const { page } = await openPage(browser);
    opened.push(page);
    await page.route(`${readOutput('ApiUrl')}/**`, (route) => route.abort('connectionrefused'));
    await page.goto(readOutput('StorefrontUrl'));
    await page.getByRole('heading', { name: 'The shop does not answer' }).waitFor();
    await takeScreenshot(page, 'api-down');
    await page.unroute(`${readOutput('ApiUrl')}/**`);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'You are offline' }).waitFor();
    await page.context().setOffline(false);
    await waitForBooks(page);
  });

  it('says so when it can not read where the API is', async () => {
    const { page } = await openPage(browser);
    opened.push(page);
    await page.route('**/outputs.json', (route) => route.fulfill({ status: 404 }));
    await page.goto(readOutput('StorefrontUrl'));
    await page.getByRole('heading', { name: 'The shop can’t find its settings' }).waitFor();
  });

  it('has a page for addresses that do not exist', async () => {
    const { page } = await visit('/no/such/shelf');
    await heading(page, 'There is no such page').waitFor();
    await link(page, 'See all books').click();
    await waitForBooks(page);
    expect(pathOf(page)).toBe('/');
  });

  it('says of an unknown book that there is none', async () => {
    const { page } = await visit('/books/no-such-book');
    await page.getByRole('alert').getByText('We don’t have this one').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('404: There is no book with this id.');
  });
});

describe('without a mouse', () => {
  it('skips to the content, opens a book and comes back', async () => {
    const { page, complaints } = await visit('/categories/drama');
    await waitForBooks(page);
    await page.keyboard.press('Tab');
    expect(await readFocus(page)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await readFocus(page)).toBe('All books');
    const [first] = await readTitles(page);
    for (let presses = 0; (await readFocus(page)) !== first; presses += 1) {
      expect(presses).toBeLessThan(20);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await heading(page, first ?? '').waitFor();
    await page.waitForFunction(() => document.title !== 'Bookstore');
    expect(await readFocus(page)).toBe(first);
    expect(await page.locator('#announcer').innerText()).toContain(`${first} by `);
    await page.goBack();
    await waitForBooks(page);
    await page.waitForFunction(() => document.title === 'Drama · Bookstore');
    expect(await readFocus(page)).toBe('Drama');
    expect(complaints).toEqual([]);
  });
});

describe('light and dark', () => {
  const readBackground = (page: Page) =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  it('follows the system, and remembers what the visitor prefers', async () => {
    const { page } = await visit('/', { colorScheme: 'light' });
    const light = await readBackground(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await readBackground(page);
    expect(dark).not.toBe(light);
    await page.getByRole('button', { name: 'Switch to the light theme' }).click();
    expect(await readBackground(page)).toBe(light);
    await page.reload();
    expect(await readBackground(page)).toBe(light);
    await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
    expect(await readBackground(page)).toBe(dark);
  });
});

describe('on a phone', () => {
  it.each(['/', '/categories/history?sort=price', '/books/pride-and-prejudice', '/books/no-such-book'])(
    'fits %s without scrolling sideways, and nothing jumps while it loads',
    async (path) => {
      const { page } = await openPage(browser, { viewport: { width: 390, height: 844 } });
      opened.push(page);
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(globalThis, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push(Number(Reflect.get(entry, 'value')));
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(readOutput('StorefrontUrl') + path);
      await page.waitForFunction(() => document.title !== 'Bookstore');
      await page.waitForLoadState('networkidle');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      const shifts: number[] = await page.evaluate(() => Reflect.get(globalThis, 'shifts'));
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.05);
    },
  );
});
