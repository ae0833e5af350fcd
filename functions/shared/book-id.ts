/** Book ids: what they may look like, and the refusal when there is no such book. */
import { Refusal } from './refusal.ts';

export function isBookId(text: string | undefined): text is string {
  return text !== undefined && /^[a-z0-9-]{1,80}$/.test(text);
}

export function noSuchBook(): Refusal {
  return new Refusal(404, 'BookNotFound', 'There is no book with this id.');
}
