/** Bundles a page: hashed scripts and styles that may be cached for ever, and the HTML that names them. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Writes index.html and assets/ into `outFolder`.
 * @param {string} folder with index.html
 * @param {readonly { name: string, file?: string, options?: import('esbuild').BuildOptions }[]} sources as index.html
 *   names them, with the file's place where it is not in `folder`
 * @param {string} outFolder
 * @param {string} assets the address of its folder assets/
 */
export async function buildPage(folder, sources, outFolder, assets = '/assets/') {
  await mkdir(outFolder, { recursive: true });
  const bundles = await Promise.all(sources.map((source) => bundle(folder, source, outFolder)));
  let page = await readFile(join(folder, 'index.html'), 'utf8');
  for (const { name, file, parts } of bundles) {
    if (!page.includes(`"/${name}"`)) throw new Error(`${join(folder, 'index.html')} does not name /${name}.`);
    page = page.replaceAll(`"/${name}"`, `"${assets}${file}"`).replace('</head>', `${preload(parts, assets)}</head>`);
  }
  await writeFile(join(outFolder, 'index.html'), page);
  await removeOthers(join(outFolder, 'assets'), new Set(bundles.flatMap(({ written }) => written)));
}

/** So that a browser fetches the parts of a script along with it, instead of after it. */
function preload(parts, assets) {
  return parts.map((file) => `  <link rel="modulepreload" href="${assets}${file}">\n  `).join('');
}

/** Last, because a server may be handing out the folder at this moment. */
async function removeOthers(folder, kept) {
  const old = (await readdir(folder)).filter((file) => !kept.has(file));
  await Promise.all(old.map((file) => rm(join(folder, file), { force: true })));
}

async function bundle(folder, { name, file = join(folder, name), options = {} }, outFolder) {
  const { metafile } = await build({
    ...options,
    entryPoints: [file],
    outdir: join(outFolder, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    target: 'es2022',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const outputs = Object.entries(metafile.outputs);
  const main = outputs.find(([, { entryPoint }]) => entryPoint !== undefined && resolve(entryPoint) === resolve(file));
  if (main === undefined) throw new Error(`esbuild wrote nothing for ${file}.`);
  const [path, { imports }] = main;
  const parts = imports.filter(({ kind }) => kind === 'import-statement').map((part) => basename(part.path));
  return { name, file: basename(path), parts, written: outputs.map(([output]) => basename(output)) };
}
