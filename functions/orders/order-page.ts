/** What staff ask for when they list orders, and the token of the page after. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { parsePageToken, toPageToken } from '../shared/page-token.ts';
import { Refusal } from '../shared/refusal.ts';
import { isUlid } from '../shared/ulid.ts';
import { orderStatuses } from './order-status.ts';
import type { OrderQuery } from './orders-by-status.ts';

type Parameters = NonNullable<APIGatewayProxyEvent['queryStringParameters']>;

const DEFAULT_LIMIT = '20';
const LIST = 'staff-orders';

/** `today` is such as 2026-02-28. Throws a Refusal (400). */
export function parseOrderQuery(parameters: Parameters, today: string): OrderQuery {
  const { status: wanted = 'placed', day = today, limit = DEFAULT_LIMIT, nextToken } = parameters;
  const status = orderStatuses.find((it) => it === wanted);
  if (status === undefined) throw invalid(`status is one of: ${orderStatuses.join(', ')}.`);
  if (!isDay(day)) throw invalid('day is a date such as 2026-02-28.');
  if (!/^([1-9][0-9]?|100)$/.test(limit)) throw invalid('limit is a whole number from 1 to 100.');
  return { status, day, limit: Number(limit), after: nextToken === undefined ? undefined : parseToken(nextToken) };
}

export function toToken(lastOrderId: string): string {
  return toPageToken(LIST, lastOrderId);
}

function parseToken(token: string): string {
  const orderId = parsePageToken(LIST, token, isUlid);
  if (orderId !== undefined) return orderId;
  throw invalid('nextToken comes from the page before in the same list.');
}

function isDay(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidParameter', message);
}
