/** Numbers in JSON: exact integers, doubles, and decimals too long for a double. */
import { JavaDouble } from './java-double.ts';
import { type JavaNumber, toInteger } from './java-number.ts';

const NUMBER = /^-?\d+(\.\d*)?([eE][+-]?\d+)?$/;
/** json-smart keeps longer literals as BigDecimal, so that no digit is lost. */
const LONGEST_DOUBLE = 18;
/** A literal of millions of digits would take minutes to turn into a number. */
const MAX_DIGITS = 20_000;

/** Gives undefined when the word is no number; leading zeros are allowed. */
export function parseLenientNumber(word: string): JavaNumber | undefined {
  const match = word.length <= MAX_DIGITS ? NUMBER.exec(word) : null;
  if (!match) return word === 'NaN' ? new JavaDouble(Number.NaN) : undefined;
  if (match[1] === undefined && match[2] === undefined) return toInteger(word);
  return new JavaDouble(Number(word), word.length > LONGEST_DOUBLE ? word : undefined);
}
