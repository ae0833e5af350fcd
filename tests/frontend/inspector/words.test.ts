import { readFileSync } from 'node:fs';
import { describeReply } from '../../../frontend/inspector/mapping-words.ts';
import { toRefusalWords } from '../../../frontend/inspector/refusal-words.ts';
import { describeStatus } from '../../../frontend/inspector/status-words.ts';
import { formatCount, formatDuration } from '../../../frontend/inspector/time.ts';
import { aRecord } from './a-record.ts';

const LISTS = [
  ['local/rest-api/gateway-error.ts', 'GatewayResponseType'],
  ['local/http-api/failures.ts', 'HttpApiErrorCode'],
  ['local/websocket-api/failures.ts', 'WebSocketErrorCode'],
] as const;

/** All that a local API can refuse with, from its own list. */
function listRefusals(file: string, type: string): string[] {
  const list = new RegExp(`type ${type} =([^;]+);`).exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return [...list.matchAll(/'([A-Z_]+)'/g)].map(([, name = '']) => name);
}

describe('why a request was turned away', () => {
  it.each(LISTS)('is said of every refusal in %s', (file, type) => {
    const refusals = listRefusals(file, type);
    expect(refusals.length).toBeGreaterThan(5);
    // Nothing here answers with these two.
    const expected = refusals.filter((name) => ['RESOURCE_NOT_FOUND', 'WAF_FILTERED'].includes(name));
    expect(refusals.filter((name) => toRefusalWords(name).meaning.includes(name))).toEqual(expected);
  });

  it('is said in general words of any other', () => {
    expect(toRefusalWords('SOMETHING_NEW')).toMatchObject({ title: 'API Gateway turned the request away' });
  });
});

describe('figures for people', () => {
  it.each([
    [0, '< 0.01 ms'],
    [0.0471, '0.05 ms'],
    [0.999, '1.0 ms'],
    [4.24, '4.2 ms'],
    [9.97, '10 ms'],
    [64.98, '65 ms'],
    [631.2, '631 ms'],
    [999.6, '1.00 s'],
    [1254, '1.25 s'],
  ])('%d ms are %s', (durationInMs, expected) => {
    expect(formatDuration(durationInMs)).toBe(expected);
  });

  it.each([
    [404, '404 Not Found'],
    [299, '299'],
  ])('the status %d is %s', (status, expected) => {
    expect(describeStatus(status)).toBe(expected);
  });

  it('counts', () => {
    expect([formatCount(1, 'line'), formatCount(2, 'line')]).toEqual(['1 line', '2 lines']);
  });
});

describe('what the backend replied', () => {
  it.each([
    ['a status', { reply: { status: 404, body: '{}' } }, '404 Not Found'],
    ['a function’s result, which has none', { reply: { body: '{"statusCode": 200}' } }, undefined],
    ['nothing that could be used', {}, 'no usable answer'],
  ])('is %s', (_what, reply, words) => {
    const { backend } = aRecord({ checkpoints: { backend: { target: 'arn:aws:lambda:a:1:function:f', ...reply } } });
    expect(backend && describeReply(backend)).toBe(words);
  });
});
