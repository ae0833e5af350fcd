/** Refuses passwords that the pool's policy does not allow. Source: "Adding user pool password requirements". */

import { CognitoError } from './cognito-error.ts';
import type { PasswordPolicy } from './definition.ts';
import { invalidMember } from './input.ts';

const MAX_LENGTH = 256;
/** A space counts as a symbol too, but not at either end. */
const SYMBOLS = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

type Rule = readonly [isBroken: (password: string, policy: PasswordPolicy) => boolean, reason: string];

/** The first broken rule is the one that is named. */
const RULES: readonly Rule[] = [
  [(password, { minimumLength }) => password.length < minimumLength, 'Password not long enough'],
  [
    (password, policy) => policy.requiresUppercase && !/[A-Z]/.test(password),
    'Password must have uppercase characters',
  ],
  [
    (password, policy) => policy.requiresLowercase && !/[a-z]/.test(password),
    'Password must have lowercase characters',
  ],
  [(password, policy) => policy.requiresNumbers && !/[0-9]/.test(password), 'Password must have numeric characters'],
  [(password, policy) => policy.requiresSymbols && !SYMBOLS.test(password), 'Password must have symbol characters'],
];

/** Throws InvalidPasswordException, or InvalidParameterException for what is no password under any policy. */
export function checkPassword(password: string, policy: PasswordPolicy, member = 'Password'): void {
  if (password.length > MAX_LENGTH)
    throw invalidMember(member, `Member must have length less than or equal to ${MAX_LENGTH}`);
  if (!/^\S(?:.*\S)?$/s.test(password))
    throw invalidMember(member, 'Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$');
  const broken = RULES.find(([isBroken]) => isBroken(password, policy));
  if (broken === undefined) return;
  throw new CognitoError('InvalidPasswordException', `Password did not conform with policy: ${broken[1]}`);
}
