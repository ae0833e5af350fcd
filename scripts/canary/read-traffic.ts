/** How often `live` and `next` of functions were called, and failed, in the last minutes. */

import { type CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { LIVE, NEXT } from '../aws/aliases.ts';

export interface Traffic {
  readonly invocations: number;
  readonly errors: number;
}

export const TRAFFIC_MINUTES = 15;
const METRICS = ['Invocations', 'Errors'] as const;

/** Of each alias, summed over all the functions: at most 125 of them, as CloudWatch takes 500 queries at once. */
export async function readTraffic(
  client: CloudWatchClient,
  functionNames: readonly string[],
  now: Date,
): Promise<{ readonly live: Traffic; readonly next: Traffic }> {
  const sums = new Map<string, number>();
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(now.getTime() - TRAFFIC_MINUTES * 60_000),
        EndTime: now,
        MetricDataQueries: functionNames.flatMap(toQueries),
        NextToken,
      }),
    );
    for (const { Label = '', Values = [] } of page.MetricDataResults ?? []) {
      sums.set(
        Label,
        Values.reduce((sum, value) => sum + value, sums.get(Label) ?? 0),
      );
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  const toTraffic = (alias: string): Traffic => ({
    invocations: sums.get(`${alias} Invocations`) ?? 0,
    errors: sums.get(`${alias} Errors`) ?? 0,
  });
  return { live: toTraffic(LIVE), next: toTraffic(NEXT) };
}

/** The dimensions of an alias's metrics: "Types of metrics for Lambda functions". */
function toQueries(functionName: string, index: number): readonly MetricDataQuery[] {
  return [LIVE, NEXT].flatMap((alias) =>
    METRICS.map((MetricName) => ({
      Id: `${alias}${MetricName}${index}`,
      Label: `${alias} ${MetricName}`,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Lambda',
          MetricName,
          Dimensions: [
            { Name: 'FunctionName', Value: functionName },
            { Name: 'Resource', Value: `${functionName}:${alias}` },
          ],
        },
        Period: 60,
        Stat: 'Sum',
      },
    })),
  );
}
