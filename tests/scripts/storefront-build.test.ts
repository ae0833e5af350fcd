/** What a visitor's browser fetches before it can show the first page of the storefront. */

import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const FOLDER = '.build/storefront';
const LIMIT_IN_BYTES = 80 * 1024;

const page = readFileSync(`${FOLDER}/index.html`, 'utf8');
const read = (path: string) => readFileSync(FOLDER + path, 'utf8');
const assets = readdirSync(`${FOLDER}/assets`).map((name) => `/assets/${name}`);
const firstScripts = findFirstScripts();

/** Those that the page names, and all that they import at once. */
function findFirstScripts(): readonly string[] {
  const found = new Set([...page.matchAll(/<script [^>]*src="([^"]+)"/g)].map(([, path = '']) => path));
  for (const path of found) {
    for (const [, name] of read(path).matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) found.add(`/assets/${name}`);
  }
  return [...found];
}

describe("the storefront's first script", () => {
  it('is 80 KB or less, compressed', () => {
    const sizes = firstScripts.map((path) => gzipSync(read(path)).length);
    expect(sizes.length).toBeGreaterThanOrEqual(2);
    expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(20_000);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(LIMIT_IN_BYTES);
  });

  it('is fetched at once, in all its parts', () => {
    const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path);
    expect(named.sort()).toEqual([...firstScripts].sort());
  });

  it('has nothing of the inspector, which stands in a script of its own', () => {
    const withInspector = assets.filter((path) => path.endsWith('.js') && read(path).includes('inspector-drawer'));
    expect(withInspector).toEqual([expect.stringMatching(/^\/assets\/drawer-\w+\.js$/)]);
    expect(firstScripts).not.toContain(withInspector[0]);
  });
});
