/** What a visitor reads when something went wrong: what happened, and what they can do. */
import { UserPoolError } from './account/user-pool-error.ts';
import { describeRefusal } from './account/user-pool-words.ts';
import type { ApiError, FailureCode } from './api-error.ts';

export interface FailureWords {
  readonly title: string;
  readonly advice: string;
}

// A record, so that the compiler asks for words whenever a code is added.
const words: Readonly<Record<FailureCode | 'no-outputs', FailureWords>> = {
  offline: {
    title: 'You are offline',
    advice: 'Your device has no network connection. The page will try again by itself as soon as it is back.',
  },
  unreachable: {
    title: 'The shop does not answer',
    advice:
      'This page is here, but the API behind it can’t be reached. It may be stopped, or something on the way blocks it.',
  },
  refused: {
    title: 'This address does not work',
    advice: 'The shop could not make sense of it. Perhaps a link was cut short, or is too old.',
  },
  'signed-out': {
    title: 'Please sign in',
    advice: 'This part of the shop is yours alone. Sign in to see it.',
  },
  forbidden: {
    title: 'Not for this account',
    advice: 'You are signed in, but this account may not do that. It is for the staff of the shop.',
  },
  'not-found': {
    title: 'We don’t have this one',
    advice: 'There is nothing at this address. It may have been moved or taken off the shelf.',
  },
  conflict: {
    title: 'Something has changed meanwhile',
    advice: 'What you see is not up to date any more. Please look at it again.',
  },
  throttled: {
    title: 'The shop is very busy',
    advice: 'There were too many requests at once, and trying again a few times did not help. Give it a minute.',
  },
  failed: {
    title: 'Something broke in the shop',
    advice: 'It is our fault and not yours. Trying again may help.',
  },
  unavailable: {
    title: 'The shelves are out of reach',
    advice: 'The shop is open but its database did not answer in time. This usually passes within a minute.',
  },
  unexpected: {
    title: 'That was not the answer we expected',
    advice: 'The answer is not one that this page understands. Trying again may help.',
  },
  'no-outputs': {
    title: 'The shop can’t find its settings',
    advice: 'The file /outputs.json, which says where the API is, could not be read from this server.',
  },
};

/** Of something that was asked for by a button: the page is still there, and nothing tries again by itself. */
const actionWords: Readonly<Partial<Record<FailureCode, string>>> = {
  offline: 'You are offline, so nothing was changed. Try again when the network is back.',
  unreachable: 'The shop does not answer. It may be stopped, or something on the way blocks it.',
  'signed-out': 'You are not signed in any more. Please sign in and try again.',
  forbidden: 'This account may not do that. It is for the staff of the shop.',
  throttled: 'The shop is very busy. Please try again in a minute.',
  failed: 'Something broke in the shop. It is our fault and not yours; trying again may help.',
  unavailable: 'The shop’s database did not answer in time. Please try again in a moment.',
  unexpected: 'The shop’s answer is not one that this page understands. Trying again may help.',
};

export function getFailureWords(code: FailureCode | 'no-outputs'): FailureWords {
  return words[code];
}

/** One sentence or two. What the API refuses for a reason it says in its own plain words. */
export function describeActionFailure(error: ApiError | UserPoolError): string {
  return error instanceof UserPoolError ? describeRefusal(error) : (actionWords[error.code] ?? error.message);
}
