/** Reads and evaluates IAM policy documents. Source: "IAM JSON policy elements reference". */

import { type ConditionBlock, type ConditionKeys, evaluateConditions } from './conditions.ts';
import { compileWildcard, type Matcher } from './wildcard.ts';

export type PolicyVerdict = 'allow' | 'explicitDeny' | 'implicitDeny';

interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly coversAction: Matcher;
  readonly coversResource: Matcher;
  readonly conditions: ConditionBlock;
  readonly principal: unknown;
}

export type Policy = readonly Statement[];

export interface PolicyRequest {
  /** Such as `execute-api:Invoke`. */
  readonly action: string;
  readonly resource: string;
  readonly conditionKeys: ConditionKeys;
}

/** Throws an Error that says what is wrong with the document. */
export function parsePolicy(document: unknown): Policy {
  const { Statement: statements } = toRecord(document, 'The policy document');
  const list = Array.isArray(statements) ? statements : [statements];
  return list.map((statement) => parseStatement(toRecord(statement, 'A statement of the policy')));
}

/** A deny that applies wins over every allow; without either the request is denied implicitly. */
export function evaluatePolicy(policy: Policy, request: PolicyRequest): PolicyVerdict {
  let allowed = false;
  for (const statement of policy) {
    if (!applies(statement, request)) continue;
    if (statement.effect === 'Deny') return 'explicitDeny';
    allowed = true;
  }
  return allowed ? 'allow' : 'implicitDeny';
}

/** A condition that can't be judged keeps a deny and drops an allow. */
function applies(statement: Statement, { action, resource, conditionKeys }: PolicyRequest): boolean {
  if (!statement.coversAction(action.toLowerCase()) || !statement.coversResource(resource)) return false;
  const verdict = evaluateConditions(statement.conditions, conditionKeys);
  return verdict === 'unknown' ? statement.effect === 'Deny' : verdict;
}

function parseStatement(statement: Readonly<Record<string, unknown>>): Statement {
  const { Effect, Action, NotAction, Resource, NotResource, Condition, Principal } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new Error(`Effect must be Allow or Deny, not ${String(Effect)}`);
  return {
    effect: Effect,
    coversAction: compileCover('Action', toLowerCase(Action), toLowerCase(NotAction)),
    coversResource: compileCover('Resource', Resource, NotResource),
    conditions: parseConditions(Condition),
    principal: Principal,
  };
}

function compileCover(element: string, positive: unknown, negative: unknown): Matcher {
  if ((positive === undefined) === (negative === undefined)) {
    throw new Error(`A statement needs either ${element} or Not${element}`);
  }
  const matchers = toTexts(positive ?? negative, element).map(compileWildcard);
  const matchesAny: Matcher = (text) => matchers.some((matcher) => matcher(text));
  return positive === undefined ? (text) => !matchesAny(text) : matchesAny;
}

function parseConditions(block: unknown): ConditionBlock {
  if (block === undefined || block === null) return new Map();
  const operators = Object.entries(toRecord(block, 'Condition'));
  return new Map(operators.map(([operator, tests]) => [operator, parseTests(operator, tests)]));
}

function parseTests(operator: string, tests: unknown): ReadonlyMap<string, readonly string[]> {
  const entries = Object.entries(toRecord(tests, operator));
  return new Map(entries.map(([key, values]) => [key, toTexts(values, key)]));
}

function toTexts(value: unknown, element: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.some((member) => typeof member === 'object' || member === undefined))
    throw new Error(`${element} must be text`);
  return list.map(String);
}

function toLowerCase(value: unknown): unknown {
  if (typeof value === 'string') return value.toLowerCase();
  return Array.isArray(value) ? value.map(toLowerCase) : value;
}

function toRecord(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`${what} must be an object`);
}
