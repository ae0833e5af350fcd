/** Counts what happens in the shop, as metrics of CloudWatch in the namespace that serverless.yml names. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/**
 * Each is billed by the month in which it was recorded; ten are free. So they have no dimension but `service`, which is
 * the stack, and none of them names a function, a book or a user.
 */
const units = {
  OrdersPlaced: MetricUnit.Count,
  BooksSold: MetricUnit.Count,
  RevenueInCents: MetricUnit.NoUnit,
  OutOfStock: MetricUnit.Count,
  OrdersCancelled: MetricUnit.Count,
  ReviewsWritten: MetricUnit.Count,
  SearchesWithoutResult: MetricUnit.Count,
  ChatConnections: MetricUnit.Count,
  ChatMessages: MetricUnit.Count,
  UnexpectedErrors: MetricUnit.Count,
} as const;

type Name = keyof typeof units;

export type Measurements = Readonly<Partial<Record<Name, number>>>;

const isName = (name: string): name is Name => name in units;
const names = Object.keys(units).filter(isName);

const metrics = new Metrics();

/** One line of the log, from which CloudWatch takes the metrics: no call, no waiting, nothing that can fail. */
export function recordMetrics(measurements: Measurements): void {
  for (const name of names) {
    const value = measurements[name];
    if (value !== undefined) metrics.addMetric(name, units[name], value);
  }
  metrics.publishStoredMetrics();
}
