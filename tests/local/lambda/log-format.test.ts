import { type ConsoleMethod, chooseLogFormat, consoleMethods, isMetricLine } from '../../../local/lambda/log-format.ts';

const inJson = (level?: string) => chooseLogFormat({ AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: level });
const toMembers = (method: ConsoleMethod, ...values: unknown[]) => {
  const { timestamp: _now, ...members } = JSON.parse(inJson('TRACE')(method, values, 'r-1') ?? '');
  return members;
};

class Odd extends Error {
  readonly code = 'Odd1';
}

describe('the log format text', () => {
  it.each([
    ['log', 'a 1'],
    ['info', 'a 1'],
    ['trace', 'TRACE a 1'],
    ['debug', 'DEBUG a 1'],
    ['warn', 'WARN a 1'],
    ['error', 'ERROR a 1'],
  ] as const)('puts the level of console.%s before its values', (method, line) => {
    expect(chooseLogFormat({})(method, ['a', 1], 'r-1')).toBe(line);
  });
});

describe('the log format JSON', () => {
  it.each([
    ['a text', ['a'], { message: 'a' }],
    ['an object', [{ a: [1] }], { message: { a: [1] } }],
    ['several values', ['%s is', 1, { b: 2 }], { message: '1 is { b: 2 }' }],
    ['an error', [new Odd('no')], { message: { errorType: 'Odd', errorMessage: 'no', code: 'Odd1' } }],
    ['an error inside', [{ why: new Odd('no') }], { message: { why: { errorType: 'Odd', errorMessage: 'no' } } }],
    ['an error after a text', ['oh', new Odd('no')], { errorType: 'Odd', errorMessage: 'no' }],
    ['a number that JSON lacks', [{ big: 5n }], { message: '{ big: 5n }' }],
  ])('writes %s', (_what, values, members) => {
    expect(toMembers('error', ...values)).toMatchObject({ level: 'ERROR', requestId: 'r-1', ...members });
  });

  it('splits a stack into lines', () => {
    expect(toMembers('error', new Odd('no')).message.stackTrace.slice(0, 1)).toEqual(['Error: no']);
    expect(toMembers('error', 'oh', new Odd('no')).stackTrace.length).toBeGreaterThan(1);
  });

  it.each([
    ['TRACE', ['trace', 'debug', 'log', 'info', 'warn', 'error']],
    ['INFO', ['log', 'info', 'warn', 'error']],
    ['ERROR', ['error']],
    ['FATAL', []],
  ])('leaves out what is below the level %s', (level, logged) => {
    expect(consoleMethods.filter((method) => inJson(level)(method, ['a'], '') !== undefined)).toEqual(logged);
  });
});

describe('a line in the embedded metric format', () => {
  it.each([
    ['{"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"N"}]},"Orders":1}', true],
    ['{"level":"INFO","message":{"_aws":{"CloudWatchMetrics":[]}}}', false],
    ['Orders: 1', false],
  ])('%s: %s', (line, isMetric) => {
    expect(isMetricLine(line)).toBe(isMetric);
  });
});
