/** Bundles the storefront: hashed scripts and styles that may be cached for ever, and the page that names them. */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const frontend = fileURLToPath(new URL('../frontend/', import.meta.url));

/**
 * Writes index.html, favicon.svg and assets/ into `outFolder`.
 * @param {string} outFolder
 */
export async function buildStorefront(outFolder) {
  await mkdir(outFolder, { recursive: true });
  const bundles = await Promise.all([
    bundle('main.ts', { format: 'esm' }, outFolder),
    // A classic script, because a module would run after the first paint.
    bundle('first-paint.ts', { format: 'iife' }, outFolder),
    bundle('styles/main.css', {}, outFolder),
  ]);
  let page = await readFile(join(frontend, 'index.html'), 'utf8');
  for (const { source, file } of bundles) {
    if (!page.includes(`"/${source}"`)) throw new Error(`frontend/index.html does not name /${source}.`);
    page = page.replaceAll(`"/${source}"`, `"/assets/${file}"`);
  }
  await writeFile(join(outFolder, 'index.html'), page);
  await copyFile(join(frontend, 'favicon.svg'), join(outFolder, 'favicon.svg'));
  await removeOthers(join(outFolder, 'assets'), new Set(bundles.map(({ file }) => file)));
}

/**
 * Last, because a server may be handing out the folder at this moment.
 * @param {string} folder
 * @param {ReadonlySet<string>} kept
 */
async function removeOthers(folder, kept) {
  const old = (await readdir(folder)).filter((file) => !kept.has(file));
  await Promise.all(old.map((file) => rm(join(folder, file), { force: true })));
}

/**
 * @param {string} source relative to frontend/
 * @param {import('esbuild').BuildOptions} options
 * @param {string} outFolder
 */
async function bundle(source, options, outFolder) {
  const { metafile } = await build({
    ...options,
    entryPoints: [join(frontend, source)],
    outdir: join(outFolder, 'assets'),
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    target: 'es2022',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const [output] = Object.keys(metafile.outputs);
  if (output === undefined) throw new Error(`esbuild wrote nothing for frontend/${source}.`);
  return { source, file: basename(output) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildStorefront(process.argv[2] ?? '.build/storefront');
}
