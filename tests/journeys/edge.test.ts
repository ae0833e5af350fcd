/** The stage prod on this machine: an edge in front of the REST API, partners with keys of their own, a cache. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openPage, startBrowser, takeScreenshot } from '../support/browser.ts';
import { reader, ShopClient } from '../support/shop-client.ts';
import { type RunningApp, startStack } from '../support/stack.ts';

const PARTNER_QUOTA = 40;
const flags = ['--stage', 'prod', '--param', `partnerQuota=${PARTNER_QUOTA}`, '--param', 'cacheSize=0.5'];

let app: RunningApp;
beforeAll(async () => {
  app = await startStack({ flags });
}, 60_000);
afterAll(() => app?.stop());

const output = (key: string): string => app.outputs[key] ?? '';
const throughEdge = (path: string, init: RequestInit = {}) => fetch(output('ApiUrl') + path, init);
const straight = (path: string, init: RequestInit = {}) => fetch(output('RestApiUrl') + path, init);

const readKeys = (): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(app.stateFolder, 'api-keys.json'), 'utf8'));
const asPartner = (path: string) =>
  straight(path, { headers: { 'x-api-key': readKeys()[output('PartnerApiKeyId')] ?? '' } });
const edgeKey = (): string => {
  const partner = output('PartnerApiKeyId');
  return Object.entries(readKeys()).find(([id]) => id !== partner)?.[1] ?? '';
};

/** What the inspector knows of the request that was answered so. */
async function recordOf(response: Response) {
  const found = await fetch(`${output('InspectorUrl')}/records/${response.headers.get('x-amzn-requestid')}`);
  return (await found.json()).detail;
}

/** What a page of the storefront may see of an answer. */
const corsOf = (response: Response) => response.headers.get('access-control-allow-origin');

describe('the edge', () => {
  it('lets everybody read the catalogue, though every method of the API asks for a key', async () => {
    const response = await throughEdge('/books?limit=1');
    expect([response.status, response.headers.get('x-cache')]).toEqual([200, 'Miss from cloudfront']);
    expect((await recordOf(response)).checkpoints.methodRequest.steps).toContainEqual(
      expect.objectContaining({ name: 'apiKey', verdict: expect.stringContaining('admitted as key ') }),
    );
  });

  it('lets a page ask what it may send', async () => {
    const response = await throughEdge('/cart/dracula', { method: 'OPTIONS' });
    expect([response.status, corsOf(response)]).toEqual([204, output('StorefrontUrl')]);
  });

  it('lets a reader fill a cart', async () => {
    const client = new ShopClient(app);
    await client.call(reader, '/cart/dracula', { method: 'PUT', body: { quantity: 1 } });
    expect(await client.call(reader, '/cart')).toMatchObject({ items: [{ bookId: 'dracula', quantity: 1 }] });
  });

  it('puts its own key in the place of the one that a viewer sends', async () => {
    expect((await throughEdge('/health', { headers: { 'x-api-key': 'a-key-that-is-none' } })).status).toBe(200);
  });

  it('tells the address of the viewer, whatever that one says', async () => {
    const response = await throughEdge('/health', { headers: { 'x-viewer-address': '203.0.113.9' } });
    const { headers } = (await recordOf(response)).checkpoints.methodRequest;
    const addresses = headers.filter(([name]: [string, string]) => name.toLowerCase() === 'x-viewer-address');
    expect(addresses).toEqual([['x-viewer-address', '127.0.0.1']]);
  });

  it('shows in the inspector where a call past it was turned away', async () => {
    const refused = await straight('/health');
    const browser = await startBrowser();
    const { page, complaints } = await openPage(browser);
    await page.goto(`${output('InspectorUrl')}/#${refused.headers.get('x-amzn-requestid')}`);
    const title = await page.locator('request-view .notice h3').innerText();
    const stations = page.locator('request-path .station');
    const classes = await stations.evaluateAll((all) => all.map((it) => it.className));
    const decisions = await page.locator('station-panel .decisions li').allInnerTexts();
    await takeScreenshot(page, 'inspector-without-key');
    await browser.close();
    expect(refused.status).toBe(403);
    expect(title).toBe('Stopped at the method request: No valid API key');
    expect(classes.map((it) => /passed|stopped|skipped/.exec(it)?.[0])).toEqual([
      ...['stopped', 'skipped', 'skipped', 'skipped'],
      'passed',
    ]);
    expect(decisions.map((text) => text.replace(/\s+/g, ' ').trim()).slice(0, 2)).toEqual([
      '✓ Route GET /health',
      expect.stringMatching(/^✕ API key refused: ./),
    ]);
    expect(complaints).toEqual([]);
  });

  it('serves the shop in a browser, within its security policy', async () => {
    const browser = await startBrowser();
    const { page, complaints } = await openPage(browser);
    await page.goto(output('StorefrontUrl'));
    await page.locator('book-card').first().waitFor();
    const called = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    await browser.close();
    expect(complaints).toEqual([]);
    expect(called.filter((url) => url.startsWith(`${output('ApiUrl')}/`)).length).toBeGreaterThan(0);
    expect(called.filter((url) => url.startsWith(output('RestApiUrl')))).toEqual([]);
  }, 60_000);
});

