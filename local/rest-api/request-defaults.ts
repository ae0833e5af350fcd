/** The headers and parameters that API Gateway itself adds to a backend request. */

import { findHeader } from '../api-gateway/header-lines.ts';
import type { HeaderList } from '../api-gateway/header-list.ts';
import type { IntegrationDefinition, RestApiDefinition } from './definition.ts';
import type { Exchange } from './exchange.ts';
import { DROPPED_TOWARDS_HTTP } from './headers.ts';
import type { Parameters } from './integration-parameters.ts';

/** Not passed on by HTTP_PROXY, unless a mapping adds them. */
const NOT_PROXIED = new Set(['host', 'content-encoding']);
const SIGNATURE = /^AWS4-/;

/** HTTP_PROXY: the client's own headers and query, with what is mapped replacing headers and adding to the query. */
export function addHttpProxyParameters({ header, querystring }: Parameters, { parameters }: Exchange): void {
  const mapped = header.toLines();
  for (const [name, values] of Object.entries(parameters.header)) {
    if (NOT_PROXIED.has(name.toLowerCase()) || (name === 'Authorization' && SIGNATURE.test(values[0] ?? ''))) continue;
    for (const value of values) header.append(name, value);
  }
  for (const [name, value] of mapped) header.set(name, value);
  for (const [name, values] of Object.entries(parameters.querystring)) {
    querystring.set(name, [...values, ...(querystring.get(name) ?? [])]);
  }
}

export function setDefaultHeaders(
  header: HeaderList,
  integration: IntegrationDefinition,
  exchange: Exchange,
  api: RestApiDefinition,
): void {
  header.deleteAll(DROPPED_TOWARDS_HTTP);
  header.setDefault('Accept', 'application/json');
  header.setDefault('User-Agent', `AmazonAPIGateway_${api.restApiId}`);
  copyFromClient(header, exchange, 'X-Amzn-Trace-Id');
  if (!integration.type.startsWith('HTTP')) return;
  header.set('x-amzn-apigateway-api-id', api.restApiId);
  if (integration.type === 'HTTP') setCustomHeaders(header, exchange);
}

function setCustomHeaders(header: HeaderList, exchange: Exchange): void {
  header.setDefault('Content-Type', findHeader(exchange.request.headers, 'content-type') ?? 'application/json');
  for (const name of ['X-Forwarded-For', 'X-Forwarded-Port', 'X-Forwarded-Proto']) {
    copyFromClient(header, exchange, name);
  }
}

function copyFromClient(header: HeaderList, { parameters }: Exchange, name: string): void {
  const value = parameters.header[name]?.[0];
  if (value !== undefined) header.setDefault(name, value);
}
