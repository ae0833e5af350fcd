/** Tries new versions with a share of the requests: `npm run canary -- start --stage prod --percent 10`. */

import { parseArgs } from 'node:util';
import { findRegion, parseStage, placeOptions, runCommand, toStackName } from './aws/command.ts';
import { readCompiledStack } from './aws/compiled-template.ts';
import { ReleaseError } from './aws/release-error.ts';
import { canaryStatus } from './canary/canary-status.ts';
import { type CanaryClients, createCanaryClients } from './canary/clients.ts';
import { promoteCanary } from './canary/promote-canary.ts';
import { rehearseCanary } from './canary/rehearsal.ts';
import { rollbackCanary } from './canary/rollback-canary.ts';
import { startCanary } from './canary/start-canary.ts';

const usage = `npm run canary -- start|status|promote|rollback [options]
  start      publishes what was deployed, and sends it a share of the REST API's requests; changes the share while it is on
  status     tells what is live, what is tried, and what the alarms say
  promote    makes it live for all requests; refuses while an alarm rings
  rollback   ends it: all requests get the live versions
  --stage NAME   dev unless said otherwise
  --percent N    of start: from 0.1 to 100 (10)
  --region R     where the stack is (AWS_REGION, or the profile's)
  --dry-run      print the calls that would be made, and make none; needs no account`;

type Action = (clients: CanaryClients, stackName: string, percent: number) => Promise<string>;

const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['start', startCanary],
  ['status', canaryStatus],
  ['promote', promoteCanary],
  ['rollback', rollbackCanary],
]);

await runCommand(usage, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...placeOptions,
      percent: { type: 'string', default: '10' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const [name = '', ...others] = positionals;
  const action = ACTIONS.get(name);
  if (action === undefined || others.length > 0)
    throw new ReleaseError('Usage', 'Say what to do, with one word of these four.');
  const percent = parsePercent(values.percent);
  const stage = parseStage(values.stage);
  const stackName = toStackName(stage);
  const region = values['dry-run'] ? (values.region ?? 'us-east-1') : await findRegion(values.region);
  const clients = createCanaryClients(region);
  if (values['dry-run']) {
    console.log('A rehearsal: nothing is called. It takes every function to be at version 1, and version 2 to come.');
    rehearseCanary(clients, readCompiledStack(stackName, stage, region), name !== 'start', console.log);
  }
  console.log(await action(clients, stackName, percent));
});

function parsePercent(text: string): number {
  const percent = Number(text);
  if (text.trim() !== '' && percent >= 0.1 && percent <= 100) return percent;
  throw new ReleaseError('Usage', `--percent ${text} is no number from 0.1 to 100.`);
}
