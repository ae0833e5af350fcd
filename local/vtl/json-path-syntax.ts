/** What a parsed JSONPath consists of. */
import type { JavaRegex } from './java-regex.ts';

export interface JsonPath {
  /** Whether it starts at the element under test (`@`) instead of at the document (`$`). */
  readonly relative: boolean;
  readonly tokens: readonly PathToken[];
}

export type PathToken =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'wildcard' }
  /** `..`: what follows applies to the value and to everything inside it. */
  | { readonly kind: 'scan' }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly Operand[] };

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'exists'; readonly path: JsonPath }
  | { readonly kind: 'relation'; readonly operator: string; readonly left: Operand; readonly right: Operand };

export type Operand =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'pattern'; readonly pattern: JavaRegex }
  | { readonly kind: 'path'; readonly path: JsonPath };

/** Whether the path leads to at most one value. */
export function isDefinite({ tokens }: JsonPath): boolean {
  return tokens.every((token, at) => {
    if (token.kind === 'names') return token.names.length === 1 || at === tokens.length - 1;
    return token.kind === 'function' || (token.kind === 'indexes' && token.indexes.length === 1);
  });
}
