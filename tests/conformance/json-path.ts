/** The few paths that vectors use to point into JSON: `$.a.b[0].c`, with or without `$.`. */

import { isMembers } from './vectors.ts';

const steps = (path: string): string[] => path.replace(/^\$\.?/, '').match(/[^.[\]]+/g) ?? [];

/** Undefined when there is nothing at that place. */
export function findAt(value: unknown, path: string): unknown {
  let found = value;
  for (const step of steps(path)) {
    if (Array.isArray(found)) found = found[Number(step)];
    else found = isMembers(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

/** A copy whose text at that place is replaced by the JSON it holds. */
export function parseAt(value: unknown, path: string): unknown {
  return replaceAt(value, steps(path));
}

function replaceAt(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return typeof value === 'string' ? parseJson(value) : value;
  if (Array.isArray(value))
    return value.map((member, index) => (String(index) === step ? replaceAt(member, rest) : member));
  if (!isMembers(value) || !Object.hasOwn(value, step)) return value;
  return { ...value, [step]: replaceAt(value[step], rest) };
}

/** The text itself where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
