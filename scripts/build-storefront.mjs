/** Bundles the storefront. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './build-page.mjs';

const frontend = fileURLToPath(new URL('../frontend/', import.meta.url));

/**
 * Writes index.html, favicon.svg and assets/ into `outFolder`.
 * @param {string} outFolder
 */
export async function buildStorefront(outFolder) {
  const sources = [
    // What is imported on demand becomes a file of its own, which not every visitor has to fetch.
    { name: 'main.ts', options: { format: 'esm', splitting: true } },
    // A classic script, because a module would run after the first paint.
    { name: 'first-paint.ts', options: { format: 'iife' } },
    { name: 'styles/main.css' },
  ];
  await buildPage(frontend, sources, outFolder);
  await copyFile(join(frontend, 'favicon.svg'), join(outFolder, 'favicon.svg'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildStorefront(process.argv[2] ?? '.build/storefront');
}
