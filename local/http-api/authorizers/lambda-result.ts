/** Reads what a Lambda authorizer answered: yes or no, or an IAM policy. */

import { parseAuthorizerResult } from '../../api-gateway/authorizer-result.ts';
import { evaluatePolicy } from '../../api-gateway/policy/policy.ts';
import { isProperties, type Properties } from '../../api-gateway/properties.ts';
import type { AuthorizerDefinition } from '../definition.ts';
import type { AuthorizerContext } from '../exchange.ts';
import { forbidden } from '../failures.ts';

export interface AuthorizerAnswer {
  /** Throws FORBIDDEN for a route that the answer does not allow; a kept answer is asked about each route anew. */
  readonly judge: (routeArn: string) => AuthorizerContext;
}

/** Throws an Error that says why it is no answer. */
export function parseAnswer(authorizer: AuthorizerDefinition, result: unknown): AuthorizerAnswer {
  if (!isProperties(result)) throw new Error('it is not an object');
  const isSimple = authorizer.payloadFormatVersion === '2.0' && authorizer.enableSimpleResponses;
  return isSimple ? parseSimple(authorizer, result) : parsePolicyAnswer(authorizer, result);
}

function parseSimple({ name }: AuthorizerDefinition, { isAuthorized, context }: Properties): AuthorizerAnswer {
  if (typeof isAuthorized !== 'boolean') throw new Error('isAuthorized must be true or false');
  if (context !== undefined && context !== null && !isProperties(context)) throw new Error('context must be an object');
  return {
    judge: () => {
      if (!isAuthorized) throw forbidden(`${name} does not authorize the caller`);
      return toContext(isProperties(context) ? context : {});
    },
  };
}

function parsePolicyAnswer({ name }: AuthorizerDefinition, result: Properties): AuthorizerAnswer {
  const { policy, principalId } = parseAuthorizerResult({ principalId: '', ...result, context: undefined });
  const context = isProperties(result.context) ? result.context : {};
  return {
    judge: (routeArn) => {
      const request = { action: 'execute-api:Invoke', resource: routeArn, conditionKeys: new Map<string, string>() };
      const verdict = evaluatePolicy(policy, request);
      if (verdict === 'allow') return toContext(context, principalId);
      const does = verdict === 'explicitDeny' ? 'denies' : 'does not cover';
      throw forbidden(`The policy of authorizer ${name} ${does} ${routeArn}`);
    },
  };
}

/** Values keep their types. */
const toContext = (context: Properties, principalId?: string): AuthorizerContext => ({
  v1: { claims: null, scopes: null, ...(principalId ? { principalId } : {}), ...context },
  v2: { lambda: context },
});
