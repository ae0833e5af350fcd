/** Compiles #foreach. */
import type { Compilers, Render } from './compile.ts';
import { TemplateRenderError } from './errors.ts';
import { ForeachScope } from './foreach-scope.ts';
import type { Frame } from './frame.ts';
import { MAX_LOOP_ROUNDS } from './limits.ts';
import { elementsOf } from './members.ts';
import { BreakSignal } from './signals.ts';
import type { Node } from './syntax-tree.ts';

/** Loops over a list or the values of a map, a thousand rounds at most; anything else is passed over. */
export function compileForeach(
  { variable, items, body }: Extract<Node, { kind: 'foreach' }>,
  compilers: Compilers,
): Render {
  const evaluate = compilers.expression(items);
  const render = compilers.block(body);
  return (frame) => {
    const elements = elementsOf(evaluate(frame));
    if (!elements) return;
    const outer = frame.loop;
    const shadowed = frame.getOwn(variable);
    frame.loop = new ForeachScope(elements.length, outer);
    try {
      runRounds(elements, variable, render, frame, frame.loop);
    } catch (signal) {
      if (!(signal instanceof BreakSignal)) throw signal;
    } finally {
      frame.loop = outer;
      frame.restore(variable, shadowed);
    }
  };
}

function runRounds(
  elements: readonly unknown[],
  variable: string,
  render: Render,
  frame: Frame,
  loop: ForeachScope,
): void {
  const size = elements.length;
  for (let index = 0; index < Math.min(size, MAX_LOOP_ROUNDS); index++) {
    if (elements.length !== size) throw new TemplateRenderError('A list changed while a #foreach was going through it');
    frame.countRound();
    loop.index = index;
    frame.set(variable, elements[index] ?? null);
    render(frame);
  }
}
