/** Fetches a user pool's public keys: over https from anywhere, over plain http from this machine only. */
import { NonRetryableFetchError } from 'aws-jwt-verify/error';
import { type Fetcher, SimpleFetcher } from 'aws-jwt-verify/https';

const TIMEOUT_MS = 1500;

/** aws-jwt-verify's own fetcher refuses http. The address alone decides, and the template sets the address. */
export function createJwksFetcher(): Fetcher {
  const overHttps = new SimpleFetcher();
  return { fetch: (uri) => (isHttpOnLoopback(uri) ? fetchOnLoopback(uri) : overHttps.fetch(uri)) };
}

/** What never leaves the machine can't be read or changed on its way. */
export function isHttpOnLoopback(uri: string): boolean {
  const { protocol, hostname } = new URL(uri);
  return protocol === 'http:' && /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
}

async function fetchOnLoopback(uri: string): Promise<ArrayBuffer> {
  const response = await fetch(uri, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new NonRetryableFetchError(uri, `The status is ${response.status}.`);
  return await response.arrayBuffer();
}
