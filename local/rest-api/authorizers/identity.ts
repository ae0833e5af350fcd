/** Finds the values by which an authorizer tells callers apart. Source: "Use API Gateway Lambda authorizers". */

import { readRequestSource } from '../admission/request-source.ts';
import type { AuthorizerDefinition } from '../definition.ts';
import type { Exchange } from '../exchange.ts';
import { compilePattern } from '../select-response.ts';

const DEFAULT_TOKEN_SOURCE = 'method.request.header.Authorization';

export const identitySourcesOf = ({ identitySource }: AuthorizerDefinition): readonly string[] =>
  (identitySource ?? '')
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');

/** The token that a TOKEN or COGNITO_USER_POOLS authorizer looks at; undefined when it is missing or blank. */
export function findToken(exchange: Exchange, authorizer: AuthorizerDefinition): string | undefined {
  const [source = DEFAULT_TOKEN_SOURCE] = identitySourcesOf(authorizer);
  return readRequestSource(exchange, source).at(-1)?.trim() || undefined;
}

/** The values of all identity sources; undefined when one of them is missing or empty. */
export function findIdentities(exchange: Exchange, sources: readonly string[]): (readonly string[])[] | undefined {
  const identities = sources.map((source) => readRequestSource(exchange, source));
  return identities.every((values) => values.some((value) => value.trim() !== '')) ? identities : undefined;
}

/** Takes a Java regular expression that has to match the whole text. Throws an Error for one that can't be read. */
export function compileValidationExpression(expression: string | undefined): (text: string) => boolean {
  if (expression === undefined || expression === '') return () => true;
  const matches = compilePattern(expression);
  if (matches === undefined) throw new Error(`The identity validation expression ${expression} can't be read`);
  return matches;
}
