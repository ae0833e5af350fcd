/** The inspector in a real browser, against the whole stack. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openPage, readFocus, startBrowser, takeScreenshot, type WatchedPage } from '../support/browser.ts';
import { type Account, reader, ShopClient } from '../support/shop-client.ts';
import { startStack } from '../support/stack.ts';

jest.setTimeout(60_000);

let stack: Awaited<ReturnType<typeof startStack>>;
let browser: Browser;
let shop: ShopClient;
let opened: Page[] = [];

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), startBrowser()]);
  shop = new ShopClient(stack);
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

/** Calls the API; resolves with the id of the record. */
async function call(path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(readOutput('RestApiUrl') + path, init);
  await response.arrayBuffer();
  return response.headers.get('x-amzn-requestid') ?? '';
}

async function callAs(account: Account, path: string, init: RequestInit = {}): Promise<string> {
  const headers = { Authorization: `Bearer ${await shop.readToken(account)}`, 'Content-Type': 'application/json' };
  return call(path, { ...init, headers });
}

/** Calls until one is refused; resolves with the id of its record. */
async function callTooOften(path: string): Promise<string> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const calls = Array.from({ length: 100 }, () => fetch(readOutput('RestApiUrl') + path));
    const refused = (await Promise.all(calls)).find(({ status }) => status === 429);
    const id = refused?.headers.get('x-amzn-requestid');
    if (id) return id;
  }
  throw new Error('Nothing was throttled.');
}

/** With a path that no browser would send unencoded. */
function callRaw(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const { hostname, port, pathname } = new URL(readOutput('RestApiUrl'));
  return new Promise((resolve, reject) => {
    const request = http.get({ hostname, port, path: pathname + path, headers });
    request.on('error', reject);
    request.on('response', (response) => {
      response.resume();
      resolve(String(response.headers['x-amzn-requestid']));
    });
  });
}

/** Opens the inspector, with one entry open where an id is given. */
async function inspect(id = '', options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const watched = await openPage(browser, options);
  opened.push(watched.page);
  await watched.page.goto(`${readOutput('InspectorUrl')}/${id && `#${id}`}`);
  await watched.page.locator('list-toolbar .state', { hasText: 'Live' }).waitFor();
  if (id) await stations(watched.page).nth(0).waitFor();
  return watched;
}

const stations = (page: Page) => page.locator('request-path .station');
const rows = (page: Page) => page.locator('entry-rows .row');
const panel = (page: Page) => page.locator('station-panel');
const notice = (page: Page) => page.locator('request-view .notice');
const heading = (page: Page) => page.locator('request-view h2');

/** Each station's name and how the request fared there. */
async function readPath(page: Page): Promise<string[]> {
  return stations(page).evaluateAll((all) =>
    all.map((station) => {
      const state = ['passed', 'stopped', 'skipped'].find((name) => station.classList.contains(name));
      return `${station.querySelector('b')?.textContent}: ${state}`;
    }),
  );
}

async function openStation(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await panel(page).locator('h3', { hasText: name }).waitFor();
}

/** All text below an element, that of shadow trees included. */
async function readText(locator: Locator): Promise<string> {
  return locator.evaluate((element) => {
    const read = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (node instanceof HTMLStyleElement) return '';
      const below = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      const children = node instanceof HTMLSlotElement ? node.assignedNodes() : [...below.childNodes];
      return children.map(read).join(' ');
    };
    return read(element).replace(/\s+/g, ' ');
  });
}

/** Each decision of the method request, and how it went. */
async function readDecisions(page: Page): Promise<string[]> {
  const decisions = await panel(page).locator('.decisions li').allInnerTexts();
  return decisions.map((text) => text.replace(/\s+/g, ' ').trim());
}

const stoppedAtTheMethodRequest = [
  'Method request: stopped',
  'Integration request: skipped',
  'Backend: skipped',
  'Integration response: skipped',
  'Gateway response: passed',
];

const codeBlock = (page: Page, title: string) =>
  panel(page).locator('code-block').filter({ hasText: title }).locator('pre');

