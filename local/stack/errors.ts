/** The one error of the stack reader: a code for programs, a sentence for people, and where in the template it happened. */

export type StackErrorCode =
  | 'CircularReference'
  | 'InvalidIntrinsic'
  | 'InvalidParameter'
  | 'InvalidTemplate'
  | 'MissingParameter'
  | 'ResourceNotCreated'
  | 'UnknownAttribute'
  | 'UnknownCondition'
  | 'UnknownIntrinsic'
  | 'UnknownMapping'
  | 'UnknownParameter'
  | 'UnknownReference'
  | 'UnsupportedDynamicReference'
  | 'UnsupportedIntrinsic';

export class StackError extends Error {
  override readonly name = 'StackError';
  readonly code: StackErrorCode;
  /** Dotted path in the template, such as `Resources.Books.Properties.TableName`. */
  readonly where: string;

  constructor(code: StackErrorCode, message: string, where: string) {
    super(`${message} (at ${where})`);
    this.code = code;
    this.where = where;
  }
}
