/** What functions measure: lines in CloudWatch's embedded metric format, caught on their way to the log. */

export interface MetricLine {
  readonly _aws: { readonly CloudWatchMetrics: readonly Record<string, unknown>[] };
  readonly service: string;
}

const NAMESPACE = 'Bookstore';

/** Call it before the first function is loaded. Gives a function that hands out what was measured since the last call. */
export function catchMetrics(): () => readonly Record<string, number>[] {
  const lines = catchMetricLines();
  return () => lines.splice(0).map(({ _aws, service: _stack, ...measured }) => ({ ...measured }));
}

export function catchMetricLines(): MetricLine[] {
  Object.assign(process.env, {
    POWERTOOLS_METRICS_DISABLED: 'false',
    POWERTOOLS_METRICS_NAMESPACE: NAMESPACE,
    POWERTOOLS_SERVICE_NAME: 'bookstore-test',
  });
  const lines: MetricLine[] = [];
  const write = process.stdout.write.bind(process.stdout);
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk, ...others) => {
    if (!String(chunk).startsWith('{"_aws":')) return write(chunk, ...(others as []));
    lines.push(JSON.parse(String(chunk)));
    return true;
  });
  return lines;
}
