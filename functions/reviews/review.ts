/** A review as the API shows it, and under which name and id it is stored. */
import { createHash } from 'node:crypto';
import { type Body, parseWhole } from '../shared/body.ts';
import { parseShownText } from '../shared/shown-text.ts';

export type Review = {
  readonly bookId: string;
  readonly author: string;
  readonly rating: number;
  readonly text: string;
  readonly writtenAt: string;
};

/** Stands for a user among the reviews of one book, so that no key, token or answer gives a user's id away. */
export function toReviewerId(bookId: string, userId: string): string {
  return createHash('sha256').update(`${bookId}/${userId}`).digest('base64url');
}

/** Throws a Refusal (400). */
export function parseReview(body: Body): { readonly rating: number; readonly text: string } {
  return { rating: parseWhole(body, 'rating', 1, 5), text: parseShownText(body, 'text', 1, 2000) };
}
