/** Java's String.format, for the conversions that make sense in a template: %s %d %f %x %c %b %n %%. */
import { TemplateRenderError } from './errors.ts';
import { isJavaNumber, type JavaNumber, toNumber } from './java-number.ts';
import { toText } from './printing.ts';

const CONVERSION = /%(?:(\d+)\$)?([-0+, ]*)(\d{1,4})?(?:\.(\d{1,3}))?([a-zA-Z%])/g;

/** Throws TemplateRenderError for a missing argument or one of the wrong type. */
export function formatJava(format: string, args: readonly unknown[]): string {
  let next = 0;
  return format.replace(CONVERSION, (whole, position, flags, width, precision, conversion: string) => {
    if (conversion === '%') return '%';
    if (conversion === 'n') return '\n';
    const at = position === undefined ? next++ : Number(position) - 1;
    if (at >= args.length) throw new TemplateRenderError(`No argument for ${whole}`);
    const text = convert(conversion, args[at], flags, precision === undefined ? undefined : Number(precision), whole);
    return pad(text, flags, Number(width ?? 0));
  });
}

function convert(kind: string, value: unknown, flags: string, precision: number | undefined, whole: string): string {
  switch (kind) {
    case 's':
      return toText(value ?? 'null').slice(0, precision);
    case 'b':
      return String(value !== null && value !== false);
    case 'c':
      return toText(value);
    case 'd':
      return sign(group(String(integer(value, whole)), flags), flags);
    case 'x':
      return integer(value, whole).toString(16);
    case 'f':
      return sign(group(toFixed(decimal(value, whole), precision ?? 6), flags), flags);
    default:
      throw new TemplateRenderError(`The conversion ${whole} is not supported`);
  }
}

function integer(value: unknown, whole: string): bigint | number {
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) return value;
  throw new TemplateRenderError(`${whole} needs an integer`);
}

function decimal(value: unknown, whole: string): number {
  if (isJavaNumber(value) && typeof value === 'object') return toNumber(value satisfies JavaNumber);
  throw new TemplateRenderError(`${whole} needs a decimal`);
}

/** Rounds the decimal digits half up, as Java does; JavaScript would round the binary fraction. */
function toFixed(value: number, precision: number): string {
  const [whole = '', fraction = ''] = String(Math.abs(value)).split('.');
  if (fraction.length <= precision || fraction.includes('e') || whole.includes('e')) {
    return value.toFixed(Math.min(precision, 100));
  }
  const up = fraction.charCodeAt(precision) >= '5'.charCodeAt(0) ? 1n : 0n;
  const digits = String(BigInt(whole + fraction.slice(0, precision)) + up).padStart(precision + 1, '0');
  const point = digits.length - precision;
  return `${value < 0 ? '-' : ''}${digits.slice(0, point)}${precision > 0 ? '.' : ''}${digits.slice(point)}`;
}

function group(digits: string, flags: string): string {
  return flags.includes(',') ? digits.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',') : digits;
}

function sign(digits: string, flags: string): string {
  return flags.includes('+') && !digits.startsWith('-') ? `+${digits}` : digits;
}

function pad(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const start = /^[+-]/.test(text) ? text.slice(0, 1) : '';
  return start + text.slice(start.length).padStart(width - start.length, '0');
}
