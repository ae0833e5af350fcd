/** Bundles the inspector's page. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './build-page.mjs';

const folder = fileURLToPath(new URL('../frontend/inspector/', import.meta.url));

/**
 * Writes index.html, favicon.svg and assets/ into `outFolder`.
 * @param {string} outFolder
 */
export async function buildInspector(outFolder) {
  const sources = [
    { name: 'main.ts', options: { format: 'esm' } },
    { name: 'first-paint.ts', file: join(folder, '../first-paint.ts'), options: { format: 'iife' } },
    { name: 'styles/inspector.css' },
  ];
  await buildPage(folder, sources, outFolder);
  await copyFile(join(folder, 'favicon.svg'), join(outFolder, 'favicon.svg'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildInspector(process.argv[2] ?? '.build/inspector');
}
