/** Compiles references: reading them, and assigning to them. */
import type { Compilers, Evaluate } from './compile.ts';
import type { Frame } from './frame.ts';
import { assignMember, callMethod, getIndex, getProperty } from './members.ts';
import type { Reference, Step } from './syntax-tree.ts';

type Advance = (value: unknown, frame: Frame) => unknown;

/** Reads a reference. On API Gateway whatever is missing on the way, or null at its end, is the empty string. */
export function compileReference({ root, steps }: Reference, compilers: Compilers): Evaluate {
  const advances = steps.map((step) => compileStep(step, compilers));
  return (frame) => {
    let value = frame.get(root);
    for (const advance of advances) {
      if (value === undefined || value === null) return '';
      value = advance(value, frame);
    }
    return value ?? '';
  };
}

function compileStep(step: Step, { expression }: Compilers): Advance {
  if (step.kind === 'property') {
    const { name } = step;
    return (value) => getProperty(value, name);
  }
  if (step.kind === 'index') {
    const index = expression(step.index);
    return (value, frame) => getIndex(value, index(frame));
  }
  const { name } = step;
  const args = step.args.map(expression);
  const [only] = args;
  if (only && args.length === 1) return (value, frame) => callMethod(value, name, [only(frame)]);
  return (value, frame) =>
    callMethod(
      value,
      name,
      args.map((arg) => arg(frame)),
    );
}

/**
 * Assigns to a variable or a member. Members of what does not exist are ignored, as are method calls, and as are
 * `${name}` and `$!name`: Velocity 1.7 stores those under a name that no reference reads.
 */
export function compileAssignment(target: Reference, compilers: Compilers): (value: unknown, frame: Frame) => void {
  const { root, steps } = target;
  const last = steps.at(-1);
  if (last?.kind === 'method' || !(last || target.isPlain)) return () => {};
  if (!last) return (value, frame) => frame.set(root, value);
  const owner = compileReference({ ...target, steps: steps.slice(0, -1) }, compilers);
  const key: Evaluate = last.kind === 'property' ? () => last.name : compilers.expression(last.index);
  return (value, frame) => assignMember(owner(frame), key(frame), value);
}