describe('a request that goes well', () => {
  it('passes four checkpoints, each of which shows what came in and what went out', async () => {
    const { page, complaints } = await inspect(await call('/books?limit=2'));
    expect(await heading(page).innerText()).toBe('GET /dev/books?limit=2');
    expect(await readPath(page)).toEqual([
      'Method request: passed',
      'Integration request: passed',
      'Backend: passed',
      'Integration response: passed',
      'Method response: passed',
    ]);
    expect(await notice(page).count()).toBe(0);
    expect(await codeBlock(page, 'Template').innerText()).toContain(
      "#set($limit = $input.params().querystring.get('limit'))",
    );
    expect(await codeBlock(page, 'Template').locator('.directive').first().innerText()).toBe('#set');
    expect(await codeBlock(page, 'What went out').innerText()).toMatch(
      /\{\n {2}"TableName": ".*",\n {2}"Limit": 2\n\}/,
    );
    await openStation(page, 'Method request');
    expect(await panel(page).locator('.decisions b').allInnerTexts()).toEqual(['Route', 'Throttle', 'Validation']);
    await openStation(page, 'Backend');
    expect(await readText(panel(page))).toMatch(/Target\s+DynamoDB Scan\s+Replied\s+200 OK/);
    expect(await codeBlock(page, 'What it replied').innerText()).toContain('"LastEvaluatedKey"');
    await openStation(page, 'Integration response');
    expect(await codeBlock(page, 'What went out').innerText()).toContain('"nextToken": "books.');
    await openStation(page, 'Method response');
    expect(await readText(panel(page))).toMatch(/Status\s+200 OK/);
    expect(await page.locator('time-bar rect').count()).toBe(5);
    await takeScreenshot(page, 'inspector-success');
    expect(complaints).toEqual([]);
  });

  it('shows the run of a function with its cold start and its logs', async () => {
    const { page, complaints } = await inspect(await call('/books/emma/cover'));
    expect((await readPath(page)).every((station) => station.endsWith('passed'))).toBe(true);
    const run = page.locator('invocation-view');
    expect(await readText(run)).toMatch(/Cold start ?, [\d.]+ m?s to load/);
    expect(await readText(run)).toContain('Logs: it printed nothing');
    expect(await codeBlock(page, 'What it was sent').innerText()).toContain('"resource": "/books/{bookId}/cover"');
    expect(complaints).toEqual([]);
    await inspect(await call('/books/emma/cover'));
    expect(await readText((opened.at(-1) ?? page).locator('invocation-view'))).toContain('Warm');
    await rows(page).filter({ hasText: 'getCover' }).first().click();
    await page.getByRole('heading', { name: /^λ .*getCover$/ }).waitFor();
    await takeScreenshot(page, 'inspector-function');
  });
});

