/** Bundles the page that documents the REST API, and writes the contract that it shows: openapi.yml without what AWS alone reads. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { buildPage } from './build-page.mjs';

const folder = fileURLToPath(new URL('../frontend/api-docs/', import.meta.url));
const contractFile = fileURLToPath(new URL('../openapi.yml', import.meta.url));

/**
 * Writes index.html, openapi.json and assets/ into `outFolder`.
 * @param {string} outFolder served as /api-docs/
 */
export async function buildApiDocs(outFolder) {
  const sources = [
    { name: 'main.ts', options: { format: 'esm' } },
    { name: 'first-paint.ts', file: join(folder, '../first-paint.ts'), options: { format: 'iife' } },
    { name: 'styles/api-docs.css', options: { plugins: [picturesAsFiles] } },
  ];
  await mkdir(outFolder, { recursive: true });
  const contract = parse(await readFile(contractFile, 'utf8'), { merge: true });
  await writeFile(join(outFolder, 'openapi.json'), JSON.stringify(toPublicContract(contract)));
  await buildPage(folder, sources, outFolder, '/api-docs/assets/');
}

/** Who calls the API has no use for templates, roles and caches. Its address is another one in each deployment. */
export function toPublicContract({ servers: _, ...contract }) {
  return withoutExtensions(contract);
}

function withoutExtensions(value) {
  if (Array.isArray(value)) return value.map(withoutExtensions);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => !key.startsWith('x-'));
  return Object.fromEntries(members.map(([key, member]) => [key, withoutExtensions(member)]));
}

/** The storefront's policy allows no data: addresses, which the renderer's styles have their icons in. */
const picturesAsFiles = {
  name: 'pictures-as-files',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^data:image\// }, ({ path: url }) => {
      const [, extension] = /^data:image\/(\w+)/.exec(url);
      const name = createHash('sha256').update(url).digest('hex').slice(0, 8);
      return { path: `${name}.${extension}`, namespace: 'picture', pluginData: url };
    });
    onLoad({ filter: /./, namespace: 'picture' }, async ({ pluginData: url }) => {
      const contents = new Uint8Array(await (await fetch(url)).arrayBuffer());
      return { contents, loader: 'file' };
    });
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildApiDocs(process.argv[2] ?? '.build/storefront/api-docs');
}
