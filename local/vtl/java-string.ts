/** The methods of Java's String that templates may call. */
import { TemplateRenderError } from './errors.ts';
import { formatJava } from './java-format.ts';
import { firstIndex, hashString, isCount, isText, lastIndex, type Method } from './java-method.ts';
import { itemsOf, JavaCollection } from './java-object.ts';
import { compileRegex, expandReplacement, withTimeLimit } from './java-regex.ts';
import { checkLength, checkListSize } from './limits.ts';
import { toText } from './printing.ts';

type StringMethod = Method<string>;

/** Gives undefined for an unknown method or arguments of the wrong type, which Velocity treats alike. */
export function callString(self: string, name: string, args: readonly unknown[]): unknown {
  return METHODS.get(name)?.(self, args);
}

export function stringProperty(self: string, name: string): unknown {
  return name === 'empty' ? self.length === 0 : undefined;
}

const METHODS: ReadonlyMap<string, StringMethod> = new Map<string, StringMethod>([
  ['length', (self) => self.length],
  ['isEmpty', (self) => self.length === 0],
  ['isBlank', (self) => self.trim() === ''],
  ['toString', (self) => self],
  ['intern', (self) => self],
  ['trim', (self) => self.replace(/^[\0- ]+|[\0- ]+$/g, '')],
  ['strip', (self) => self.trim()],
  ['stripLeading', (self) => self.trimStart()],
  ['stripTrailing', (self) => self.trimEnd()],
  ['toLowerCase', (self) => self.toLowerCase()],
  ['toUpperCase', (self) => self.toUpperCase()],
  ['hashCode', (self) => hashString(self)],
  ['charAt', (self, [at]) => (isCount(at) ? slice(self, at, at + 1) : undefined)],
  ['codePointAt', (self, [at]) => (isCount(at) ? slice(self, at, at + 1) && self.codePointAt(at) : undefined)],
  ['substring', substring],
  ['subSequence', substring],
  ['indexOf', (self, args) => firstIndex(self, args)],
  ['lastIndexOf', (self, args) => lastIndex(self, args)],
  ['contains', (self, [part]) => (isText(part) ? self.includes(part) : undefined)],
  ['startsWith', startsWith],
  ['endsWith', (self, [part]) => (isText(part) ? self.endsWith(part) : undefined)],
  ['equals', (self, args) => (args.length === 1 ? self === args[0] : undefined)],
  ['contentEquals', (self, [other]) => (isText(other) ? self === other : undefined)],
  ['equalsIgnoreCase', (self, [other]) => (isText(other) ? fold(self) === fold(other) : undefined)],
  ['compareTo', (self, [other]) => (isText(other) ? compareText(self, other) : undefined)],
  ['compareToIgnoreCase', (self, [other]) => (isText(other) ? compareText(fold(self), fold(other)) : undefined)],
  ['regionMatches', regionMatches],
  ['concat', (self, [other]) => (isText(other) ? self + other : undefined)],
  ['repeat', (self, [times]) => (isCount(times) ? repeat(self, times) : undefined)],
  ['replace', (self, [from, to]) => (isText(from) && isText(to) ? replaceText(self, from, to) : undefined)],
  ['replaceAll', (self, [pattern, to]) => (isText(pattern) && isText(to) ? replaceAll(self, pattern, to) : undefined)],
  [
    'replaceFirst',
    (self, [pattern, to]) => (isText(pattern) && isText(to) ? replaceFirst(self, pattern, to) : undefined),
  ],
  ['matches', (self, [pattern]) => (isText(pattern) ? matches(self, pattern) : undefined)],
  ['split', (self, [pattern, limit]) => (isText(pattern) ? split(self, pattern, limit) : undefined)],
  ['toCharArray', (self) => new JavaCollection(self.split(''), 'array')],
  ['valueOf', (_, args) => (args.length === 1 ? toText(args[0]) : undefined)],
  ['format', (_, [format, ...args]) => (isText(format) ? formatJava(format, args) : undefined)],
  ['join', join],
]);

function substring(self: string, [from, to]: readonly unknown[]): unknown {
  if (!isCount(from) || !(to === undefined || isCount(to))) return undefined;
  return slice(self, from, to ?? self.length);
}

