/** What the commands that release the shop refuse: a code for programs, sentences for people. */

export type ReleaseErrorCode =
  | 'Alarm'
  | 'BrokenStack'
  | 'CanaryIsOn'
  | 'DataIsProtected'
  | 'Framework'
  | 'ForeignCanary'
  | 'NoAliases'
  | 'NoRegion'
  | 'NoResource'
  | 'NoStack'
  | 'NoTemplate'
  | 'NotConfirmed'
  | 'NothingToRelease'
  | 'SmokeTest'
  | 'StackIsChanging'
  | 'Usage';

export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly code: ReleaseErrorCode;

  constructor(code: ReleaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
