/** Tells how far a release is. */

import type { Canary, Stage } from '../aws/rest-api-stage.ts';
import { readAlarms } from './alarms.ts';
import type { CanaryClients } from './clients.ts';
import { changedFunctions, type FunctionRelease, readRelease } from './read-release.ts';
import { readTraffic, TRAFFIC_MINUTES, type Traffic } from './read-traffic.ts';

export async function canaryStatus(clients: CanaryClients, stackName: string): Promise<string> {
  const { stack, stage, functions } = await readRelease(clients, stackName);
  const changed = changedFunctions(functions);
  const alarms = await readAlarms(clients.cloudWatch, stack);
  const bad = alarms.filter(({ state }) => state !== 'OK');
  const lines = [
    describeStage(stackName, stage),
    ...describeFunctions(changed, functions.length),
    alarms.length === 0
      ? 'Alarms: the stack has none.'
      : `Alarms: ${alarms.length - bad.length} of ${alarms.length} are OK.`,
    ...bad.map(({ name, state, reason }) => `  ${state}  ${name}${reason && `: ${reason}`}`),
  ];
  if (changed.length === 0) return lines.join('\n');
  const names = changed.map(({ name }) => name);
  const traffic = await readTraffic(clients.cloudWatch, names, new Date());
  const calls = `next ${describeTraffic(traffic.next)}; live ${describeTraffic(traffic.live)}`;
  return [...lines, `Calls of these functions in the last ${TRAFFIC_MINUTES} minutes: ${calls}.`].join('\n');
}

function describeStage(stackName: string, { name, canary }: Stage): string {
  const subject = `${stackName}, stage ${name} of the REST API`;
  return canary === undefined ? `${subject}: no canary is on.` : `${subject}: ${describeCanary(canary)}.`;
}

function describeCanary({ percent, alias, deploymentId }: Canary): string {
  const whither = alias === undefined ? 'which was not started here' : `to the alias ${alias}`;
  return `a canary is on with ${percent} % of the requests, ${whither} (deployment ${deploymentId})`;
}

function describeFunctions(changed: readonly FunctionRelease[], count: number): readonly string[] {
  if (changed.length === 0) return [`Functions: live and next are the same for all ${count}.`];
  const width = Math.max(...changed.map(({ name }) => name.length));
  const rows = changed.map(
    ({ name, live, next }) => `  ${name.padEnd(width)}  live ${live.version}  next ${next.version}`,
  );
  return [`Functions: ${changed.length} of ${count} have a next version.`, ...rows];
}

function describeTraffic({ invocations, errors }: Traffic): string {
  return `${invocations} with ${errors} errors`;
}
