/** How much work and memory one rendering may take, so that no template or payload can stall the process. */
import { TemplateRenderError } from './errors.ts';

/** "Amazon API Gateway quotas and important notes": iterations of one #foreach loop. */
export const MAX_LOOP_ROUNDS = 1000;
/** API Gateway's payload limit; also bounds every text that a template builds on the way. */
export const MAX_TEXT_LENGTH = 10 * 1024 * 1024;
/** Nested loops together; far above what fits into API Gateway's 29 seconds. */
export const MAX_TOTAL_ROUNDS = 1_000_000;
export const MAX_LIST_SIZE = 1_000_000;
/** Steps of one comparison, one printing or one JSONPath; lists that hold each other several times grow without bound otherwise. */
export const MAX_STEPS = 2_000_000;
/** json-smart, the parser behind `$input.path`, gives up on documents nested deeper than this. */
export const MAX_DATA_DEPTH = 400;
/** Nesting of directives, parentheses and literals in a template's text. */
export const MAX_SYNTAX_DEPTH = 200;

export function checkLength(length: number): void {
  if (length > MAX_TEXT_LENGTH) throw new TemplateRenderError('The template produced more than 10 MB of text');
}

export function checkListSize(size: number): void {
  if (size > MAX_LIST_SIZE) throw new TemplateRenderError(`A list grew beyond ${MAX_LIST_SIZE} elements`);
}

export function checkSteps(steps: number): void {
  if (steps > MAX_STEPS) throw new TemplateRenderError('The data is too large for this operation');
}

export function checkDepth(depth: number): void {
  if (depth > MAX_DATA_DEPTH) throw new TemplateRenderError(`The data is nested deeper than ${MAX_DATA_DEPTH} levels`);
}
