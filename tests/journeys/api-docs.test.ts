/** The API's documentation in a real browser, under the storefront's own security policy. */
import type { Browser, Page } from 'playwright-core';
import { findViolations } from '../support/accessibility.ts';
import { openPage, startBrowser, takeScreenshot, type WatchedPage } from '../support/browser.ts';
import { type RunningApp, startStack } from '../support/stack.ts';

jest.setTimeout(60_000);

let stack: RunningApp;
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

async function visit(path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<WatchedPage> {
  const watched = await openPage(browser, { colorScheme });
  opened.push(watched.page);
  await watched.page.goto(`${stack.outputs.StorefrontUrl}${path}`);
  return watched;
}

const route = (page: Page, name: string) => page.locator('.opblock').filter({ hasText: name }).first();

describe('the documentation of the API', () => {
  it('is reached from the foot of the shop, and lists the routes', async () => {
    const { page, complaints } = await visit('/');
    await page.getByRole('link', { name: 'API documentation' }).click();
    await route(page, '/categories/{category}/books').waitFor();
    expect(new URL(page.url()).pathname).toBe('/api-docs/index.html');
    expect(await page.locator('.opblock').count()).toBeGreaterThan(15);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Bookstore');
    await page.getByRole('link', { name: 'Bookstore' }).click();
    await page.locator('book-card').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows what a route takes and answers, and asks the API itself', async () => {
    const { page, complaints } = await visit('/api-docs/index.html');
    const health = route(page, '/health');
    await health.getByRole('button').first().click();
    await health.getByText('Answered by API Gateway itself').waitFor();
    await health.getByRole('button', { name: 'Try it out' }).click();
    await health.getByRole('button', { name: 'Execute' }).click();
    const answer = health.locator('.live-responses-table .response').first();
    await answer.waitFor();
    expect(await answer.locator('.response-col_status').innerText()).toContain('200');
    expect(await health.locator('.request-url pre').innerText()).toBe(`${stack.outputs.ApiUrl}/health`);
    await takeScreenshot(page, 'api-docs-tried');
    expect(complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('bars nobody: %s', async (colorScheme) => {
    const { page, complaints } = await visit('/api-docs/index.html', colorScheme);
    await route(page, '/health').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await takeScreenshot(page, `api-docs-${colorScheme}`);
    expect(complaints).toEqual([]);
  });
});
