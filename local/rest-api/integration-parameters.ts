/** Parameters on their way to a backend: mapped from the request, then overridden by the template. */

import { HeaderList } from '../api-gateway/header-list.ts';
import { emptyMap } from '../api-gateway/request-parameters.ts';
import type { IntegrationDefinition } from './definition.ts';
import type { Exchange } from './exchange.ts';
import { invalidJsonBody } from './failures.ts';
import { refusedMappings } from './headers.ts';
import { readOverrides } from './overrides.ts';
import { compileRequestSource, type MappedValue, type RequestSource } from './parameter-mapping.ts';
import type { Payload } from './payload.ts';

/** The parts that mappings and overrides write to. */
export interface Parameters {
  readonly header: HeaderList;
  readonly path: Record<string, string>;
  readonly querystring: Map<string, readonly string[]>;
}

/** The first header that the integration may not map, if it does. */
export function findRefusedMapping(integration: IntegrationDefinition): string | undefined {
  const refused = refusedMappings(integration.type);
  return Object.keys(integration.requestParameters)
    .map((target) => /^integration\.request\.header\.(.+)$/.exec(target)?.[1])
    .find((name) => name !== undefined && refused.has(name.toLowerCase()));
}

export interface Mapping {
  readonly location: string;
  readonly name: string;
  readonly source: RequestSource;
}

export function compileMappings(requestParameters: Readonly<Record<string, string>>): readonly Mapping[] {
  return Object.entries(requestParameters).flatMap(([target, expression]) => {
    const [, location, name] = /^integration\.request\.(header|path|querystring)\.(.+)$/.exec(target) ?? [];
    if (location === undefined || name === undefined) return [];
    return [{ location, name, source: compileRequestSource(expression) }];
  });
}

export function mapParameters(mappings: readonly Mapping[], exchange: Exchange, body: Payload): Parameters {
  const parameters: Parameters = { header: new HeaderList(), path: emptyMap(), querystring: new Map() };
  for (const { location, name, source } of mappings) {
    const value = readSource(source, exchange, body);
    if (value !== undefined && value.length > 0) setParameter(parameters, location, name, value);
  }
  return parameters;
}

function readSource(source: RequestSource, exchange: Exchange, body: Payload): MappedValue | undefined {
  try {
    return source(exchange, body);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidJsonBody();
    throw error;
  }
}

function setParameter(parameters: Parameters, location: string, name: string, value: MappedValue): void {
  const values = typeof value === 'string' ? [value] : value;
  if (location === 'querystring') parameters.querystring.set(name, values);
  else if (location === 'path') parameters.path[name] = values.join(',');
  else parameters.header.set(name, values.join(','));
}

export function applyOverrides(parameters: Parameters, exchange: Exchange): void {
  for (const location of ['header', 'path', 'querystring'] as const) {
    for (const [name, values] of readOverrides(exchange, 'requestOverride', location)) {
      setParameter(parameters, location, name, values);
    }
  }
}
