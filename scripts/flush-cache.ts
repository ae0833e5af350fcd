/** Empties the REST API's cache, for operators: `npm run flush-cache -- --stage prod`. Clients can't do it. */

import { parseArgs } from 'node:util';
import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { findRegion, parseStage, placeOptions, runCommand, toStackName } from './aws/command.ts';
import { flushCache } from './aws/flush-cache.ts';

const usage = `npm run flush-cache -- [options]
  --stage NAME   dev unless said otherwise
  --region R     where the stack is (AWS_REGION, or the profile's)`;

await runCommand(usage, async () => {
  const { values } = parseArgs({ options: { ...placeOptions, help: { type: 'boolean', default: false } } });
  if (values.help) return console.log(usage);
  const stackName = toStackName(parseStage(values.stage));
  const region = await findRegion(values.region);
  const clients = {
    apiGateway: new APIGatewayClient({ region }),
    cloudFormation: new CloudFormationClient({ region }),
  };
  console.log(await flushCache(clients, stackName));
});
