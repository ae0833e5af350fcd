/** The API's own policy. Source: "How API Gateway resource policies affect authorization workflow". */

import {
  evaluatePolicy,
  type Policy,
  type PolicyRequest,
  type PolicyVerdict,
  parsePolicy,
} from '../../api-gateway/policy/policy.ts';
import type { RestApiDefinition } from '../definition.ts';
import { accessDenied } from './refusals.ts';

export interface ResourcePolicy {
  readonly evaluate: (request: PolicyRequest) => PolicyVerdict;
}

/** Undefined for an API without a policy. */
export function compileResourcePolicy(api: RestApiDefinition): ResourcePolicy | undefined {
  if (api.policy === undefined || api.policy === null) return undefined;
  const document: unknown = typeof api.policy === 'string' ? JSON.parse(api.policy) : api.policy;
  const prefix = `arn:aws:execute-api:${api.region}:${api.accountId}:${api.restApiId}`;
  const expanded: unknown = JSON.parse(JSON.stringify(document), (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(/^execute-api:\//, `${prefix}/`) : value,
  );
  const policy: Policy = parsePolicy(expanded).filter(({ principal }) => includesEveryone(principal));
  return { evaluate: (request) => evaluatePolicy(policy, request) };
}

/** Callers here are anonymous: a statement for named principals is not about them. */
function includesEveryone(principal: unknown): boolean {
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null) return false;
  return Object.values(principal)
    .flat()
    .some((name) => name === '*');
}

export function deniedByResourcePolicy(methodArn: string, verdict: PolicyVerdict): Error {
  const masked = methodArn.replace(/:\d*(\d{4}):/, ':********$1:');
  return accessDenied(
    `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${masked}`,
    `The API's resource policy ${verdict === 'explicitDeny' ? 'denies' : 'does not allow'} ${methodArn}`,
  );
}
