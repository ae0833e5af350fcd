/** Says in sentences what went wrong on the way to AWS, and what to do about it. */

import { inspect } from 'node:util';
import { ReleaseError } from './release-error.ts';

const NO_CREDENTIALS = `No AWS credentials were found. These commands speak to your own account; there are three usual ways to sign in:
  - with IAM Identity Center: run "aws configure sso" once, then "aws sso login", and set AWS_PROFILE to the profile's name;
  - with a profile in ~/.aws/credentials: run "aws configure", and set AWS_PROFILE unless it is the default one;
  - with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and perhaps AWS_SESSION_TOKEN in the environment.
Nothing was changed. "npm start" needs no account at all.`;

const EXPIRED = 'Your AWS session has expired. Sign in again (such as by "aws sso login") and repeat the command.';

const UNKNOWN_KEY =
  'AWS does not know these credentials. Look at AWS_PROFILE and at the keys in the environment: were they changed or deleted? ' +
  'A clock that is minutes wrong has the same effect.';

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ['CredentialsProviderError', NO_CREDENTIALS],
  ['ExpiredToken', EXPIRED],
  ['ExpiredTokenException', EXPIRED],
  ['RequestExpired', UNKNOWN_KEY],
  ['InvalidClientTokenId', UNKNOWN_KEY],
  ['UnrecognizedClientException', UNKNOWN_KEY],
  ['InvalidAccessKeyId', UNKNOWN_KEY],
  ['InvalidSignatureException', UNKNOWN_KEY],
  ['SignatureDoesNotMatch', UNKNOWN_KEY],
  ['IncompleteSignature', UNKNOWN_KEY],
]);

const NETWORK_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'TimeoutError']);

/** What no sentence is known for is a bug, and shown whole. */
export function explainError(error: unknown): string {
  if (error instanceof ReleaseError) return error.message;
  if (!(error instanceof Error)) return inspect(error);
  if ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) return error.message;
  const { name, message } = error;
  const known = SENTENCES.get(name);
  // A profile that expired makes the same kind of error as none at all, so AWS's own words stay.
  if (known !== undefined) return `${known}\n(${name}: ${message})`;
  if (/^AccessDenied|^UnauthorizedOperation$/.test(name)) {
    return `Your AWS user or role may not do this. Ask for the right, or sign in as somebody who has it.\n(${message})`;
  }
  if (/Throttl|TooManyRequests|RequestLimitExceeded/.test(name)) {
    return `AWS asks for fewer calls at once. Wait a minute and repeat the command: it goes on where it stopped.\n(${message})`;
  }
  const code = codeOf(error) ?? name;
  if (NETWORK_CODES.has(code)) {
    return `AWS can't be reached. Look at the network, and whether the Region's name is spelt right.\n(${code}: ${message})`;
  }
  if ('$metadata' in error) return `AWS refused: ${name}: ${message}`;
  return inspect(error);
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
