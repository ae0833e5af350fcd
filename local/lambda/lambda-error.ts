/** Refusals of the Lambda service itself, with AWS's codes; a function that fails is not one of them. */

export class LambdaError extends Error {
  readonly code: string;
  readonly status: number;
  /** Why a call was throttled. */
  readonly reason?: string;

  constructor(code: string, status: number, message: string, reason?: string) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    if (reason !== undefined) this.reason = reason;
  }
}

export function functionNotFound(arn: string): LambdaError {
  return new LambdaError('ResourceNotFoundException', 404, `Function not found: ${arn}`);
}

export function requestTooLarge(bytes: number, invocationType: string, limit: number): LambdaError {
  const message = `${bytes} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`;
  return new LambdaError('RequestTooLargeException', 413, message);
}

export function invalidContent(reason: string): LambdaError {
  return new LambdaError('InvalidRequestContentException', 400, `Could not parse request body into json: ${reason}`);
}

export function reservedConcurrencyExceeded(): LambdaError {
  const reason = 'ReservedFunctionConcurrentInvocationLimitExceeded';
  return new LambdaError('TooManyRequestsException', 429, 'Rate Exceeded.', reason);
}

export function serviceStopped(): LambdaError {
  return new LambdaError('ServiceException', 500, 'The local Lambda service is stopped.');
}

export function unreadableArtifact(artifact: string, why: string): LambdaError {
  return new LambdaError('InvalidZipFileException', 502, `Cannot unpack ${artifact}: ${why}`);
}
