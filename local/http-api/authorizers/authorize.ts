/** Decides who may call a route. */

import { createJwksFetcher } from '../../server/jwks.ts';
import type { HttpBackends } from '../backends.ts';
import type { HttpApiDefinition } from '../definition.ts';
import type { AuthorizerContext, HttpExchange } from '../exchange.ts';
import { forbidden, integrationFailure } from '../failures.ts';
import { createJwtAuthorizer } from './jwt-authorizer.ts';
import { createLambdaAuthorizer } from './lambda-authorizer.ts';

export interface Verdict {
  readonly context: AuthorizerContext;
  /** For the record. */
  readonly verdict: string;
  readonly detail: unknown;
}

/** Throws UNAUTHORIZED or FORBIDDEN, or INTEGRATION_FAILURE for an authorizer that fails. */
export type Authorize = (exchange: HttpExchange) => Promise<Verdict>;

/** Undefined for an open route. */
export type FindAuthorizer = (route: HttpExchange['route']) => Authorize | undefined;

export function createAuthorizers(api: HttpApiDefinition, backends: HttpBackends): FindAuthorizer {
  const fetcher = createJwksFetcher();
  const authorizers = new Map(
    [...api.authorizers].map(([name, definition]) => [
      name,
      definition.type === 'JWT'
        ? createJwtAuthorizer(definition, fetcher, backends.now)
        : createLambdaAuthorizer(definition, backends),
    ]),
  );
  return ({ authorizationType, authorizer: name = '' }) => {
    if (authorizationType === 'NONE') return undefined;
    if (authorizationType === 'AWS_IAM') return refuseUnsigned;
    return authorizers.get(name) ?? (() => Promise.reject(integrationFailure(`There is no authorizer ${name}`)));
  };
}

/** Nobody here has credentials to sign with. */
const refuseUnsigned: Authorize = () =>
  Promise.reject(forbidden('The route needs a signed request, which only AWS can check'));
