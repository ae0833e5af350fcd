/** The state of one rendering: what is printed so far, the variables, and where the loops stand. */
import { ContextMap } from './context-map.ts';
import { TemplateRenderError } from './errors.ts';
import type { ForeachScope } from './foreach-scope.ts';
import { Input } from './input.ts';
import { JavaDouble } from './java-double.ts';
import { isPlainObject, ownMember } from './java-object.ts';
import { checkDepth, checkLength, MAX_TOTAL_ROUNDS } from './limits.ts';
import type { TemplateScope } from './scope.ts';
import { util } from './util.ts';

export class Frame {
  /** The innermost loop. */
  loop: ForeachScope | undefined;
  #output = '';
  #rounds = 0;
  readonly #scope: TemplateScope;
  readonly #variables = new Map<string, unknown>();

  constructor(scope: TemplateScope) {
    this.#scope = scope;
  }

  get output(): string {
    return this.#output;
  }

  print(text: string): void {
    this.#output += text;
    checkLength(this.#output.length);
  }

  /** Renders apart from the output, and gives what was printed. */
  capture(render: (frame: Frame) => void): string {
    const outer = this.#output;
    this.#output = '';
    try {
      render(this);
      return this.#output;
    } finally {
      this.#output = outer;
    }
  }

  get(name: string): unknown {
    const value = this.#variables.get(name);
    return value === undefined ? this.#predefined(name) : value;
  }

  set(name: string, value: unknown): void {
    this.#variables.set(name, value);
  }

  /** The variable without the names that are always there; undefined when it was never set. */
  getOwn(name: string): unknown {
    return this.#variables.get(name);
  }

  restore(name: string, value: unknown): void {
    if (value === undefined) this.#variables.delete(name);
    else this.#variables.set(name, value);
  }

  countRound(): void {
    if (++this.#rounds > MAX_TOTAL_ROUNDS) throw new TemplateRenderError('The loops of the template run too long');
  }

  #predefined(name: string): unknown {
    switch (name) {
      case 'foreach':
        return this.loop;
      case 'velocityCount':
        return this.loop?.count;
      case 'velocityHasNext':
        return this.loop?.hasNext;
      default:
        return this.#remember(name, this.#initial(name));
    }
  }

  #initial(name: string): unknown {
    const { variables, context, stageVariables } = this.#scope;
    switch (name) {
      case 'input':
        return new Input(this.#scope);
      case 'util':
        return util;
      case 'context':
        return new ContextMap(context);
      case 'stageVariables':
        return new Map(Object.entries(stageVariables));
      default:
        return variables && toJavaValue(ownMember(variables, name), 0);
    }
  }

  #remember(name: string, value: unknown): unknown {
    if (value !== undefined) this.#variables.set(name, value);
    return value;
  }
}

/** Copies plain data into what a template would get from parsing it as JSON. */
function toJavaValue(value: unknown, depth: number): unknown {
  checkDepth(depth);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : new JavaDouble(value);
  if (Array.isArray(value)) return value.map((item) => toJavaValue(item, depth + 1));
  if (!isPlainObject(value)) return value;
  return new Map(Object.entries(value).map(([name, member]) => [name, toJavaValue(member, depth + 1)]));
}
