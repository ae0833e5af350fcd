/** What a parsed template consists of. Parsers make these nodes, compilers turn them into closures. */
import type { JavaDouble } from './java-double.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type ComparisonOperator = '<' | '<=' | '>' | '>=';

export interface Reference {
  readonly kind: 'reference';
  readonly root: string;
  readonly steps: readonly Step[];
  /** Written without `!` and braces. */
  readonly isPlain: boolean;
  /** The reference as written, for escaped references. */
  readonly source: string;
}

export type Step =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'method'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'index'; readonly index: Expression };

export type Expression =
  | Reference
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'interpolation'; readonly body: readonly Node[] }
  | { readonly kind: 'number'; readonly value: number | bigint | JavaDouble }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** A bare word among a method's arguments, such as `null` in `$map.put("k", null)`. */
  | { readonly kind: 'null' }
  | { readonly kind: 'range'; readonly from: Expression; readonly to: Expression }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'negation'; readonly operand: Expression }
  | { readonly kind: 'and' | 'or' | 'equal' | 'unequal'; readonly left: Expression; readonly right: Expression }
  | Comparison
  | Arithmetic;

export interface Comparison {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Branch {
  readonly condition: Expression;
  readonly body: readonly Node[];
}

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly reference: Reference }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly Node[] }
  | {
      readonly kind: 'foreach';
      readonly variable: string;
      readonly items: Expression;
      readonly body: readonly Node[];
    }
  | { readonly kind: 'set'; readonly target: Reference; readonly value: Expression }
  | { readonly kind: 'define'; readonly reference: Reference; readonly body: readonly Node[] }
  | { readonly kind: 'stop' }
  | { readonly kind: 'break' };
