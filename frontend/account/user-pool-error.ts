/** A refusal of the user pool. The code is Cognito's own, such as `NotAuthorizedException`. */

export class UserPoolError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
