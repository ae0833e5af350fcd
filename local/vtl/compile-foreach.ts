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
    const value = evaluate(frame);
    const elements = elementsOf(value);
    if (!elements) return;
    const size = value instanceof Map ? () => value.size : () => elements.length;
    const outer = frame.loop;
    const shadowed = frame.getOwn(variable);
    frame.loop = new ForeachScope(elements.length, outer);
    try {
      runRounds(frame, frame.loop, size, (index) => {
        frame.set(variable, elements[index] ?? null);
        render(frame);
      });
    } catch (signal) {
      if (!(signal instanceof BreakSignal)) throw signal;
    } finally {
      frame.loop = outer;
      frame.restore(variable, shadowed);
    }
  };
}

function runRounds(frame: Frame, loop: ForeachScope, size: () => number, round: (index: number) => void): void {
  const rounds = size();
  for (let index = 0; index < Math.min(rounds, MAX_LOOP_ROUNDS); index++) {
    if (size() !== rounds) throw new TemplateRenderError('A list or map changed while a #foreach went through it');
    frame.countRound();
    loop.index = index;
    round(index);
  }
}
