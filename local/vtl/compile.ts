/** What compiled nodes look like, and how the compilers reach each other. */
import type { Frame } from './frame.ts';
import type { Expression, Node } from './syntax-tree.ts';

/** Prints something into the frame. */
export type Render = (frame: Frame) => void;
/** Computes a value; null is Velocity's null, which only failed arithmetic and bare words give. */
export type Evaluate = (frame: Frame) => unknown;
export type Test = (frame: Frame) => boolean;

export interface Compilers {
  readonly block: (nodes: readonly Node[]) => Render;
  readonly expression: (expression: Expression) => Evaluate;
  readonly condition: (expression: Expression) => Test;
}