describe('a request that goes wrong', () => {
  it('tells a refusal of the backend from one of the gateway', async () => {
    const { page, complaints } = await inspect(await call('/books?limit=0'));
    expect((await readPath(page)).every((station) => station.endsWith('passed'))).toBe(true);
    expect(await page.locator('.station.troubled b').allInnerTexts()).toEqual(['Backend']);
    expect(await notice(page).innerText()).toContain(
      'DynamoDB Scan answered 400 Bad Request. The integration response for 4\\d{2}',
    );
    expect(await codeBlock(page, 'What it replied').innerText()).toContain('ValidationException');
    expect(complaints).toEqual([]);
  });

  it('shows the template that made a 404 of an empty reply', async () => {
    const { page } = await inspect(await call('/books/no-such-book'));
    expect(await notice(page).innerText()).toBe(
      'DynamoDB GetItem answered 200 OK, but the template of the integration response made it a 404 Not Found.',
    );
  });

  it('stops a type that no template is for at the integration request', async () => {
    const { page, complaints } = await inspect(await call('/books', { headers: { 'Content-Type': 'text/plain' } }));
    expect(await readPath(page)).toEqual([
      'Method request: passed',
      'Integration request: stopped',
      'Backend: skipped',
      'Integration response: skipped',
      'Gateway response: passed',
    ]);
    expect(await notice(page).locator('h3').innerText()).toBe(
      'Stopped at the integration request: No template for this type',
    );
    expect(await notice(page).innerText()).toContain('no request template for text/plain');
    expect(complaints).toEqual([]);
  });

  it('stops an unknown path at the method request', async () => {
    const { page } = await inspect(await call('/no/such/path'));
    expect(await readPath(page)).toEqual(stoppedAtTheMethodRequest);
    expect(await notice(page).locator('h3').innerText()).toBe('Stopped at the method request: There is no such route');
    expect(await panel(page).locator('.decisions li').allInnerTexts()).toHaveLength(1);
    expect(await page.getByRole('button', { name: /^Backend/ }).isDisabled()).toBe(true);
  });

  it('stops somebody who is not signed in at the authorizer', async () => {
    const { page, complaints } = await inspect(await call('/cart'));
    expect(await notice(page).locator('h3').innerText()).toBe('Stopped at the method request: Nobody is signed in');
    expect(await readDecisions(page)).toEqual([
      '✓ Route GET /cart',
      expect.stringMatching(/^✕ Authorizer refused: ./),
      '– Throttle not reached',
      '– Validation not reached',
    ]);
    expect(complaints).toEqual([]);
  });

  it('stops a body that does not fit its model at the validation', async () => {
    const body = JSON.stringify({ quantity: 'many' });
    const { page, complaints } = await inspect(await callAs(reader, '/cart/emma', { method: 'PUT', body }));
    expect(await page.locator('.about .status').innerText()).toBe('400 Bad Request');
    expect(await readPath(page)).toEqual(stoppedAtTheMethodRequest);
    expect(await notice(page).locator('h3').innerText()).toBe(
      'Stopped at the method request: The body does not fit the model',
    );
    expect(await readDecisions(page)).toEqual([
      '✓ Route PUT /cart/{bookId}',
      expect.stringMatching(/^✓ Authorizer /),
      expect.stringMatching(/^✓ Throttle /),
      expect.stringMatching(/^✕ Validation refused: .*integer/),
    ]);
    expect(complaints).toEqual([]);
  });

  it('stops a reader who calls a route for staff at the authorizer', async () => {
    const { page, complaints } = await inspect(await callAs(reader, '/admin/orders?status=placed&day=2026-01-01'));
    expect(await page.locator('.about .status').innerText()).toBe('403 Forbidden');
    expect(await readPath(page)).toEqual(stoppedAtTheMethodRequest);
    expect(await notice(page).locator('h3').innerText()).toBe(
      'Stopped at the method request: The caller may not do this',
    );
    expect(await readDecisions(page)).toEqual([
      '✓ Route GET /admin/orders',
      expect.stringMatching(/^✕ Authorizer refused: ./),
      '– Throttle not reached',
      '– Validation not reached',
    ]);
    await takeScreenshot(page, 'inspector-denied');
    expect(complaints).toEqual([]);
  });

  it('stops one request too many at the throttle', async () => {
    const { page, complaints } = await inspect(await callTooOften('/health'));
    expect(await notice(page).locator('h3').innerText()).toBe('Stopped at the method request: Too many requests');
    expect(await readDecisions(page)).toEqual([
      '✓ Route GET /health',
      '✕ Throttle refused: The limit of GET /health is used up',
      '– Validation not reached',
    ]);
    await takeScreenshot(page, 'inspector-throttled');
    expect(complaints).toEqual([]);
  });
});

describe('what strangers sent', () => {
  it('is shown as text, wherever it stood', async () => {
    const hostile = '<img/src=x/onerror="document.title=`stolen`"><script>document.title="stolen"</script>';
    const id = await callRaw(`/books/${hostile}?q=<b>bold</b>`, { 'X-Note': hostile });
    const headers = { 'Content-Type': 'text/<b>bold</b>' };
    const bodyId = await call('/books/emma', { method: 'POST', body: hostile, headers });
    const { page, complaints } = await inspect(id);
    expect(await heading(page).innerText()).toBe(`GET /dev/books/${hostile}?q=<b>bold</b>`);
    await openStation(page, 'Method request');
    expect(await readText(panel(page))).toContain(hostile);
    await page.goto(`${readOutput('InspectorUrl')}/#${bodyId}`);
    await page.locator('station-panel pre', { hasText: 'onerror' }).waitFor();
    expect(await codeBlock(page, 'Body that came in').innerText()).toBe(hostile);
    await page.getByRole('button', { name: 'Try again with changes' }).click();
    expect(await page.getByLabel('Body').inputValue()).toBe(hostile);
    expect(await page.locator('img, .decisions script, b:text("bold")').count()).toBe(0);
    expect(await page.title()).toBe('Inspector');
    expect(complaints).toEqual([]);
  });
});

