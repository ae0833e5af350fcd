/** What a client asks for when it lists its wishes, and the token of the page after. */
import { isBookId } from '../shared/book-id.ts';
import { parsePageToken, toPageToken } from '../shared/page-token.ts';
import { Refusal } from '../shared/refusal.ts';
import type { WishQuery } from './wishlist-table.ts';

const LIST = 'wishlist';
const DEFAULT_LIMIT = '20';

/** Throws a Refusal (400). */
export function parseWishQuery(parameters: Readonly<Record<string, string | undefined>>): WishQuery {
  const { limit = DEFAULT_LIMIT, nextToken } = parameters;
  if (!/^([1-9][0-9]?|100)$/.test(limit)) throw invalid('limit is a whole number from 1 to 100.');
  if (nextToken === undefined) return { limit: Number(limit) };
  const after = parsePageToken(LIST, nextToken, isBookId);
  if (after === undefined) throw invalid('nextToken comes from the page before in the same list.');
  return { limit: Number(limit), after };
}

export function toToken(lastBookId: string): string {
  return toPageToken(LIST, lastBookId);
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidParameter', message);
}
