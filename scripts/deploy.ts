/** Deploys the shop: `npm run deploy -- --stage dev`. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findRegion, parseStage, placeOptions, runCommand, toStackName } from './aws/command.ts';
import { ReleaseError } from './aws/release-error.ts';
import { createDeployClients } from './deploy/clients.ts';
import { deployShop } from './deploy/deploy-shop.ts';
import { runFramework } from './deploy/run-framework.ts';
import { findParam, readFunctionNames } from './service.mjs';

const usage = `npm run deploy -- [options]
  --stage NAME   dev unless said otherwise; prod keeps its data, and has an edge and canaries
  --region R     where to (AWS_REGION, or the profile's)
  --seed         put the sample books into the catalogue; a book that is there already stays as it is
  --live         of prod: make the new versions live at once, without a canary
  --param K=V    another value for a parameter of serverless.yml; may be repeated`;

/** Where functions wait for a canary. */
const CANARY_STAGE = 'prod';

await runCommand(usage, async () => {
  const { values } = parseArgs({
    options: {
      ...placeOptions,
      seed: { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
      param: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const stage = parseStage(values.stage);
  const stackName = toStackName(stage);
  const region = await findRegion(values.region);
  await deployShop(createDeployClients(region), {
    stackName,
    stage,
    region,
    params: values.param,
    settings: { functionNames: readFunctionNames(), edgeHost: findParam(stage, 'edgeHost') },
    isLiveAtOnce: values.live || stage !== CANARY_STAGE,
    seeds: values.seed,
    storefrontFolder: '.build/storefront',
    smokeTest: { fetch, attempts: 24, pauseInMs: 5000 },
    runFramework,
    saveOutputs: (outputs) => saveOutputs(stackName, outputs),
    seed,
    say: console.log,
  });
});

/** For whatever else asks where the shop is: `npm run seed -- .build/outputs/bookstore-dev.json`. Gives the file. */
function saveOutputs(stackName: string, outputs: Readonly<Record<string, string>>): string {
  const file = `.build/outputs/${stackName}.json`;
  mkdirSync('.build/outputs', { recursive: true });
  writeFileSync(file, `${JSON.stringify(outputs, undefined, 2)}\n`);
  return file;
}

/** A program of its own, since it is also one for `npm start`. */
async function seed(outputsFile: string): Promise<void> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/seed.ts', outputsFile], { stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new ReleaseError('Framework', 'The books could not all be written; the reason is above.');
}