describe('the live list', () => {
  it('shows a request at the moment it happens', async () => {
    const { page, complaints } = await inspect();
    await call('/categories/drama/books?limit=1');
    const row = rows(page).first();
    await row.filter({ hasText: '/dev/categories/drama/books?limit=1' }).waitFor();
    expect((await row.innerText()).replace(/\s+/g, ' ')).toMatch(
      /^GET .*limit=1 200 \d\d:\d\d:\d\d\.\d{3} · REST [\d.]+ ms$/,
    );
    await row.click();
    await heading(page).waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#[\w-]{36}$/);
    expect(complaints).toEqual([]);
  });

  it('filters, pauses and forgets', async () => {
    const { page } = await inspect();
    await page.getByRole('button', { name: 'Clear' }).click();
    await call('/books/pride-and-prejudice');
    await call('/no/such/path');
    await rows(page).nth(1).waitFor();
    await page.getByLabel('Filter by words').fill('no such route');
    await page.locator('.count', { hasText: '1 of 2' }).waitFor();
    await page.getByLabel('Filter by words').fill('');
    await page.getByRole('radio', { name: '2xx' }).check();
    await page.locator('.count', { hasText: '1 of 2' }).waitFor();
    expect(await rows(page).allInnerTexts()).toEqual([expect.stringContaining('/dev/books/pride-and-prejudice')]);
    await page.getByRole('group', { name: 'Status' }).getByRole('radio', { name: 'All' }).check();
    await page.getByRole('button', { name: 'Pause' }).click();
    await call('/books/emma');
    await page.locator('.count', { hasText: '1 new · 2' }).waitFor();
    expect(await rows(page).count()).toBe(2);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.locator('.count', { hasText: /^3$/ }).waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Nothing yet.').waitFor();
    await page.reload();
    await page.getByText('Nothing yet.').waitFor();
  });

  it('keeps few rows of many, and its place while more come in', async () => {
    const { page, complaints } = await inspect();
    await Promise.all(Array.from({ length: 300 }, (_, n) => call(`/n/${n}`)));
    await page.waitForFunction(() => document.title === 'Inspector');
    await page.locator('.count', { hasText: /\d{3}/ }).waitFor();
    await page.locator('entry-rows .scroller').evaluate((scroller) => scroller.scrollTo(0, 54 * 100));
    await page.waitForTimeout(200);
    const visible = () =>
      page.locator('entry-rows .scroller').evaluate((scroller) => {
        const { top } = scroller.getBoundingClientRect();
        const all = [...scroller.querySelectorAll('.row')];
        return all.find((row) => row.getBoundingClientRect().bottom > top + 27)?.id;
      });
    const before = await visible();
    await Promise.all(Array.from({ length: 50 }, (_, n) => call(`/m/${n}`)));
    await page.waitForTimeout(400);
    expect(await visible()).toBe(before);
    expect(await rows(page).count()).toBeLessThan(40);
    expect(complaints).toEqual([]);
  });

  it('holds still under a moving pointer, and then shows the newest again', async () => {
    const { page } = await inspect();
    await Promise.all(Array.from({ length: 30 }, (_, n) => call(`/p/${n}`)));
    await rows(page).nth(15).waitFor();
    const row = rows(page).filter({ hasText: '/dev/p/' }).nth(3);
    const title = await row.locator('.title').innerText();
    const { x = 0, y = 0 } = (await row.boundingBox()) ?? {};
    await page.mouse.move(x + 100, y + 20);
    await call('/health');
    await page.waitForTimeout(250);
    await page.mouse.down();
    await heading(page).filter({ hasText: title }).waitFor();
    await rows(page).first().filter({ hasText: '/dev/health' }).waitFor();
    await page.waitForFunction(() => {
      const inspector = document.querySelector('request-inspector')?.shadowRoot?.querySelector('entry-rows');
      return inspector?.shadowRoot?.querySelector('.scroller')?.scrollTop === 0;
    });
  });

  it('can be walked through without a mouse', async () => {
    const { page } = await inspect();
    await page.getByRole('button', { name: 'Clear' }).click();
    for (const path of ['/books/emma', '/health', '/no/such/path']) await call(path);
    await rows(page).nth(2).waitFor();
    await page.getByRole('listbox').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await heading(page).filter({ hasText: '/dev/health' }).waitFor();
    const active = await page.getByRole('listbox').getAttribute('aria-activedescendant');
    expect(active).toBe(await rows(page).nth(1).getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.waitForTimeout(100);
    expect(await readFocus(page)).toBe('GET /dev/health');
    await page.keyboard.press('Tab');
    expect(await readFocus(page)).toBe('Copy as curl');
  });
});

describe('using a request again', () => {
  const token = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(40)}`;

  it('copies it as curl, with its secrets shortened', async () => {
    const headers = {
      Authorization: token,
      'User-Agent': 'test',
      'X-Note': "it's",
      Accept: '*/*',
      'Accept-Language': 'en',
    };
    const { page } = await inspect(await call('/books?limit=1', { headers }), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).toMatch(/^curl 'http:\/\/localhost:\d+\/dev\/books\?limit=1' \\\n/);
    expect(command).toContain("-H 'X-Note: it'\\''s'");
    expect(command).toContain("-H 'Authorization: eyJhbG…[102 characters]'");
    expect(command).not.toContain(token);
    expect(command).not.toMatch(/-H 'host:/i);
  });

  it('tries it again with changes, and with the secrets that it does not know', async () => {
    const { page, complaints } = await inspect(await call('/books?limit=1', { headers: { Authorization: token } }));
    await page.getByRole('button', { name: 'Try again with changes' }).click();
    expect(await readFocus(page)).toBe('');
    await page.getByLabel('Path and query').fill('/dev/books?limit=0');
    await page.getByRole('button', { name: 'Send it' }).click();
    await heading(page).filter({ hasText: '/dev/books?limit=0' }).waitFor();
    expect(await page.locator('.about .status').innerText()).toBe('400 Bad Request');
    await openStation(page, 'Method request');
    expect(await readText(panel(page))).toContain('eyJhbG…[102 characters]');
    await takeScreenshot(page, 'inspector-tried-again');
    await page.getByRole('button', { name: 'see the original' }).click();
    await heading(page).filter({ hasText: '/dev/books?limit=1' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says what can not be sent', async () => {
    const { page } = await inspect(await call('/health'));
    await page.getByRole('button', { name: 'Try again with changes' }).click();
    await page.getByLabel('Headers, one a line').fill('no header');
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByText('“no header” is not “Name: value”.').waitFor();
    await page.getByLabel('Headers, one a line').fill('');
    await page.getByLabel('Path and query').fill('//evil.example/a b');
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByText('write them as %20').waitFor();
  });
});

describe('light and dark, wide and narrow', () => {
  const looks = [
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 1280 },
    { colorScheme: 'light', width: 390 },
    { colorScheme: 'dark', width: 390 },
  ] as const;

  it.each(looks)('bars nobody: $colorScheme, $width px', async ({ colorScheme, width }) => {
    const ids = [
      await call('/books?limit=2'),
      await call('/no/such/path'),
      await call('/books/pride-and-prejudice/cover'),
    ];
    // The policy would keep the examination itself out.
    const { page } = await inspect('', { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
    expect(await findBarriers(page)).toEqual([]);
    for (const id of ids) {
      await page.evaluate(`location.hash = '${id}'`);
      await stations(page).nth(0).waitFor();
      expect(await findBarriers(page)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Try again with changes' }).click();
    expect(await findBarriers(page)).toEqual([]);
  });
});

async function findBarriers(page: Page): Promise<unknown> {
  return page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))');
}

describe('on a phone', () => {
  it('shows list and request one at a time, without scrolling sideways', async () => {
    await call('/books/emma/cover');
    const { page, complaints } = await inspect('', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await rows(page).filter({ hasText: '/cover' }).first().click();
    await heading(page).waitFor();
    expect(await rows(page).first().isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const detail = page.locator('request-inspector .detail');
    expect(await detail.evaluate((it) => it.scrollWidth - it.clientWidth)).toBeLessThanOrEqual(0);
    await takeScreenshot(page, 'inspector-phone-dark');
    await page.goBack();
    await rows(page).first().waitFor();
    await page.goForward();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await rows(page).first().waitFor();
    expect(complaints).toEqual([]);
  });
});

/** One entry of each kind, which gives the list's filter all of its choices. */
async function causeEveryKind(): Promise<void> {
  await shop.saveForLater(reader, 'moby-dick');
  const talker = await shop.enterRoom(reader, 'lobby');
  talker.leave();
  const response = await fetch(readOutput('UserPoolEndpoint'), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'AWSCognitoIdentityProviderService.ForgotPassword',
    },
    body: JSON.stringify({ ClientId: readOutput('UserPoolClientId'), Username: reader.email }),
  });
  if (!response.ok) throw new Error(`No code was sent: ${await response.text()}`);
}

describe('the filter', () => {
  beforeAll(causeEveryKind);

  it.each([390, 1280])('has room for every kind of entry, %s pixels wide', async (width) => {
    await call('/books?limit=1');
    const { page } = await inspect('', { viewport: { width, height: 844 } });
    const toolbar = page.locator('list-toolbar');
    for (const kind of ['REST', 'HTTP', 'WebSocket', 'Lambda', 'Streams', 'Codes']) {
      await toolbar.getByRole('radio', { name: kind }).check();
      await rows(page).first().waitFor();
    }
    expect(await toolbar.evaluate((it) => it.scrollWidth - it.clientWidth)).toBeLessThanOrEqual(0);
  });
});

describe('in the storefront', () => {
  it('opens as a drawer under the storefront’s own security policy', async () => {
    const { page, complaints } = await openPage(browser);
    opened.push(page);
    await page.goto(`${readOutput('StorefrontUrl')}/books/pride-and-prejudice`);
    await page.getByRole('button', { name: 'Inspector' }).click();
    await page.locator('list-toolbar .state', { hasText: 'Live' }).waitFor();
    const title = page.locator('entry-rows .title').getByText('/dev/books/pride-and-prejudice', { exact: true });
    // Few rows, so that none is pushed out of sight while the page's own requests come in.
    await page.getByLabel('Filter by words').fill('books/pride-and-prejudice');
    await title.first().click();
    await stations(page).nth(0).waitFor();
    await page.getByRole('button', { name: 'Try again with changes' }).click();
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByText('see the original').waitFor();
    await takeScreenshot(page, 'inspector-drawer');
    expect(await readFocus(page)).toBe('GET /dev/books/pride-and-prejudice');
    await page.keyboard.press('Escape');
    expect(await readFocus(page)).toBe('Inspector');
    expect(complaints).toEqual([]);
  });

  it('shows what the page asks for while its visitor clicks around', async () => {
    const { page, complaints } = await openPage(browser, { viewport: { width: 1280, height: 1800 } });
    opened.push(page);
    await page.goto(readOutput('StorefrontUrl'));
    await page.getByRole('button', { name: 'Inspector' }).click();
    await page.locator('list-toolbar .state', { hasText: 'Live' }).waitFor();
    await page.getByLabel('Filter by words').fill('poetry/books');
    await page.getByRole('link', { name: 'Poetry' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Poetry' }).waitFor();
    const asked = rows(page).filter({ hasText: '/dev/categories/poetry/books' });
    await asked.first().waitFor();
    expect((await asked.first().innerText()).replace(/\s+/g, ' ')).toMatch(/^GET .*200/);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const footer = await page.locator('site-footer').boundingBox();
    const drawer = await page.getByRole('region', { name: 'Inspector' }).boundingBox();
    expect((footer?.y ?? 0) + (footer?.height ?? 0)).toBeLessThanOrEqual((drawer?.y ?? 0) + 1);
    expect(complaints).toEqual([]);
  });

  it('is not even fetched where the stack has no inspector, as on AWS', async () => {
    const { page, complaints } = await openPage(browser);
    opened.push(page);
    const { InspectorUrl: _, ...outputs } = stack.outputs;
    await page.route('**/outputs.json', (route) => route.fulfill({ json: outputs }));
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.goto(readOutput('StorefrontUrl'));
    await page.locator('book-card').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(fetched.filter((path) => path.startsWith('/assets/main-'))).not.toEqual([]);
    expect(fetched.filter((path) => path.includes('drawer'))).toEqual([]);
    expect(await page.getByRole('button', { name: 'Inspector' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
