/** Why DynamoDB can't be started on this machine: a code for programs, a sentence that says what to do for people. */

export type SetupErrorCode = 'DataFolderInUse' | 'EngineFailed' | 'NoEngine' | 'TableDiffers' | 'TableRefused';

export class SetupError extends Error {
  override readonly name = 'SetupError';
  readonly code: SetupErrorCode;

  constructor(code: SetupErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
