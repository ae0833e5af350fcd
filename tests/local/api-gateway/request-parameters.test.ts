import { readHeaders, readQuery, toSingleValues } from '../../../local/api-gateway/request-parameters.ts';
import { aRequest } from '../rest-api/a-rest-api.ts';

describe('readQuery', () => {
  it.each([
    ['', {}],
    ['q=dune', { q: ['dune'] }],
    ['q=a&q=b&limit=2', { q: ['a', 'b'], limit: ['2'] }],
    ['q=a;q=b', { q: ['a', 'b'] }],
    ['q', { q: [''] }],
    ['q=', { q: [''] }],
    ['&&q=1&', { q: ['1'] }],
    ['q=a=b', { q: ['a=b'] }],
    ['q=test%2Balias&plus=a+b&%71=x', { q: ['test+alias', 'x'], plus: ['a b'] }],
    ['t=2023-06-12T18:05+00:00', { t: ['2023-06-12T18:05 00:00'] }],
    ['q=%E2%82%AC', { q: ['€'] }],
  ])('reads %j', (query, expected) => {
    expect({ ...readQuery(query) }).toEqual(expected);
  });

  it.each(['%', '%zz', '%c3%28', 'a%2'])('takes the malformed escape %j as it stands', (value) => {
    expect(readQuery(`q=${value}`).q).toEqual([value]);
  });

  it('keeps names of the prototype apart from it', () => {
    const values = readQuery('__proto__=a&constructor=b&toString=c');
    expect(Object.keys(values)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(['__proto__', 'constructor', 'toString'].filter((name) => name in readQuery('a=b'))).toEqual([]);
    expect(JSON.stringify(toSingleValues(values))).toBe('{"__proto__":"a","constructor":"b","toString":"c"}');
  });
});

describe('readHeaders', () => {
  const TRACE = 'Root=1-65e5b9c0-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0';
  const read = (...headers: [string, string][]) => ({ ...readHeaders(aRequest({ headers }), TRACE) });

  it('keeps casing, but for Authorization, User-Agent and Host', () => {
    expect(
      read(['tEsT', 'a'], ['authorization', 'b'], ['user-Agent', 'c'], ['host', 'shop.example:8081'], ['tEsT', 'd']),
    ).toEqual({
      tEsT: ['a', 'd'],
      Authorization: ['b'],
      'User-Agent': ['c'],
      Host: ['shop.example:8081'],
      'X-Amzn-Trace-Id': [TRACE],
      'X-Forwarded-For': ['127.0.0.1'],
      'X-Forwarded-Port': ['8081'],
      'X-Forwarded-Proto': ['http'],
    });
  });

  it.each([
    'Connection',
    'content-length',
    'Content-MD5',
    'Expect',
    'Max-Forwards',
    'Proxy-Authenticate',
    'Server',
    'TE',
    'Transfer-Encoding',
    'Trailer',
    'Upgrade',
    'WWW-Authenticate',
  ])('hides %s', (name) => {
    expect(read([name, 'x'])).not.toHaveProperty(name);
  });

  it('adds to X-Forwarded-For and replaces the others of its own', () => {
    const headers = read(['x-forwarded-for', '10.0.0.1'], ['X-Forwarded-Proto', 'gopher'], ['x-amzn-trace-id', 'mine']);
    expect(headers['X-Forwarded-For']).toEqual(['10.0.0.1, 127.0.0.1']);
    expect(headers['X-Forwarded-Proto']).toEqual(['http']);
    expect(headers).not.toHaveProperty('x-amzn-trace-id');
  });
});
