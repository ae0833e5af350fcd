import { createExtendedRequestId, toRequestId, toTraceId } from '../../../local/api-gateway/trace-id.ts';
import { NOON } from '../rest-api/an-exchange.ts';

describe('toTraceId', () => {
  const sent = (value: string) => toTraceId([['x-amzn-trace-id', value]], NOON);

  it('makes all parts for a request without one', () => {
    expect(toTraceId([], NOON)).toMatch(/^Root=1-69a81ec0-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
  });

  it('keeps what the client sent', () => {
    const value = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1';
    expect(sent(value)).toBe(value);
  });

  it('adds a parent to a bare root', () => {
    expect(sent('Root=1-3152b799-8954dae64eda91bc9a23a7e8')).toMatch(
      /^Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=[0-9a-f]{16};Sampled=0$/,
    );
  });

  it.each(['rubbish', '=;=', 'Root=<script>', 'Root=a b\tc'])('makes a new one of %j', (value) => {
    expect(sent(value)).toMatch(/^Root=1-69a81ec0-/);
  });
});

describe('toRequestId', () => {
  it('takes the one that the client chose', () => {
    expect(toRequestId([['X-Amzn-RequestId', 'my-own_1']])).toBe('my-own_1');
  });

  it.each(['', 'a b', 'a\r\nb', '"', 'x'.repeat(129)])('makes one in place of %j', (sent) => {
    expect(toRequestId([['x-amzn-requestid', sent]])).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });
});

describe('createExtendedRequestId', () => {
  it('never repeats itself, however many are drawn', () => {
    const ids = new Set(Array.from({ length: 2000 }, createExtendedRequestId));
    expect(ids.size).toBe(2000);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{15}=$/);
  });
});
