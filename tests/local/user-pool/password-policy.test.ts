/** Which passwords a policy allows, and what is said of the others. */

import type { PasswordPolicy } from '../../../local/user-pool/definition.ts';
import { hashPassword, isPassword } from '../../../local/user-pool/password-hash.ts';
import { checkPassword } from '../../../local/user-pool/password-policy.ts';

const STRICT: PasswordPolicy = {
  minimumLength: 8,
  requiresUppercase: true,
  requiresLowercase: true,
  requiresNumbers: true,
  requiresSymbols: true,
  temporaryPasswordDays: 7,
};
const LAX: PasswordPolicy = {
  ...STRICT,
  requiresUppercase: false,
  requiresLowercase: false,
  requiresNumbers: false,
  requiresSymbols: false,
};

describe('a password policy', () => {
  it.each([
    ['Aa1!567', 'Password not long enough'],
    ['aa1!5678', 'Password must have uppercase characters'],
    ['AA1!5678', 'Password must have lowercase characters'],
    ['Aab!cdef', 'Password must have numeric characters'],
    ['Aa123456', 'Password must have symbol characters'],
    ['Äa1!5678', 'Password must have uppercase characters'],
    ['Aa1§5678', 'Password must have symbol characters'],
  ])('refuses %s', (password, reason) => {
    expect(() => checkPassword(password, STRICT)).toThrow(
      expect.objectContaining({
        code: 'InvalidPasswordException',
        message: `Password did not conform with policy: ${reason}`,
      }),
    );
  });

  it.each([...'^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+- '])('counts %j as a symbol', (symbol) => {
    expect(() => checkPassword(`Aa1${symbol}5678`, STRICT)).not.toThrow();
  });

  it('asks for nothing that it does not name', () => {
    expect(() => checkPassword('ßßßßßßßß', LAX)).not.toThrow();
  });

  it.each([
    [' Aa1!5678', 'regular expression'],
    ['Aa1!5678 ', 'regular expression'],
    [`Aa1!${'x'.repeat(253)}`, 'less than or equal to 256'],
  ])('never allows %j', (password, reason) => {
    expect(() => checkPassword(password, LAX)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException', message: expect.stringContaining(reason) }),
    );
  });
});

describe('a stored password', () => {
  it('is known again, and no other is', async () => {
    const stored = await hashPassword('Bookstore-1!');

    expect(await isPassword('Bookstore-1!', stored)).toBe(true);
    expect(await isPassword('bookstore-1!', stored)).toBe(false);
    expect(await isPassword('', undefined)).toBe(false);
  });

  it('is salted', async () => {
    const [one, two] = await Promise.all([hashPassword('same'), hashPassword('same')]);

    expect(one.hash).not.toBe(two.hash);
  });
});
