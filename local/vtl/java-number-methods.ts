/** The methods of Java's Integer, Long, BigInteger, Double and Boolean that templates may call. */
import { javaEquals } from './comparison.ts';
import { TemplateRenderError } from './errors.ts';
import { JavaDouble } from './java-double.ts';
import { hashString, isCount, isText, type Method } from './java-method.ts';
import { calculate, compareNumbers, isJavaNumber, type JavaNumber, toInteger, toNumber } from './java-number.ts';
import { toText } from './printing.ts';

/** Gives undefined for an unknown method or arguments of the wrong type. */
export function callNumber(self: JavaNumber, name: string, args: readonly unknown[]): unknown {
  return METHODS.get(name)?.(self, args);
}

export function callBoolean(self: boolean, name: string, [other]: readonly unknown[]): unknown {
  switch (name) {
    case 'booleanValue':
      return self;
    case 'toString':
      return String(self);
    case 'equals':
      return self === other;
    case 'compareTo':
      return typeof other === 'boolean' ? Number(self) - Number(other) : undefined;
    case 'hashCode':
      return self ? 1231 : 1237;
    case 'parseBoolean':
    case 'valueOf':
      return typeof other === 'boolean' ? other : toText(other).toLowerCase() === 'true';
    default:
      return undefined;
  }
}

const METHODS: ReadonlyMap<string, Method<JavaNumber>> = new Map<string, Method<JavaNumber>>([
  ['toString', (self, args) => toText(args.length === 0 ? self : args[0])],
  ['intValue', (self) => truncate(self, 32)],
  ['longValue', (self) => truncate(self, 64)],
  ['shortValue', (self) => truncate(self, 16)],
  ['byteValue', (self) => truncate(self, 8)],
  ['doubleValue', (self) => new JavaDouble(toNumber(self))],
  ['floatValue', (self) => new JavaDouble(toNumber(self))],
  ['equals', (self, [other]) => javaEquals(self, other)],
  ['compareTo', (self, [other]) => (isJavaNumber(other) ? compareNumbers(self, other) : undefined)],
  ['compare', (_, [a, b]) => (isJavaNumber(a) && isJavaNumber(b) ? compareNumbers(a, b) : undefined)],
  ['hashCode', (self) => (typeof self === 'number' ? self | 0 : hashString(toText(self)))],
  ['parseInt', (self, [text]) => (isText(text) && isCount(self) ? parseInteger(text) : undefined)],
  ['parseLong', (self, [text]) => (isText(text) && isLong(self) ? parseInteger(text) : undefined)],
  ['parseDouble', (self, [text]) => (isText(text) && self instanceof JavaDouble ? parseDouble(text) : undefined)],
  ['valueOf', (self, [value]) => toKind(self, value)],
  ['toHexString', (_, [value]) => radix(value, 16)],
  ['toBinaryString', (_, [value]) => radix(value, 2)],
  ['toOctalString', (_, [value]) => radix(value, 8)],
  ['max', (self, args) => pick(self, args, 1)],
  ['min', (self, args) => pick(self, args, -1)],
  ['sum', (_, [a, b]) => (isJavaNumber(a) && isJavaNumber(b) ? calculate('+', a, b) : undefined)],
  ['signum', (self, [value]) => compareNumbers(isJavaNumber(value) ? value : self, 0)],
  ['isNaN', (self) => (self instanceof JavaDouble ? Number.isNaN(self.value) : undefined)],
  [
    'isInfinite',
    (self) => (self instanceof JavaDouble ? Math.abs(self.value) === Number.POSITIVE_INFINITY : undefined),
  ],
]);

/** The lowest bits, as Java's narrowing does. */
function truncate(self: JavaNumber, bits: number): number | bigint {
  const whole = self instanceof JavaDouble ? Math.trunc(self.value) : self;
  if (typeof whole === 'number' && !Number.isFinite(whole)) return 0;
  return toInteger(BigInt.asIntN(bits, BigInt(whole)).toString());
}

/** An integer that needs more than 32 bits. */
function isLong(self: JavaNumber): boolean {
  return !isCount(self) && !(self instanceof JavaDouble);
}

function parseInteger(text: string): number | bigint {
  if (!/^[+-]?\d{1,19}$/.test(text)) throw new TemplateRenderError(`"${text}" is no integer`);
  return toInteger(text.replace('+', ''));
}

function parseDouble(text: string): JavaDouble {
  const value = Number(text.trim().replace(/[dfDF]$/, ''));
  if (Number.isNaN(value) || text.trim() === '') throw new TemplateRenderError(`"${text}" is no number`);
  return new JavaDouble(value);
}

function toKind(self: JavaNumber, value: unknown): unknown {
  if (isJavaNumber(value)) return value;
  if (!isText(value)) return undefined;
  return self instanceof JavaDouble ? parseDouble(value) : parseInteger(value);
}

/** Java prints negative numbers as 32 bits. */
function radix(value: unknown, base: number): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  return (value < 0 && typeof value === 'number' ? value >>> 0 : value).toString(base);
}

function pick(self: JavaNumber, args: readonly unknown[], wanted: number): JavaNumber | undefined {
  const [a, b] = args.length === 1 ? [self, args[0]] : args;
  if (!isJavaNumber(a) || !isJavaNumber(b)) return undefined;
  return compareNumbers(a, b) === wanted ? a : b;
}
