/** Runs a TypeScript program: bundles it and loads the bundle. `node scripts/run.mjs bench/main.ts gateway` */

import './project-root.mjs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

// The SDK says with each process that it will want a newer Node.js one day.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
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
