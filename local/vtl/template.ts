/** API Gateway's mapping templates: compile once, render for every request. */

import type { Compilers } from './compile.ts';
import { compileBlock } from './compile-block.ts';
import { compileCondition, compileExpression } from './compile-expression.ts';
import { TemplateRenderError } from './errors.ts';
import { Frame } from './frame.ts';
import { parseTemplate } from './parse-template.ts';
import type { TemplateScope } from './scope.ts';
import { BreakSignal, StopSignal } from './signals.ts';

export interface CompiledTemplate {
  /** Throws TemplateRenderError where API Gateway would answer 500. */
  render(scope: TemplateScope): string;
}

/** Throws TemplateSyntaxError, which names line and column, where API Gateway refuses the template. */
export function compileTemplate(source: string): CompiledTemplate {
  const compilers: Compilers = {
    block: (nodes) => compileBlock(nodes, compilers),
    expression: (expression) => compileExpression(expression, compilers),
    condition: (expression) => compileCondition(expression, compilers),
  };
  const print = compilers.block(parseTemplate(source));
  return {
    render(scope) {
      const frame = new Frame(scope);
      try {
        print(frame);
      } catch (error) {
        rethrowFailure(error);
      }
      return frame.output;
    },
  };
}

/** Lets #stop and a #break outside of loops pass; running out of stack or text is a failure of the template. */
function rethrowFailure(error: unknown): void {
  if (error instanceof StopSignal || error instanceof BreakSignal) return;
  if (error instanceof RangeError) {
    throw new TemplateRenderError('The template needs more memory than it may use', { cause: error });
  }
  throw error;
}
