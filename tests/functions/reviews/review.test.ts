/** The ids that stand for users. */
import { toReviewerId } from '../../../functions/reviews/review.ts';

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
