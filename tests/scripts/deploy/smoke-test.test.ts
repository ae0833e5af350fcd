/** The questions that a deployed shop is asked. */

import { smokeTest } from '../../../scripts/deploy/smoke-test.ts';

const outputs = { StorefrontUrl: 'https://shop.example', ApiUrl: 'https://api.example/prod' };
const cors = { 'access-control-allow-origin': 'https://shop.example' };

/** Answers of a shop that is well. */
const WELL: Readonly<Record<string, () => Response>> = {
  'https://shop.example/': () => new Response('<html><main id="main"></main></html>'),
  'https://shop.example/outputs.json': () => Response.json({ ApiUrl: 'https://api.example/prod' }),
  'https://api.example/prod/health': () => Response.json({ status: 'ok' }),
  'https://api.example/prod/books?limit=1': () => Response.json({ items: [] }, { headers: cors }),
};

async function ask(changes: Readonly<Record<string, () => Response>> = {}, attempts = 1): Promise<readonly unknown[]> {
  const answers: Readonly<Record<string, () => Response>> = { ...WELL, ...changes };
  const get = async (url: unknown) => answers[String(url)]?.() ?? new Response('', { status: 404 });
  const findings = await smokeTest(outputs, { fetch: get as typeof fetch, attempts, pauseInMs: 1 });
  return findings.map(({ problem }) => problem).filter((problem) => problem !== undefined);
}

describe('the smoke test', () => {
  it('finds nothing wrong with a shop that is well', async () => {
    expect(await ask()).toEqual([]);
  });

  it.each([
    ['https://shop.example/', new Response('', { status: 403 }), 'https://shop.example/ answers 403'],
    ['https://shop.example/', new Response('Hello'), 'https://shop.example/ is not the page of the shop'],
    [
      'https://shop.example/outputs.json',
      Response.json({ ApiUrl: 'http://localhost' }),
      'https://shop.example/outputs.json names http://localhost in place of https://api.example/prod',
    ],
    [
      'https://api.example/prod/health',
      new Response('', { status: 500 }),
      'https://api.example/prod/health answers 500',
    ],
    [
      'https://api.example/prod/books?limit=1',
      Response.json({ message: 'Hello' }, { headers: cors }),
      'https://api.example/prod/books?limit=1 is no page',
    ],
    [
      'https://api.example/prod/books?limit=1',
      Response.json({ items: [] }),
      'https://api.example/prod/books?limit=1 allows no origin in place of https://shop.example',
    ],
  ])('sees that %s is wrong', async (url, response, problem) => {
    expect(await ask({ [url]: () => response.clone() })).toEqual([problem]);
  });

  it('says when nobody answers', async () => {
    const refuse = () => {
      throw new TypeError('fetch failed');
    };
    expect(await ask({ 'https://shop.example/': refuse })).toEqual(['https://shop.example/: fetch failed']);
  });

  it('asks again for a while, since new names need time to be known', async () => {
    let asked = 0;
    const slow = () => (++asked < 3 ? new Response('', { status: 503 }) : Response.json({}));
    expect(await ask({ 'https://api.example/prod/health': slow }, 3)).toEqual([]);
    expect(asked).toBe(3);
  });

  it('tells the API which origin asks, as a browser does', async () => {
    const origins: unknown[] = [];
    const get = async (_url: unknown, { headers }: { headers: Record<string, string> }) => {
      origins.push(headers.Origin);
      return new Response();
    };
    await smokeTest(outputs, { fetch: get as unknown as typeof fetch, attempts: 1, pauseInMs: 1 });
    expect(new Set(origins)).toEqual(new Set(['https://shop.example']));
  });
});
