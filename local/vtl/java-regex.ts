/** Java's regular expressions on JavaScript's engine. */
import { createContext, runInContext } from 'node:vm';
import { TemplateRenderError } from './errors.ts';
import { translatePattern } from './java-regex-syntax.ts';

export interface JavaRegex {
  /** Finds everything; global. */
  readonly search: RegExp;
  /** Matches the whole text or nothing. */
  readonly whole: RegExp;
  /** The text that the pattern stands for when it holds no special character. */
  readonly literal: string | undefined;
  readonly groups: number;
  /** Whether a hostile text could make it backtrack for ages. */
  readonly costly: boolean;
}

const CACHE_SIZE = 500;
const SHORT_TEXT = 12;
const LONG_TEXT = 20_000;
const TIMEOUT_MILLISECONDS = 250;
const sandbox: { run?: () => void } = {};
const timed = createContext(sandbox);
const cache = new Map<string, JavaRegex>();

/** Throws TemplateRenderError for a pattern that Java refuses or that has no equal in JavaScript. */
export function compileRegex(pattern: string): JavaRegex {
  const known = cache.get(pattern);
  if (known) return known;
  const compiled = compile(pattern);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(pattern, compiled);
  return compiled;
}

function compile(pattern: string): JavaRegex {
  const { source, flags, literal } = translatePattern(pattern);
  try {
    const search = new RegExp(source, `gu${flags}`);
    const whole = new RegExp(`^(?:${source})$`, `u${flags.replace('m', '')}`);
    const groups = (new RegExp(`${source}|`, `u${flags}`).exec('')?.length ?? 1) - 1;
    return { search, whole, literal, groups, costly: isCostly(source) };
  } catch (error) {
    throw new TemplateRenderError(`The regular expression ${pattern} is not supported`, { cause: error });
  }
}

/** Repeated groups, back references, and three or more open repetitions. */
function isCostly(source: string): boolean {
  return /\)(?:[*+]|\{\d*,)|\\[1-9]/.test(source) || source.split(/[*+]|,\}/).length > 3;
}

/**
 * Runs a search. Patterns that may backtrack a lot and long texts run under a time limit, because a text made for the
 * purpose would keep them busy for ages.
 */
export function withTimeLimit<T>(regex: JavaRegex, text: string, run: () => T): T {
  if (text.length <= (regex.costly ? SHORT_TEXT : LONG_TEXT)) return run();
  let result: T | undefined;
  sandbox.run = () => {
    result = run();
  };
  try {
    runInContext('run()', timed, { timeout: TIMEOUT_MILLISECONDS });
    return result as T;
  } catch (error) {
    if (error instanceof TemplateRenderError) throw error;
    throw new TemplateRenderError('A regular expression took too long', { cause: error });
  }
}

/**
 * Java's replacement text: `$1` is a group, a backslash makes the next character plain. As in Java, one that makes no
 * sense fails only when something is replaced.
 */
export function expandReplacement(regex: JavaRegex, replacement: string): (match: readonly unknown[]) => string {
  let parts: readonly (string | number)[] | undefined;
  return (match) => {
    parts ??= parseReplacement(regex, replacement);
    return parts.map((part) => (typeof part === 'string' ? part : String(match[part] ?? ''))).join('');
  };
}

function parseReplacement(regex: JavaRegex, replacement: string): (string | number)[] {
  const parts: (string | number)[] = [];
  for (const [part, plain, group] of replacement.matchAll(/\\([\s\S])|\$(\d)|[^\\$]+|[\s\S]/g)) {
    if (plain !== undefined) parts.push(plain);
    else if (group !== undefined) parts.push(checkGroup(regex, Number(group)));
    else if (part === '$' || part === '\\') throw new TemplateRenderError(`Illegal replacement text ${replacement}`);
    else parts.push(part);
  }
  return parts;
}

function checkGroup(regex: JavaRegex, group: number): number {
  if (group > regex.groups) throw new TemplateRenderError(`The regular expression has no group ${group}`);
  return group;
}
