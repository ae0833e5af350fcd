/** Which headers API Gateway hides, refuses, renames or drops. Source: "Amazon API Gateway important notes". */

const REFUSED_EVERYWHERE = ['content-length', 'transfer-encoding', 'x-amzn-trace-id', 'x-amzn-apigateway-api-id'];
const REFUSED_TOWARDS_AWS = ['authorization', 'connection', 'expect', 'proxy-authenticate', 'te'];

const REFUSED_FOR_HTTP: ReadonlySet<string> = new Set(REFUSED_EVERYWHERE);
const REFUSED_FOR_AWS: ReadonlySet<string> = new Set([...REFUSED_EVERYWHERE, ...REFUSED_TOWARDS_AWS]);

/** Headers that make every call a 500 when an integration of this type maps them. */
export const refusedMappings = (integrationType: string): ReadonlySet<string> =>
  integrationType.startsWith('AWS') ? REFUSED_FOR_AWS : REFUSED_FOR_HTTP;

/** Silently left out of what an HTTP backend is sent. */
export const DROPPED_TOWARDS_HTTP: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
  'upgrade',
  'via',
]);

const REMAPPED_ALWAYS = ['connection', 'content-length', 'date', 'server', 'x-amzn-requestid'];
const REMAPPED_WITHOUT_PROXY = [
  'authorization',
  'content-md5',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
];

const REMAPPED_FOR_PROXY: ReadonlySet<string> = new Set(REMAPPED_ALWAYS);
const REMAPPED_FOR_CUSTOM: ReadonlySet<string> = new Set([...REMAPPED_ALWAYS, ...REMAPPED_WITHOUT_PROXY]);

/** Response headers that reach the client as `x-amzn-Remapped-…`. */
export const remappedHeaders = (isProxy: boolean): ReadonlySet<string> =>
  isProxy ? REMAPPED_FOR_PROXY : REMAPPED_FOR_CUSTOM;

/** Response headers that never reach the client. */
export const DROPPED_FROM_RESPONSE: ReadonlySet<string> = new Set(['keep-alive', 'transfer-encoding', 'via']);
