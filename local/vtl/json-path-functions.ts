/** The functions of Jayway's JSONPath: `$.books.length()`, `$.prices.sum()` and so on. */
import { TemplateRenderError } from './errors.ts';
import { JavaDouble } from './java-double.ts';
import { isJavaNumber, toNumber } from './java-number.ts';
import { isPlainObject, itemsOf } from './java-object.ts';

type PathFunction = (value: unknown, args: readonly unknown[]) => unknown;

/** Undefined where the function makes no sense for the value. */
export function callPathFunction(name: string, value: unknown, args: readonly unknown[]): unknown {
  const call = FUNCTIONS.get(name);
  if (!call) throw new TemplateRenderError(`JSONPath has no function ${name}()`);
  return call(value, args);
}

const FUNCTIONS: ReadonlyMap<string, PathFunction> = new Map<string, PathFunction>([
  ['length', (value) => itemsOf(value)?.length ?? membersOf(value)?.length],
  ['size', (value) => itemsOf(value)?.length ?? membersOf(value)?.length],
  ['keys', membersOf],
  ['min', aggregate((numbers) => numbers.reduce((a, b) => Math.min(a, b)))],
  ['max', aggregate((numbers) => numbers.reduce((a, b) => Math.max(a, b)))],
  ['sum', aggregate(sum)],
  ['avg', aggregate((numbers) => sum(numbers) / numbers.length)],
  ['stddev', aggregate(standardDeviation)],
  ['first', (value) => itemsOf(value)?.[0]],
  ['last', (value) => itemsOf(value)?.at(-1)],
  ['index', (value, [at]) => (typeof at === 'number' ? itemsOf(value)?.at(at) : undefined)],
  ['append', (value, args) => (itemsOf(value) ? [...(itemsOf(value) ?? []), ...args] : value)],
  ['concat', (value, args) => joinTexts([...(itemsOf(value) ?? []), ...args])],
]);

function joinTexts(values: readonly unknown[]): string {
  return values.filter((value) => typeof value === 'string').join('');
}

function membersOf(value: unknown): unknown[] | undefined {
  if (value instanceof Map) return [...value.keys()];
  return isPlainObject(value) ? Object.keys(value) : undefined;
}

/** Takes the numbers of the list and of the arguments; the result is a decimal. */
function aggregate(compute: (numbers: readonly number[]) => number): PathFunction {
  return (value, args) => {
    const candidates = [...(itemsOf(value) ?? []), ...args.flatMap((arg) => itemsOf(arg) ?? [arg])];
    const numbers = candidates.filter(isJavaNumber).map(toNumber);
    if (numbers.length === 0) throw new TemplateRenderError('A JSONPath function found no numbers');
    return new JavaDouble(compute(numbers));
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function standardDeviation(numbers: readonly number[]): number {
  const mean = sum(numbers) / numbers.length;
  return Math.sqrt(sum(numbers.map((number) => (number - mean) ** 2)) / numbers.length);
}
