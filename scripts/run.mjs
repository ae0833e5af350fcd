/** Runs a TypeScript program: bundles it and loads the bundle. `node scripts/run.mjs bench/main.ts gateway` */

import './project-root.mjs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [source] = process.argv.splice(2, 1);
const outfile = `.build/run/${source.replaceAll('/', '-')}.mjs`;
await build({
  entryPoints: [source],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
});
await import(pathToFileURL(outfile).href);
