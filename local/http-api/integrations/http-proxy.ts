/** HTTP_PROXY: the request goes to any HTTP address, and its answer is passed on. */

import type { HeaderLines } from '../../api-gateway/client.ts';
import type { HttpClient } from '../../api-gateway/http-client.ts';
import { compileUri } from '../../api-gateway/uri-template.ts';
import type { IntegrationDefinition } from '../definition.ts';
import type { HttpExchange, Values } from '../exchange.ts';
import type { MappedRequest } from '../parameter-mapping.ts';
import type { Integration } from './integration.ts';

const NOT_FORWARDED: ReadonlySet<string> = new Set([
  'content-length',
  'host',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);
const NOT_RETURNED: ReadonlySet<string> = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);
const WITHOUT_BODY = new Set(['GET', 'HEAD']);

export function createHttpProxy(integration: IntegrationDefinition, client: HttpClient): Integration {
  const toUri = compileUri(integration.uri);
  return (exchange, mapped) => {
    const method = integration.method === 'ANY' ? exchange.request.method : integration.method;
    const url = toUrl(toUri(exchange.rawPathParameters, exchange.stage.variables), mapped);
    const headers = toHeaders(exchange, mapped.headers);
    const { body } = exchange.request;
    return {
      target: `${method} ${url}`,
      body,
      headers,
      send: async () => {
        const sent = WITHOUT_BODY.has(method) || body.length === 0 ? undefined : body;
        const { timeoutInMillis } = integration;
        const reply = await client.send({ method, url, headers, body: sent, timeoutInMillis });
        const kept = reply.headers.filter(([name]) => !NOT_RETURNED.has(name.toLowerCase()));
        return { raw: reply, toAnswer: () => ({ ...reply, headers: kept }) };
      },
    };
  };
}

function toUrl(uri: string, { overwrittenPath, rawQuery }: MappedRequest): string {
  const [, origin = '', path = '', ownQuery = ''] = /^([^:]+:\/\/[^/?#]+)([^?#]*)(?:\?([^#]*))?/.exec(uri) ?? [];
  if (origin === '') return uri;
  const query = [ownQuery, rawQuery].filter((part) => part !== '').join('&');
  const target = overwrittenPath === undefined ? path : encodePath(overwrittenPath);
  return `${origin}${target}${query === '' ? '' : `?${query}`}`;
}

const encodePath = (path: string): string =>
  `${path.startsWith('/') ? '' : '/'}${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`;

/** HTTP APIs name the client in `Forwarded`, not in X-Forwarded-…. */
function toHeaders({ request, spelling }: HttpExchange, headers: Values): HeaderLines {
  const lines = Object.entries(headers)
    .filter(([name]) => !NOT_FORWARDED.has(name))
    .flatMap(([name, values]) => values.map((value) => [spelling[name] ?? name, toBytes(value)] as const));
  const host = headers.host?.[0] ?? '';
  const forwarded = `by=127.0.0.1;for=${request.sourceIp};host=${host};proto=http`;
  return [...lines, ['forwarded', forwarded], ['via', 'HTTP/1.1 AmazonAPIGateway']];
}

const toBytes = (value: string): string => Buffer.from(value, 'utf8').toString('latin1');
