/** What the stack's own alarms say. */

import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { type DeployedStack, resourcesOf } from '../aws/stack.ts';

export interface Alarm {
  readonly name: string;
  /** OK, ALARM, INSUFFICIENT_DATA, or MISSING for one that CloudWatch does not have any more. */
  readonly state: string;
  readonly reason: string;
}

/** As many as CloudWatch takes by name in one call. */
const PAGE = 100;

export async function readAlarms(client: CloudWatchClient, stack: DeployedStack): Promise<readonly Alarm[]> {
  const names = resourcesOf(stack, 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm').map(
    (it) => it.physicalId,
  );
  const alarms: Alarm[] = [];
  for (let start = 0; start < names.length; start += PAGE) {
    const some = names.slice(start, start + PAGE);
    const found = await client.send(
      new DescribeAlarmsCommand({
        AlarmNames: some,
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
        MaxRecords: PAGE,
      }),
    );
    const answers = [...(found.MetricAlarms ?? []), ...(found.CompositeAlarms ?? [])];
    const byName = new Map(answers.map((it) => [it.AlarmName, it]));
    for (const name of some) {
      const { StateValue: state = 'MISSING', StateReason: reason = '' } = byName.get(name) ?? {};
      alarms.push({ name, state, reason });
    }
  }
  return alarms;
}
