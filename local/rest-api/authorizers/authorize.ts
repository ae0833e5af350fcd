/** Decides who may call a method, before anything else of the request is looked at. */

import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { findHeader } from '../../api-gateway/header-lines.ts';
import { evaluatePolicy, type PolicyRequest, type PolicyVerdict } from '../../api-gateway/policy/policy.ts';
import type { Step } from '../../api-gateway/record.ts';
import { createJwksFetcher } from '../../server/jwks.ts';
import type { Backends } from '../backends.ts';
import type { RestApiDefinition } from '../definition.ts';
import type { Exchange } from '../exchange.ts';
import { missingAuthenticationToken } from '../failures.ts';
import { type CognitoAuthorizer, createCognitoAuthorizer } from './cognito-authorizer.ts';
import { createLambdaAuthorizer, type LambdaAnswer, type LambdaAuthorizer } from './lambda-authorizer.ts';
import { toMethodArn, toPolicyRequest } from './method-arn.ts';
import { authorizerConfigurationError, deniedByPolicy, invalidSignature } from './refusals.ts';
import { compileResourcePolicy, deniedByResourcePolicy } from './resource-policy.ts';

export interface AuthorizerVerdict {
  /** Becomes `$context.authorizer`. */
  readonly context: Record<string, unknown>;
  readonly principalId?: string;
  /** The API key that the authorizer names, for APIs whose key source is AUTHORIZER. */
  readonly usageIdentifierKey?: string;
  readonly step: Step;
}

export interface Authorizers {
  /** Undefined for an open method. Throws a GatewayError for whoever may not call. */
  readonly authorize: (exchange: Exchange) => Promise<AuthorizerVerdict> | AuthorizerVerdict | undefined;
}

type Authorize = (exchange: Exchange) => Promise<AuthorizerVerdict> | AuthorizerVerdict | undefined;

export function createAuthorizers(api: RestApiDefinition, backends: Backends): Authorizers {
  const authorizeIdentity = createIdentityCheck(api, backends);
  const resourcePolicy = compileResourcePolicy(api);
  if (resourcePolicy === undefined) return { authorize: (exchange) => authorizeIdentity(exchange) };
  return {
    authorize: async (exchange) => {
      const methodArn = toMethodArn(exchange);
      const verdict = resourcePolicy.evaluate(toPolicyRequest(exchange, methodArn));
      if (verdict === 'explicitDeny') throw deniedByResourcePolicy(methodArn, verdict);
      const identity = await authorizeIdentity(exchange, verdict);
      // Next to a Lambda authorizer either side's allow is enough; in all other cases the policy has to allow.
      if (exchange.method.authorizationType !== 'CUSTOM' && verdict !== 'allow') {
        throw deniedByResourcePolicy(methodArn, verdict);
      }
      return identity ?? { context: {}, step: { name: 'resource policy', verdict: 'allowed' } };
    },
  };
}

type IdentityCheck = (exchange: Exchange, resourcePolicy?: PolicyVerdict) => ReturnType<Authorize>;

function createIdentityCheck(api: RestApiDefinition, backends: Backends): IdentityCheck {
  const jwksCache = new SimpleJwksCache({ fetcher: createJwksFetcher() });
  const lambdaAuthorizers = new Map<string, LambdaAuthorizer>();
  const cognitoAuthorizers = new Map<string, CognitoAuthorizer>();
  for (const [name, authorizer] of api.authorizers) {
    if (authorizer.type !== 'COGNITO_USER_POOLS')
      lambdaAuthorizers.set(name, createLambdaAuthorizer(authorizer, backends));
    else cognitoAuthorizers.set(name, createCognitoAuthorizer(authorizer, backends, jwksCache));
  }
  return (exchange, resourcePolicy) => {
    const { authorizationType, authorizer: name = '' } = exchange.method;
    if (authorizationType === 'NONE') return undefined;
    if (authorizationType === 'AWS_IAM') throw refuseSigned(exchange);
    const askLambda = lambdaAuthorizers.get(name);
    if (askLambda !== undefined) return authorizeByLambda(askLambda, name, exchange, resourcePolicy);
    const askCognito = cognitoAuthorizers.get(name);
    if (askCognito !== undefined) return authorizeByCognito(askCognito, name, exchange);
    throw authorizerConfigurationError(`There is no authorizer ${name}`);
  };
}

function authorizeByLambda(
  ask: LambdaAuthorizer,
  name: string,
  exchange: Exchange,
  resourcePolicy: PolicyVerdict | undefined,
): Promise<AuthorizerVerdict> | AuthorizerVerdict {
  const methodArn = toMethodArn(exchange);
  const judge = (answer: LambdaAnswer): AuthorizerVerdict =>
    toVerdict(name, answer, toPolicyRequest(exchange, methodArn), resourcePolicy);
  const answer = ask(exchange, methodArn);
  return answer instanceof Promise ? answer.then(judge) : judge(answer);
}

/** A kept policy is asked about this very method: one that was written for another path does not cover it. */
function toVerdict(
  name: string,
  { result, cached, durationInMs }: LambdaAnswer,
  request: PolicyRequest,
  resourcePolicy: PolicyVerdict | undefined,
): AuthorizerVerdict {
  const verdict = evaluatePolicy(result.policy, request);
  if (verdict === 'explicitDeny' || (verdict === 'implicitDeny' && resourcePolicy !== 'allow')) {
    const policy = `${cached ? 'cached ' : ''}policy of authorizer ${name}`;
    const does = verdict === 'explicitDeny' ? 'denies' : 'does not cover';
    throw deniedByPolicy(verdict === 'explicitDeny', `The ${policy} ${does} ${request.resource}`);
  }
  const { principalId, context, policyDocument, usageIdentifierKey } = result;
  return {
    context: { ...context, principalId, integrationLatency: durationInMs },
    principalId,
    ...(usageIdentifierKey === undefined ? {} : { usageIdentifierKey }),
    step: {
      name: 'authorizer',
      verdict: `allowed by ${name}${cached ? ' (cached)' : ''}`,
      detail: { principalId, policyDocument },
      durationInMs,
    },
  };
}

async function authorizeByCognito(
  ask: CognitoAuthorizer,
  name: string,
  exchange: Exchange,
): Promise<AuthorizerVerdict> {
  const claims = await ask(exchange);
  return { context: { claims }, step: { name: 'authorizer', verdict: `allowed by ${name}`, detail: { claims } } };
}

/** Nobody here has credentials to sign with, so that a signature can't be right. */
function refuseSigned({ request }: Exchange): Error {
  const signed =
    findHeader(request.headers, 'authorization')?.startsWith('AWS4-') || request.rawTarget.includes('X-Amz-Signature=');
  const reason = 'The method needs a signed request, which only AWS can check';
  return signed ? invalidSignature(reason) : missingAuthenticationToken(reason);
}
