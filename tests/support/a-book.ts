/** Builds books and callers for tests. */

import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Book } from '../../functions/shared/book.ts';
import { aRestEvent } from './rest-event.ts';

export function aBookItem(changes: Readonly<Record<string, string | number>> = {}): Record<string, string | number> {
  return {
    id: 'emma',
    title: 'Emma',
    author: 'Jane Austen',
    year: 1815,
    language: 'English',
    category: 'classics',
    description: 'A matchmaker errs.',
    priceInCents: 1250,
    stock: 3,
    ratingSum: 0,
    ratingCount: 0,
    version: 1,
    ...changes,
  };
}

export function aBook(changes: Partial<Book> = {}): Book {
  const { ratingSum: _sum, ratingCount: _count, ...fields } = aBookItem();
  return { ...(fields as unknown as Book), rating: { average: 0, count: 0 }, ...changes };
}

interface Call extends Omit<Partial<APIGatewayProxyEvent>, 'body'> {
  readonly userId?: string;
  readonly name?: string;
  readonly body?: unknown;
}

/** As the user pool authorizer lets it through. */
export function aReadersEvent({ userId = 'user-1', name = 'Ann Reader', body, ...parts }: Call = {}) {
  return withAuthorizer(parts, body, { claims: { sub: userId, name, email: 'ann@example.com' } });
}

/** As the Lambda authorizer lets it through. */
export function aStaffEvent({ userId = 'staff-1', name = 'Stan', body, ...parts }: Call = {}) {
  return withAuthorizer(parts, body, { principalId: userId, name });
}

function withAuthorizer(parts: Partial<APIGatewayProxyEvent>, body: unknown, authorizer: object): APIGatewayProxyEvent {
  const requestContext = { requestId: 'request-1', authorizer } as unknown as APIGatewayProxyEvent['requestContext'];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return aRestEvent({ ...parts, body: body === undefined ? null : text, requestContext });
}
