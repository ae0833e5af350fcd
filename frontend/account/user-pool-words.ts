/** What the user pool's refusals mean for whoever fills in a form. */
import type { UserPoolError } from './user-pool-error.ts';

const words = new Map<string, string>([
  ['NotAuthorizedException', 'Email address and password don’t belong together.'],
  ['UserNotConfirmedException', 'The email address is not confirmed yet.'],
  ['UsernameExistsException', 'There is an account with this email address already.'],
  [
    'InvalidPasswordException',
    'The password needs at least ten characters, among them a capital letter, a small letter and a digit.',
  ],
  ['CodeMismatchException', 'This is not the code that we sent. Please look again.'],
  ['ExpiredCodeException', 'This code is too old, or was replaced by a newer one. Please ask for a new one.'],
  ['LimitExceededException', 'That were too many attempts. Please wait a while before the next one.'],
  ['TooManyRequestsException', 'Too many people are at the door at once. Please try again in a moment.'],
  ['TooManyFailedAttemptsException', 'That were too many wrong codes. Please wait a while before the next one.'],
  ['CodeDeliveryFailureException', 'The code could not be sent to this address. Is it spelled correctly?'],
  ['ChallengeNeeded', 'This account needs a step that the shop does not offer. Please reset the password instead.'],
  ['InternalErrorException', 'Something broke at the door. It is our fault and not yours; trying again may help.'],
]);

/** For what has no words of ours, Cognito's own. */
export function describeRefusal({ code, message }: UserPoolError): string {
  if (message.includes('attempts exceeded')) return words.get('LimitExceededException') ?? message;
  return words.get(code) ?? message;
}
