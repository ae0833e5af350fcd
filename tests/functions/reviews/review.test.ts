/** Public names, and the ids that stand for users. */
import { toPublicName, toReviewerId } from '../../../functions/reviews/review.ts';

describe('a public name', () => {
  it.each([
    ['Ann Reader', 'Ann Reader'],
    ['  Ann \n\t Reader ', 'Ann Reader'],
    ['Ann\u0000\u202eReader', 'Ann Reader'],
    ['Zoë 王', 'Zoë 王'],
    ['Zoe\u0308', 'Zoë'],
    ['👩‍🚀 Ann', '👩‍🚀 Ann'],
    ['<b>Ann</b>', '<b>Ann</b>'],
    ['x'.repeat(60), 'x'.repeat(50)],
    [`${'😀'.repeat(49)}ab`, `${'😀'.repeat(49)}a`],
  ])('is %j cleaned to %j', (name, expected) => {
    expect(toPublicName(name)).toBe(expected);
  });

  it.each(['', '   ', '\u202e', '!!!', 'ann@example.com', 'Ann (ann@example.com)'])(
    'is not shown when it is %j',
    (name) => {
      expect(toPublicName(name)).toBe('A reader');
    },
  );
});

describe('a reviewer id', () => {
  it('is the same for the same user and book', () => {
    expect(toReviewerId('emma', 'user-1')).toBe(toReviewerId('emma', 'user-1'));
  });

  it('differs between books, so that nobody can follow a user from one to the next', () => {
    expect(toReviewerId('emma', 'user-1')).not.toBe(toReviewerId('persuasion', 'user-1'));
  });

  it('does not hold the user', () => {
    expect(toReviewerId('emma', 'user-1')).toMatch(/^[\w-]{43}$/);
  });
});
