/** A review as the API shows it, and under which name and id it is stored. */
import { createHash } from 'node:crypto';
import { type Body, parseText, parseWhole } from '../shared/body.ts';

export type Review = {
  readonly bookId: string;
  readonly author: string;
  readonly rating: number;
  readonly text: string;
  readonly writtenAt: string;
};

const ANONYMOUS = 'A reader';
const MAX_NAME = 50;

/** Stands for a user among the reviews of one book, so that no key, token or answer gives a user's id away. */
export function toReviewerId(bookId: string, userId: string): string {
  return createHash('sha256').update(`${bookId}/${userId}`).digest('base64url');
}

/** The name that somebody chose at sign-up, fit to be shown to others. Who chose an email address stays unnamed. */
export function toPublicName(name: string): string {
  const clean = withoutControls(name.normalize('NFC')).replace(/\s+/g, ' ').trim();
  const short = [...clean].slice(0, MAX_NAME).join('').trim();
  return /[\p{L}\p{N}]/u.test(short) && !short.includes('@') ? short : ANONYMOUS;
}

/** Throws a Refusal (400). Line breaks stay. */
export function parseReview(body: Body): { readonly rating: number; readonly text: string } {
  const text = typeof body.text === 'string' ? withoutControls(body.text.replace(/\r\n?/g, '\n')) : body.text;
  return { rating: parseWhole(body, 'rating', 1, 5), text: parseText({ text }, 'text', 1, 2000) };
}

/** Invisible characters can turn the direction of all that follows, or hide in a name. */
function withoutControls(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, ' ');
}
