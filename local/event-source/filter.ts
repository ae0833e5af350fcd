/** Filter patterns of event source mappings. Source: "Filter rule syntax" in "Control which events Lambda sends to your function". */

/** An object of further patterns, or a list of rules for a value of which one has to hold. */
export interface Pattern {
  readonly [member: string]: unknown;
}

/** Throws an Error that names what is no pattern. */
export function parsePattern(text: string): Pattern {
  const pattern = parseJson(text);
  if (!isMembers(pattern)) throw new Error(`The filter pattern ${text} is no JSON object`);
  checkPattern(pattern);
  return pattern;
}

export function matches(pattern: Pattern, value: unknown): boolean {
  const members = isMembers(value) ? value : {};
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name === '$or') return (wanted as Pattern[]).some((alternative) => matches(alternative, value));
    const own = Object.hasOwn(members, name) ? members[name] : undefined;
    return Array.isArray(wanted) ? matchesOne(wanted, own) : matches(wanted as Pattern, own);
  });
}

type Rule = (value: unknown, argument: unknown) => boolean;

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['prefix', (value, prefix) => typeof value === 'string' && value.startsWith(String(prefix))],
  ['suffix', (value, suffix) => typeof value === 'string' && value.endsWith(String(suffix))],
  [
    'equals-ignore-case',
    (value, text) => typeof value === 'string' && value.toLowerCase() === String(text).toLowerCase(),
  ],
  ['exists', (value, isWanted) => (value !== undefined && !isMembers(value)) === isWanted],
  ['anything-but', (value, unwanted) => value !== undefined && !isUnwanted(value, unwanted)],
  ['numeric', (value, limits) => typeof value === 'number' && isWithin(value, limits as unknown[])],
]);

/** A list in the record matches when one of its items does. */
function matchesOne(wanted: readonly unknown[], value: unknown): boolean {
  const values = Array.isArray(value) ? value : [value];
  return wanted.some((rule) => values.some((item) => matchesRule(rule, item)));
}

function matchesRule(rule: unknown, value: unknown): boolean {
  if (!isMembers(rule)) return rule === value;
  return Object.entries(rule).every(([name, argument]) => RULES.get(name)?.(value, argument) === true);
}

function isUnwanted(value: unknown, unwanted: unknown): boolean {
  if (isMembers(unwanted)) return matchesRule(unwanted, value);
  return Array.isArray(unwanted) ? unwanted.includes(value) : unwanted === value;
}

const COMPARISONS: ReadonlyMap<unknown, (value: number, limit: number) => boolean> = new Map([
  ['=', (value: number, limit: number) => value === limit],
  ['<', (value: number, limit: number) => value < limit],
  ['<=', (value: number, limit: number) => value <= limit],
  ['>', (value: number, limit: number) => value > limit],
  ['>=', (value: number, limit: number) => value >= limit],
]);

/** Pairs of an operator and a number, such as `[">", 0, "<=", 5]`. */
function isWithin(value: number, limits: readonly unknown[]): boolean {
  return limits.every(
    (operator, index) => index % 2 === 1 || COMPARISONS.get(operator)?.(value, Number(limits[index + 1])),
  );
}

function checkPattern(pattern: Pattern): void {
  for (const [name, wanted] of Object.entries(pattern)) {
    const isList = Array.isArray(wanted);
    if (!isList && !isMembers(wanted))
      throw new Error(`The filter pattern has neither a list nor an object at ${name}`);
    if (!isList || name === '$or') for (const inner of isList ? wanted : [wanted]) checkPattern(inner as Pattern);
    else for (const rule of wanted) checkRule(rule, name);
  }
}

function checkRule(rule: unknown, where: string): void {
  const unknown = isMembers(rule) ? Object.keys(rule).filter((name) => !RULES.has(name)) : [];
  if (unknown.length > 0) throw new Error(`The filter pattern asks for ${unknown.join(', ')} at ${where}`);
}

function isMembers(value: unknown): value is Pattern {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