function startsWith(self: string, [part, from]: readonly unknown[]): unknown {
  if (!isText(part) || !(from === undefined || isCount(from))) return undefined;
  return (from ?? 0) >= 0 && self.startsWith(part, from ?? 0);
}

function slice(self: string, from: number, to: number): string {
  if (from < 0 || to > self.length || from > to) {
    throw new TemplateRenderError(`Characters ${from} to ${to} lie outside a text of ${self.length}`);
  }
  return self.slice(from, to);
}

function fold(text: string): string {
  return text.toUpperCase().toLowerCase();
}

/** The difference of the first unequal characters, else of the lengths. */
function compareText(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    const difference = left.charCodeAt(at) - right.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function regionMatches(self: string, args: readonly unknown[]): unknown {
  const ignoreCase = args[0] === true;
  const [from, other, otherFrom, length] = typeof args[0] === 'boolean' ? args.slice(1) : args;
  if (!isCount(from) || !isText(other) || !isCount(otherFrom) || !isCount(length)) return undefined;
  if (from < 0 || otherFrom < 0 || from + length > self.length || otherFrom + length > other.length) return false;
  if (length <= 0) return true;
  const left = self.slice(from, from + length);
  const right = other.slice(otherFrom, otherFrom + length);
  return ignoreCase ? fold(left) === fold(right) : left === right;
}

function repeat(self: string, times: number): string {
  if (times < 0) throw new TemplateRenderError('A text cannot be repeated a negative number of times');
  checkLength(self.length * times);
  return self.repeat(times);
}

function replaceText(self: string, from: string, to: string): string {
  const result = self.replaceAll(from, () => to);
  checkLength(result.length);
  return result;
}

function replaceAll(self: string, pattern: string, to: string): string {
  const regex = compileRegex(pattern);
  if (regex.literal !== undefined && !/[\\$]/.test(to)) {
    return self.includes(regex.literal) ? replaceText(self, regex.literal, to) : self;
  }
  const expand = expandReplacement(regex, to);
  const result = withTimeLimit(regex, self, () => self.replace(regex.search, (...match) => expand(match)));
  checkLength(result.length);
  return result;
}

function replaceFirst(self: string, pattern: string, to: string): string {
  const regex = compileRegex(pattern);
  const expand = expandReplacement(regex, to);
  regex.search.lastIndex = 0;
  const match = withTimeLimit(regex, self, () => regex.search.exec(self));
  if (!match) return self;
  return self.slice(0, match.index) + expand(match) + self.slice(match.index + match[0].length);
}

function matches(self: string, pattern: string): boolean {
  const regex = compileRegex(pattern);
  return withTimeLimit(regex, self, () => regex.whole.test(self));
}

/** Without a limit, trailing empty parts are dropped; an empty match at the very start makes no part. */
function split(self: string, pattern: string, limit: unknown): unknown {
  if (limit !== undefined && !isCount(limit)) return undefined;
  const regex = compileRegex(pattern);
  const parts = withTimeLimit(regex, self, () => splitParts(self, regex.search, limit ?? 0));
  if (limit === undefined || limit === 0) while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return new JavaCollection(parts.length === 1 && parts[0] === '' && self !== '' ? [] : parts, 'array');
}

function splitParts(self: string, search: RegExp, limit: number): string[] {
  const parts: string[] = [];
  let start = 0;
  search.lastIndex = 0;
  for (const match of self.matchAll(search)) {
    const end = match.index + match[0].length;
    if (limit > 0 && parts.length === limit - 1) break;
    if (end === 0) continue;
    parts.push(self.slice(start, match.index));
    checkListSize(parts.length);
    start = end;
  }
  parts.push(self.slice(start));
  return parts;
}

function join(_: string, [delimiter, ...parts]: readonly unknown[]): unknown {
  const items = parts.length === 1 ? (itemsOf(parts[0]) ?? parts) : parts;
  if (!isText(delimiter)) return undefined;
  if (!items.every(isText)) throw new TemplateRenderError('join needs texts');
  return items.join(delimiter);
}
