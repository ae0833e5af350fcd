/**
 * Java's Double and BigDecimal. JavaScript cannot tell 1.0 from 1, so every number that Java would hold as a floating
 * point one is wrapped; integers are plain numbers, or bigints beyond 2^53.
 */
export class JavaDouble {
  readonly value: number;
  /** The digits as written, for decimals too long for a double (Java keeps those as BigDecimal). */
  readonly digits: string | undefined;

  constructor(value: number, digits?: string) {
    this.value = value;
    this.digits = digits;
  }

  toString(): string {
    return this.digits ?? formatDouble(this.value);
  }
}

/** Prints as `Double.toString` does: at least one decimal, and an exponent below 0.001 and from ten million on. */
export function formatDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) return withDecimals(String(value));
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${withDecimals(mantissa)}E${exponent.replace('+', '')}`;
}

function withDecimals(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}
