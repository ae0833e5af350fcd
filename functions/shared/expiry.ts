/** When items expire. DynamoDB deletes them within days, not at once, so readers look for themselves. */
import { type Item, readNumber } from './item.ts';

/** The attribute `expiresAtSeconds` is what the tables' TimeToLiveSpecification names. */
export function isExpired(item: Item): boolean {
  return readNumber(item, 'expiresAtSeconds') <= nowInSeconds();
}

export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
