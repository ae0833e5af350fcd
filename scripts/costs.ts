/** Works out the tables of docs/costs.md from prices, the mix of requests, docs/units.md and the templates: `npm run costs`. */

import { readFileSync, writeFileSync } from 'node:fs';
import { runCommand } from './aws/command.ts';
import { readCompiledStack } from './aws/compiled-template.ts';
import { fillIn, listTables } from './costs/fill-in.ts';

const PAGE = 'docs/costs.md';

await runCommand('npm run costs', async () => {
  const region = 'us-east-1';
  const tables = listTables(
    { dev: readCompiledStack('shop-dev', 'dev', region), prod: readCompiledStack('shop-prod', 'prod', region) },
    readFileSync('docs/units.md', 'utf8'),
  );
  writeFileSync(PAGE, fillIn(readFileSync(PAGE, 'utf8'), tables));
  console.log(`${PAGE} is up to date.`);
});
