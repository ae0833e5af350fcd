/** The reviews that this visitor wrote in this visit: the API's list does not tell whose one is. */
import type { Review } from './api.ts';
import type { TextStorage } from './storage.ts';

export class OwnReviews {
  readonly #storage: TextStorage;

  constructor(storage: TextStorage) {
    this.#storage = storage;
  }

  find(userId: string, bookId: string): Review | undefined {
    return parseReview(this.#storage.getItem(toKey(userId, bookId)));
  }

  remember(userId: string, review: Review): void {
    this.#storage.setItem(toKey(userId, review.bookId), JSON.stringify(review));
  }

  forget(userId: string, bookId: string): void {
    this.#storage.removeItem(toKey(userId, bookId));
  }
}

export function isSameReview(a: Review, b: Review | undefined): boolean {
  return a.writtenAt === b?.writtenAt && a.author === b.author && a.text === b.text;
}

function toKey(userId: string, bookId: string): string {
  return `review of ${bookId} by ${userId}`;
}

function parseReview(text: string | null): Review | undefined {
  const stored: unknown = JSON.parse(text ?? 'null');
  if (typeof stored !== 'object' || stored === null) return undefined;
  const find = (name: keyof Review): unknown => Reflect.get(stored, name);
  const [bookId, author, rating, content, writtenAt] = [
    find('bookId'),
    find('author'),
    find('rating'),
    find('text'),
    find('writtenAt'),
  ];
  if (typeof bookId !== 'string' || typeof author !== 'string' || typeof rating !== 'number') return undefined;
  if (typeof content !== 'string' || typeof writtenAt !== 'string') return undefined;
  return { bookId, author, rating, text: content, writtenAt };
}
