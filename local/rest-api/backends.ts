/** What a REST API needs of the world around it, passed in by whoever starts it. */

import type { InvokeLambda } from '../api-gateway/lambda.ts';

export interface Backends {
  readonly invokeLambda: InvokeLambda;
  /** Base URL of an AWS service's endpoint, such as `dynamodb`; undefined when nothing here plays that service. */
  readonly serviceEndpoint: (service: string) => string | undefined;
  /** Issuer URL of a user pool and where its JSON Web Key Set is served; undefined for an unknown pool. */
  readonly userPool: (userPoolArn: string) => { readonly issuer: string; readonly jwksUri: string } | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** In [0, 1), for the canary's split. */
  readonly random: () => number;
}
