/** What a REST API needs of the world around it, passed in by whoever starts it. */

export interface LambdaReply {
  /** JSON text. */
  readonly payload: string;
  /** Set when the function raised, timed out or crashed. */
  readonly functionError?: string;
}

export interface Backends {
  /** Invokes a function by name or ARN, with or without an alias. Throws an error with code `ResourceNotFoundException` for an unknown one. */
  readonly invokeLambda: (
    target: string,
    payload: string,
    invocationType: 'RequestResponse' | 'Event',
  ) => Promise<LambdaReply>;
  /** Base URL of an AWS service's endpoint, such as `dynamodb`; undefined when nothing here plays that service. */
  readonly serviceEndpoint: (service: string) => string | undefined;
  /** Issuer URL of a user pool and where its JSON Web Key Set is served; undefined for an unknown pool. */
  readonly userPool: (userPoolArn: string) => { readonly issuer: string; readonly jwksUri: string } | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** In [0, 1), for the canary's split. */
  readonly random: () => number;
}
