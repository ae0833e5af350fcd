/** The stage's cache. Source: "Cache settings for REST APIs in API Gateway". */

import type { ClientResponse, HeaderLines } from '../../api-gateway/client.ts';
import { isFresh, type Kept } from '../../api-gateway/kept.ts';
import { createLru } from '../../api-gateway/lru.ts';
import type { Step } from '../../api-gateway/record.ts';
import type { MethodSettings, StageDefinition } from '../definition.ts';
import type { Exchange } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';
import { ownSettings, stageSettings } from './method-settings.ts';
import { readRequestSource } from './request-source.ts';

const DEFAULT_TTL_SECONDS = 300;
const MAX_TTL_SECONDS = 3600;
const MAX_ENTRY_BYTES = 1_048_576;
const MAX_TOTAL_BYTES = 64 * MAX_ENTRY_BYTES;
const WARNING = ['Warning', '199 Cache-control headers were ignored because the caller was unauthorized'] as const;

/** `warning` holds the header lines to add to the answer, fresh or cached. */
export type CacheLookUp = { readonly step: Step; readonly warning: HeaderLines } & (
  | { readonly hit: ClientResponse }
  | { readonly store: (response: ClientResponse) => void }
);

export interface StageCache {
  /** Undefined where the method is not cached. Throws ACCESS_DENIED for a refused `Cache-Control: max-age=0`. */
  readonly lookUp: (exchange: Exchange) => CacheLookUp | undefined;
  readonly flush: () => void;
}

interface Entry extends Kept {
  readonly response: ClientResponse;
}

/** `now` tells milliseconds. */
export function createStageCache(stage: StageDefinition, now: () => number): StageCache {
  const entries = createLru<Entry>(MAX_TOTAL_BYTES);
  return {
    lookUp: (exchange) => {
      const settings = findCacheSettings(stage, exchange);
      if (settings === undefined) return undefined;
      const key = toCacheKey(exchange);
      const { refresh, warning } = readCacheControl(exchange, settings);
      const found = refresh ? undefined : entries.get(key);
      if (found !== undefined && isFresh(found, now())) return { hit: found.response, step: step('hit', key), warning };
      const store = (response: ClientResponse): void => {
        const entry = { response, storedAtMs: now(), ttlMs: ttlOf(settings) * 1000 };
        const size = sizeOf(response);
        if (size <= MAX_ENTRY_BYTES) entries.set(key, entry, size + key.length);
        else entries.delete(key);
      };
      return { store, step: step(refresh ? 'refresh' : 'miss', key), warning };
    },
    flush: entries.clear,
  };
}

const step = (verdict: string, key: string): Step => ({ name: 'cache', verdict, detail: { key } });

/** The stage's own setting caches GET alone; other methods are cached only where they ask for it themselves. */
function findCacheSettings(stage: StageDefinition, { method, httpMethod }: Exchange): MethodSettings | undefined {
  if (!stage.cacheClusterEnabled) return undefined;
  const forAll = stageSettings(stage);
  const own = ownSettings(stage, method.resourcePath, httpMethod);
  const enabled = own?.cachingEnabled ?? (httpMethod === 'GET' && forAll.cachingEnabled === true);
  const settings = { ...forAll, ...own };
  return enabled && ttlOf(settings) > 0 ? settings : undefined;
}

const ttlOf = ({ cacheTtlInSeconds }: MethodSettings): number =>
  Math.min(cacheTtlInSeconds ?? DEFAULT_TTL_SECONDS, MAX_TTL_SECONDS);

/** Made of the chosen parameters alone: whatever else differs between two requests, they share an entry. */
function toCacheKey(exchange: Exchange): string {
  const { stage, isCanary, method, httpMethod } = exchange;
  const { cacheKeyParameters, cacheNamespace, requestParameters } = method.integration;
  const usesCanaryCache = isCanary && stage.canary?.useStageCache !== true;
  const values = [...cacheKeyParameters]
    .sort()
    .map((name) => [name, ...readRequestSource(exchange, requestParameters[name] ?? name)]);
  // Resources with one namespace share their entries; by default the namespace is the resource's id.
  return JSON.stringify([stage.stageName, usesCanaryCache ? 'canary' : 'stage', cacheNamespace, httpMethod, values]);
}

/** Nobody here can sign with `execute-api:InvalidateCache`: where authorization is required, no caller has it. */
function readCacheControl(exchange: Exchange, settings: MethodSettings): { refresh: boolean; warning: HeaderLines } {
  if (!asksForFreshAnswer(exchange)) return { refresh: false, warning: [] };
  if (settings.requireAuthorizationForCacheControl === false) return { refresh: true, warning: [] };
  const strategy = settings.unauthorizedCacheControlHeaderStrategy ?? 'SUCCEED_WITH_RESPONSE_HEADER';
  if (strategy === 'FAIL_WITH_403') throw refusedInvalidation();
  return { refresh: false, warning: strategy === 'SUCCEED_WITH_RESPONSE_HEADER' ? [WARNING] : [] };
}

function asksForFreshAnswer(exchange: Exchange): boolean {
  return readRequestSource(exchange, 'method.request.header.Cache-Control')
    .flatMap((value) => value.split(','))
    .some((directive) => directive.trim().toLowerCase() === 'max-age=0');
}

const refusedInvalidation = (): GatewayError =>
  new GatewayError('ACCESS_DENIED', {
    status: 403,
    errorType: 'AccessDeniedException',
    message: 'User is not authorized to access this resource',
    reason: 'The caller may not invalidate the cache',
  });

function sizeOf({ body, headers }: ClientResponse): number {
  return body.length + headers.reduce((total, [name, value]) => total + name.length + value.length, 0);
}
