/** Builds everything and compiles the template into .serverless/: `npm run package -- --stage prod`. Needs no credentials. */

import './project-root.mjs';
import { buildAll } from './build.mjs';

await buildAll(console.log);
process.argv.splice(2, 0, 'package');
await import('serverless/bin/serverless.js');