describe('a call past the edge', () => {
  it.each<[string, RequestInit, string]>([
    ['without a key', {}, 'No API key was sent'],
    ['with a key that is none', { headers: { 'x-api-key': 'a-key-that-is-none' } }, 'belongs to no usage plan'],
    ['as a preflight', { method: 'OPTIONS' }, 'No API key was sent'],
  ])('is a 403 %s', async (_how, init, reason) => {
    const response = await straight('/books?limit=1', init);
    expect([response.status, corsOf(response)]).toEqual([403, output('StorefrontUrl')]);
    expect(await response.json()).toEqual({ message: 'Forbidden' });
    expect((await recordOf(response)).refusal).toMatchObject({
      responseType: 'INVALID_API_KEY',
      reason: expect.stringContaining(reason),
    });
  });
});

describe('the key of the edge', () => {
  it('is told nobody: not on the console, in the outputs, to pages or by the inspector', async () => {
    const response = await throughEdge('/health');
    const told = [
      app.printed(),
      JSON.stringify(app.outputs),
      await (await fetch(`${output('StorefrontUrl')}/outputs.json`)).text(),
      JSON.stringify(await recordOf(response)),
      JSON.stringify([...response.headers]),
    ];
    expect(edgeKey()).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(told.filter((text) => text.includes(edgeKey()))).toEqual([]);
  });
});

describe('the cache', () => {
  const cacheStep = async (response: Response) => {
    const { steps } = (await recordOf(response)).checkpoints.methodRequest;
    return steps.find(({ name }: { readonly name: string }) => name === 'cache')?.verdict;
  };

  it('keeps a page of the catalogue, and tells pages apart', async () => {
    const verdicts = [];
    for (const path of [
      '/books?limit=2',
      '/books?limit=2',
      '/books?limit=3',
      '/books/dracula',
      '/books/dracula',
      '/health',
    ]) {
      verdicts.push(await cacheStep(await throughEdge(path)));
    }
    expect(verdicts).toEqual(['miss', 'hit', 'miss', 'miss', 'hit', undefined]);
  });

  it('is not emptied by a client', async () => {
    const response = await throughEdge('/books?limit=2', { headers: { 'Cache-Control': 'max-age=0' } });
    expect([response.status, corsOf(response)]).toEqual([403, output('StorefrontUrl')]);
  });
});

// Last, since they use up what a partner has.
describe('a partner', () => {
  it('who asks too fast is told so', async () => {
    const responses = await Promise.all(Array.from({ length: PARTNER_QUOTA }, () => asPartner('/health')));
    const first = responses.find(({ status }) => status === 429);
    if (first === undefined) throw new Error('Nothing was throttled.');
    expect(corsOf(first)).toBe(output('StorefrontUrl'));
    expect(await first.json()).toEqual({ message: 'Too Many Requests' });
    expect((await recordOf(first)).refusal).toMatchObject({
      responseType: 'THROTTLED',
      reason: expect.stringContaining(`key ${output('PartnerApiKeyId')} in plan `),
    });
  });

  it('who has used up a month is told so', async () => {
    let last = await asPartner('/health');
    let answer = await last.json();
    for (let call = 0; call < 3 * PARTNER_QUOTA && answer.message !== 'Limit Exceeded'; call++) {
      // Five a second.
      await wait(200);
      last = await asPartner('/health');
      answer = await last.json();
    }
    expect([last.status, answer, corsOf(last)]).toEqual([429, { message: 'Limit Exceeded' }, output('StorefrontUrl')]);
    expect((await recordOf(last)).refusal).toMatchObject({
      responseType: 'QUOTA_EXCEEDED',
      reason: `${PARTNER_QUOTA} requests per MONTH are used up`,
    });
  });

  it('takes nothing from the visitors of the shop', async () => {
    expect((await throughEdge('/health')).status).toBe(200);
  });
});

it('says at start-up that the firewall does not run here', () => {
  expect(app.printed()).toContain('Firewall (AWS::WAFv2::WebACL): nothing on this machine runs');
});
