/** Fetches JSON Web Key Sets: over https from anywhere, over plain http from this machine only. */

import { FetchError, NonRetryableFetchError } from 'aws-jwt-verify/error';
import { type Fetcher, SimpleFetcher } from 'aws-jwt-verify/https';

/** The limits that API Gateway sets itself. Source: "Control access to HTTP APIs with JWT authorizers". */
const TIMEOUT_MS = 1500;
const MAX_BYTES = 150_000;

/** For the JWKS caches of aws-jwt-verify, whose own fetcher refuses http. */
export function createJwksFetcher(): Fetcher {
  const httpsFetcher = new SimpleFetcher();
  return { fetch: (uri) => (isHttpOnLoopback(uri) ? fetchOnLoopback(uri) : httpsFetcher.fetch(uri)) };
}

/** The address decides: nothing on the way to this machine itself could change the keys. */
export function isHttpOnLoopback(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return (
    protocol === 'http:' && (hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname))
  );
}

async function fetchOnLoopback(uri: string): Promise<ArrayBuffer> {
  const response = await get(uri);
  if (response.status !== 200) throw new NonRetryableFetchError(uri, `Status code is ${response.status}, expected 200`);
  const body = await response.arrayBuffer();
  if (body.byteLength > MAX_BYTES)
    throw new NonRetryableFetchError(uri, `The key set has more than ${MAX_BYTES} bytes`);
  return body;
}

async function get(uri: string): Promise<Response> {
  try {
    return await fetch(uri, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw new FetchError(uri, error instanceof Error ? error.message : String(error));
  }
}
