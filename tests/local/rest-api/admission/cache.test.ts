import type { ClientResponse } from '../../../../local/api-gateway/client.ts';
import { createStageCache, type StageCache } from '../../../../local/rest-api/admission/cache.ts';
import type { MethodSettings } from '../../../../local/rest-api/definition.ts';
import { toRestApiDefinition } from '../../../../local/rest-api/read-methods.ts';
import { anExchange, aStage, type ExchangeParts, NOON } from '../an-exchange.ts';

const anAnswer = (body: string): ClientResponse => ({ status: 200, headers: [['ETag', '1']], body: Buffer.from(body) });

const METHODS = [
  {
    Path: '/books/{bookId}',
    HttpMethod: 'ANY',
    Integration: {
      CacheKeyParameters: [
        'method.request.path.bookId',
        'method.request.querystring.lang',
        'integration.request.header.user',
      ],
      RequestParameters: { 'integration.request.header.user': 'context.authorizer.sub' },
    },
  },
];

function aCache(settings: Record<string, MethodSettings> = { '*/*': { cachingEnabled: true } }, overrides = {}) {
  const clock = { ms: NOON };
  const stage = aStage(
    { cacheClusterEnabled: true, methodSettings: new Map(Object.entries(settings)), ...overrides },
    { methods: METHODS },
  );
  const cache = createStageCache(stage, () => clock.ms);
  const lookUp = (parts: ExchangeParts = {}) => cache.lookUp(anExchange({ path: { bookId: 'dune' }, ...parts, stage }));
  return { clock, cache, lookUp, fetch: (body: string, parts?: ExchangeParts) => fetch(lookUp(parts), body) };
}

/** What a client gets: the cached body, or the given one, which is then stored. */
function fetch(found: ReturnType<StageCache['lookUp']>, body: string): string {
  if (found === undefined) return `${body} (not cached)`;
  if ('hit' in found) return found.hit.body.toString();
  found.store(anAnswer(body));
  return body;
}

