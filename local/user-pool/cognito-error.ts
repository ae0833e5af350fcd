/** Cognito's refusals, with the names and wording that clients know. */

export class CognitoError extends Error {
  override readonly name = 'CognitoError';
  /** Such as `NotAuthorizedException`. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const notAuthorized = (message: string) => new CognitoError('NotAuthorizedException', message);
export const invalidParameter = (message: string) => new CognitoError('InvalidParameterException', message);
export const notFound = (message: string) => new CognitoError('ResourceNotFoundException', message);

export const wrongCredentials = () => notAuthorized('Incorrect username or password.');
export const noSuchUser = () => new CognitoError('UserNotFoundException', 'User does not exist.');
export const notConfirmed = () => new CognitoError('UserNotConfirmedException', 'User is not confirmed.');
export const wrongCode = () =>
  new CognitoError('CodeMismatchException', 'Invalid verification code provided, please try again.');
export const expiredCode = () =>
  new CognitoError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
export const limitExceeded = () =>
  new CognitoError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
export const tooManyFailedAttempts = () =>
  new CognitoError('TooManyFailedAttemptsException', 'Attempt limit exceeded, please try after some time.');
export const attributesRefused = (name: string, reason: string) =>
  invalidParameter(`Attributes did not conform to the schema: ${name}: ${reason}\n`);
