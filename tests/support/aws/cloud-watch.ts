/** CloudWatch's alarms and metrics. */

import { jsonTarget } from './protocols.ts';
import type { FakeService, Input } from './service.ts';

export interface FakeCloudWatch extends FakeService {
  /** The state of each alarm, such as OK. */
  readonly alarms: Map<string, string>;
  /** Sums by function, alias and metric, such as `getCover:next Errors`. */
  readonly metrics: Map<string, number>;
}

export function createCloudWatch(): FakeCloudWatch {
  const alarms = new Map<string, string>();
  const metrics = new Map<string, number>();
  const describe = ({ AlarmNames = [] }: Input) => ({
    MetricAlarms: [...alarms]
      .filter(([name]) => AlarmNames.includes(name))
      .map(([AlarmName, StateValue]) => ({ AlarmName, StateValue, StateReason: `${AlarmName} is ${StateValue}` })),
  });
  const getData = ({ MetricDataQueries }: Input) => ({
    MetricDataResults: MetricDataQueries.map(({ Id, Label, MetricStat: { Metric } }: Input) => {
      const resource = Metric.Dimensions.find((it: Input) => it.Name === 'Resource').Value;
      const value = metrics.get(`${resource} ${Metric.MetricName}`);
      return { Id, Label, Values: value === undefined ? [] : [value] };
    }),
  });
  return {
    signingName: 'monitoring',
    protocol: jsonTarget,
    alarms,
    metrics,
    operations: { DescribeAlarms: describe, GetMetricData: getData },
  };
}