describe('the stage cache', () => {
  it('answers again what it has stored until its time is up', () => {
    const { fetch, clock } = aCache({ '*/*': { cachingEnabled: true, cacheTtlInSeconds: 60 } });
    expect(fetch('first')).toBe('first');
    clock.ms += 59_999;
    expect(fetch('second')).toBe('first');
    clock.ms += 1;
    expect(fetch('third')).toBe('third');
  });

  it.each([
    ['300 seconds by default', undefined, 300],
    ['an hour at most', 7200, 3600],
  ])('keeps entries for %s', (_case, ttl, seconds) => {
    const { fetch, clock } = aCache({ '*/*': { cachingEnabled: true, ...(ttl && { cacheTtlInSeconds: ttl }) } });
    fetch('first');
    clock.ms += seconds * 1000 - 1;
    expect(fetch('second')).toBe('first');
    clock.ms += 1;
    expect(fetch('third')).toBe('third');
  });

  it.each([
    ['no cluster', { '*/*': { cachingEnabled: true } }, { cacheClusterEnabled: false }],
    ['no setting', {}, {}],
    ['a time to live of 0', { '*/*': { cachingEnabled: true, cacheTtlInSeconds: 0 } }, {}],
    [
      'the method switched off',
      { '*/*': { cachingEnabled: true }, '/books/{bookId}/GET': { cachingEnabled: false } },
      {},
    ],
  ])('is off with %s', (_case, settings, overrides) => {
    expect(aCache(settings, overrides).lookUp()).toBeUndefined();
  });

  it('is for GET alone unless another method asks for it', () => {
    expect(aCache().lookUp({ httpMethod: 'POST' })).toBeUndefined();
    const settings = { '/books/{bookId}/POST': { cachingEnabled: true } };
    expect(aCache(settings).lookUp({ httpMethod: 'POST' })).toBeDefined();
  });

  it('tells requests apart by the chosen parameters', () => {
    const { fetch } = aCache();
    expect(fetch('dune')).toBe('dune');
    expect(fetch('emma', { path: { bookId: 'emma' } })).toBe('emma');
    expect(fetch('dune de', { querystring: { lang: ['de'] } })).toBe('dune de');
    expect(fetch('dune of ann', { context: { authorizer: { sub: 'ann' } } })).toBe('dune of ann');
    expect(fetch('x', { context: { authorizer: { sub: 'ann' } } })).toBe('dune of ann');
    expect(fetch('x', { querystring: { lang: ['de'] } })).toBe('dune de');
  });

  it('takes no notice of any other parameter', () => {
    const { fetch } = aCache();
    fetch('first', { querystring: { page: ['1'] }, header: { Accept: ['text/html'] } });
    expect(fetch('second', { querystring: { page: ['2'] } })).toBe('first');
  });

  it('cannot be tricked into another key by a value that looks like one', () => {
    const { fetch } = aCache();
    fetch('first', { path: { bookId: 'a"],["method.request.querystring.lang","de' } });
    expect(fetch('second', { path: { bookId: 'a' }, querystring: { lang: ['de'] } })).toBe('second');
  });

  it.each([
    [false, 'canary'],
    [true, 'stage'],
  ])('has entries of its own for a canary, unless useStageCache is %s', (useStageCache, answer) => {
    const api = toRestApiDefinition({ restApiId: 'shop123', methods: METHODS });
    const canary = { percentTraffic: 50, api, stageVariableOverrides: {}, useStageCache };
    const { fetch } = aCache(undefined, { canary });
    fetch('stage');
    expect(fetch('canary', { isCanary: true })).toBe(answer);
  });

  it('does not keep an answer above one MiB', () => {
    const { fetch } = aCache();
    const big = 'x'.repeat(1_048_577);
    expect(fetch(big)).toBe(big);
    expect(fetch('second')).toBe('second');
  });

  it('lets go of the entry that was used longest ago when it is full', () => {
    const { fetch } = aCache();
    const big = (n: number) => String(n).padStart(1_000_000, '-');
    for (let n = 0; n < 80; n += 1) {
      fetch(big(n), { path: { bookId: `book-${n}` } });
      expect(fetch(`kept since ${n}`, { path: { bookId: 'kept' } })).toBe('kept since 0');
    }
    expect(fetch('again', { path: { bookId: 'book-0' } })).toBe('again');
    expect(fetch('x', { path: { bookId: 'book-79' } })).toBe(big(79));
  });

  it('can be flushed', () => {
    const { fetch, cache } = aCache();
    fetch('first');
    cache.flush();
    expect(fetch('second')).toBe('second');
  });
});

describe('Cache-Control: max-age=0', () => {
  const asking = { header: { 'cache-control': ['no-transform, MAX-AGE=0'] } };
  const settingsWith = (more: MethodSettings) => ({ '*/*': { cachingEnabled: true, ...more } });

  it('replaces the entry where no authorization is required', () => {
    const { fetch } = aCache(settingsWith({ requireAuthorizationForCacheControl: false }));
    fetch('first');
    expect(fetch('second', asking)).toBe('second');
    expect(fetch('third')).toBe('second');
  });

  it('is ignored with a warning by default', () => {
    const { fetch, lookUp } = aCache();
    fetch('first');
    expect(lookUp(asking)).toMatchObject({
      hit: { status: 200 },
      warning: [['Warning', '199 Cache-control headers were ignored because the caller was unauthorized']],
    });
    expect(fetch('second', asking)).toBe('first');
  });

  it('is ignored without a word where the stage says so', () => {
    const { fetch, lookUp } = aCache(
      settingsWith({ unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITHOUT_RESPONSE_HEADER' }),
    );
    fetch('first');
    expect(lookUp(asking)).toMatchObject({ hit: { status: 200 }, warning: [] });
  });

  it('is a 403 where the stage says so', () => {
    const { lookUp } = aCache(settingsWith({ unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }));
    expect(() => lookUp(asking)).toThrow('User is not authorized to access this resource');
    expect(() => lookUp({ header: { 'Cache-Control': ['max-age=10'] } })).not.toThrow();
  });
});
