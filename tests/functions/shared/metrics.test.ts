/** Metrics as lines of the log. */
import { catchMetricLines } from '../../support/metrics.ts';

const lines = catchMetricLines();
let metrics: typeof import('../../../functions/shared/metrics.ts');
let logError: typeof import('../../../functions/shared/log-error.ts').logError;

beforeAll(async () => {
  metrics = await import('../../../functions/shared/metrics.ts');
  ({ logError } = await import('../../../functions/shared/log-error.ts'));
});

beforeEach(() => lines.splice(0));

describe('what is measured', () => {
  it('is one line that CloudWatch takes metrics from, each with its unit and no dimension but the stack', () => {
    metrics.recordMetrics({ OrdersPlaced: 1, RevenueInCents: 1250 });
    expect(lines).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: 'Bookstore',
              Dimensions: [['service']],
              Metrics: [
                { Name: 'OrdersPlaced', Unit: 'Count' },
                { Name: 'RevenueInCents', Unit: 'None' },
              ],
            },
          ],
        },
        service: 'bookstore-test',
        OrdersPlaced: 1,
        RevenueInCents: 1250,
      },
    ]);
  });

  it('starts anew with each line', () => {
    metrics.recordMetrics({ ChatMessages: 1 });
    metrics.recordMetrics({ ReviewsWritten: 1 });
    expect(lines.map((line) => 'ChatMessages' in line)).toEqual([true, false]);
  });

  it('counts an error that nobody expected, and writes it down as an object', () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    logError(new TypeError('no title'), { route: 'GET /books', requestId: 'r-1' });
    expect(log.mock.calls).toEqual([
      [expect.objectContaining({ route: 'GET /books', requestId: 'r-1', name: 'TypeError', message: 'no title' })],
    ]);
    log.mockRestore();
    expect(lines).toEqual([expect.objectContaining({ UnexpectedErrors: 1 })]);
  });
});
