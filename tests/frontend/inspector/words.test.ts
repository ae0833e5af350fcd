import { readFileSync } from 'node:fs';
import { toRefusalWords } from '../../../frontend/inspector/refusal-words.ts';
import { describeStatus } from '../../../frontend/inspector/status-words.ts';
import { formatCount, formatDuration } from '../../../frontend/inspector/time.ts';

/** All types that the local API Gateway can answer with, from its own list. */
function listRefusalTypes(): string[] {
  const source = readFileSync('local/rest-api/gateway-error.ts', 'utf8');
  const list = /type GatewayResponseType =([^;]+);/.exec(source)?.[1] ?? '';
  return [...list.matchAll(/'([A-Z_]+)'/g)].map(([, type = '']) => type);
}

describe('why a request was turned away', () => {
  const withoutWords = ['RESOURCE_NOT_FOUND', 'WAF_FILTERED'];

  it('is said of every refusal that happens here', () => {
    const types = listRefusalTypes();
    expect(types.length).toBeGreaterThan(15);
    const unknown = types.filter((type) => toRefusalWords(type).meaning.includes(type));
    expect(unknown).toEqual(withoutWords);
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
