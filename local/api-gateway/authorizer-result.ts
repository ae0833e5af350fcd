/** Reads what a Lambda authorizer returned. Source: "Output from an API Gateway Lambda authorizer". */

import { type Policy, parsePolicy } from './policy/policy.ts';

export interface LambdaAuthorizerResult {
  readonly principalId: string;
  readonly policy: Policy;
  /** As returned, for the request's record. */
  readonly policyDocument: unknown;
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey?: string;
}

/** Throws an Error that says why it is not a principal with a policy. */
export function parseAuthorizerResult(result: unknown): LambdaAuthorizerResult {
  if (!isRecord(result)) throw new Error('it is not an object');
  const { principalId, policyDocument, context, usageIdentifierKey } = result;
  if (typeof principalId !== 'string' && typeof principalId !== 'number') throw new Error('principalId is missing');
  if (usageIdentifierKey !== undefined && usageIdentifierKey !== null && typeof usageIdentifierKey !== 'string') {
    throw new Error('usageIdentifierKey must be text');
  }
  return {
    principalId: String(principalId),
    policy: parsePolicy(policyDocument),
    policyDocument,
    context: parseContext(context),
    ...(typeof usageIdentifierKey === 'string' ? { usageIdentifierKey } : {}),
  };
}

/** Templates and events see every value as text; objects and lists are not allowed. */
function parseContext(context: unknown): Readonly<Record<string, string>> {
  if (context === undefined || context === null) return {};
  if (!isRecord(context)) throw new Error('context must be an object');
  const entries = Object.entries(context).filter(([, value]) => value !== null);
  const nested = entries.find(([, value]) => typeof value === 'object');
  if (nested !== undefined) throw new Error(`context.${nested[0]} must be text, a number or a boolean`);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
