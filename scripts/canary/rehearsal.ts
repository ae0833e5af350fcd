/** What AWS is taken to answer in a rehearsal: a stack as its template describes it, at version 1, and a change on the way. */

import { randomUUID } from 'node:crypto';
import type { Stack } from '../../local/stack/stack.ts';
import { ALIAS_VARIABLE, NEXT } from '../aws/aliases.ts';
import { type Answer, rehearse } from '../aws/dry-run.ts';
import type { CanaryClients } from './clients.ts';

const DEPLOYMENT = { id: 'live00' };
const CANARY = { id: 'canary' };

/** `isCanaryOn` says what the rehearsed command finds. */
export function rehearseCanary(
  clients: CanaryClients,
  stack: Stack,
  isCanaryOn: boolean,
  print: (line: string) => void,
): void {
  const answers = createAnswers(stack, isCanaryOn);
  const answer: Answer = (operation, input) => answers.get(operation)?.(input) ?? {};
  for (const client of Object.values(clients)) rehearse(client, answer, print);
}

function createAnswers(stack: Stack, isCanaryOn: boolean): ReadonlyMap<string, (input: unknown) => object> {
  const alarmNames = [
    ...stack.resources('AWS::CloudWatch::Alarm'),
    ...stack.resources('AWS::CloudWatch::CompositeAlarm'),
  ];
  const stage = { ...toStage(stack), ...(isCanaryOn && { canarySettings: canarySettings() }) };
  const nextVersion = isCanaryOn ? '2' : '1';
  const aliases = [
    { Name: 'live', FunctionVersion: '1', RevisionId: randomUUID() },
    { Name: 'next', FunctionVersion: nextVersion, RevisionId: randomUUID() },
  ];
  return new Map<string, (input: unknown) => object>([
    ['DescribeStacks', () => ({ Stacks: [toDescription(stack)] })],
    ['ListStackResources', () => ({ StackResourceSummaries: stack.resources().map(toSummary) })],
    ['GetStage', () => stage],
    ['GetStages', () => ({ item: [stage] })],
    ['GetDeployments', () => ({ items: [DEPLOYMENT, CANARY] })],
    ['ListAliases', () => ({ Aliases: aliases })],
    ['PublishVersion', () => ({ Version: '2' })],
    ['UpdateAlias', () => ({ RevisionId: randomUUID() })],
    [
      'DescribeAlarms',
      () => ({ MetricAlarms: alarmNames.map((it) => ({ AlarmName: it.physicalId, StateValue: 'OK' })) }),
    ],
  ]);
}

function toStage(stack: Stack) {
  const { physicalId = '', properties = {} } = stack.findResource('RestApiStage') ?? {};
  return { stageName: physicalId, deploymentId: DEPLOYMENT.id, variables: properties.Variables };
}

function canarySettings() {
  return { deploymentId: CANARY.id, percentTraffic: 10, stageVariableOverrides: { [ALIAS_VARIABLE]: NEXT } };
}

function toDescription({ name, outputs }: Stack) {
  const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
  return { StackName: name, StackStatus: 'UPDATE_COMPLETE', Outputs };
}

function toSummary({ logicalId, type, physicalId }: ReturnType<Stack['resources']>[number]) {
  return { LogicalResourceId: logicalId, ResourceType: type, PhysicalResourceId: physicalId };
}
