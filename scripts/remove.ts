/** Removes the shop from the account: `npm run remove -- --stage dev`. */

import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { findRegion, parseStage, placeOptions, runCommand, toStackName } from './aws/command.ts';
import { ReleaseError } from './aws/release-error.ts';
import { createRemoveClients } from './remove/clients.ts';
import { removeShop } from './remove/remove-shop.ts';

const usage = `npm run remove -- --stage NAME [options]
  --stage NAME   which stage; this command alone wants it said
  --region R     where it is (AWS_REGION, or the profile's)
  --yes          do not ask
  --delete-data  delete also what is protected: all tables and accounts of prod, for good`;

await runCommand(usage, async () => {
  const { values } = parseArgs({
    options: {
      ...placeOptions,
      yes: { type: 'boolean', default: false },
      'delete-data': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  if (values.stage === undefined) throw new ReleaseError('Usage', 'Say which stage is to go: --stage dev, for one.');
  const stackName = toStackName(parseStage(values.stage));
  const region = await findRegion(values.region);
  await removeShop(createRemoveClients(region), {
    stackName,
    region,
    deletesData: values['delete-data'],
    confirm: values.yes ? async () => true : confirm,
    pauseInMs: 5000,
    say: console.log,
  });
});

async function confirm(stackName: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const typed = await Promise.race([terminal.question(`Type ${stackName} to remove it: `), ended]);
  terminal.close();
  return typed.trim() === stackName;
}
