/** Runs the operation that a request asks for. */

import { CognitoError } from './cognito-error.ts';
import type { Input } from './input.ts';
import { PUBLIC_OPERATIONS, SIGNED_OPERATIONS } from './operations.ts';
import type { Service } from './pool.ts';

export interface OperationRequest {
  /** The header X-Amz-Target, such as `AWSCognitoIdentityProviderService.SignUp`. */
  readonly target: string | undefined;
  readonly authorization: string | undefined;
  /** JSON text. */
  readonly body: string;
}

const TARGET = /^AWSCognitoIdentityProviderService\.(\w+)$/;

/** Throws CognitoError, also for a request that is none. */
export async function callOperation(service: Service, request: OperationRequest): Promise<object> {
  const name = TARGET.exec(request.target ?? '')?.[1] ?? '';
  const operation = PUBLIC_OPERATIONS.get(name) ?? SIGNED_OPERATIONS.get(name);
  if (operation === undefined)
    throw new CognitoError(
      'UnknownOperationException',
      `The local user pool has no operation ${name || '(none named)'}`,
    );
  if (SIGNED_OPERATIONS.has(name)) assertSigned(request.authorization);
  return operation(service, parseInput(request.body));
}

/** The signature itself is not checked: there are no credentials on this machine. */
function assertSigned(authorization: string | undefined): void {
  if (authorization === undefined)
    throw new CognitoError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  if (/^AWS4-HMAC-SHA256 .*Credential=.+Signature=/.test(authorization)) return;
  throw new CognitoError('IncompleteSignatureException', 'The Authorization header is no AWS Signature Version 4');
}

function parseInput(body: string): Input {
  try {
    const input: unknown = JSON.parse(body);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Input;
  } catch {
    // Refused below.
  }
  throw new CognitoError('SerializationException', 'The body is no JSON object');
}
