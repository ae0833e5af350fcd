/** PUT /admin/books/{bookId} */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { json } from '../shared/answer.ts';
import { writeAuditLine } from '../shared/audit.ts';
import { parseBody } from '../shared/body.ts';
import type { Book } from '../shared/book.ts';
import { isBookId, noSuchBook } from '../shared/book-id.ts';
import { getStaff } from '../shared/caller.ts';
import { Refusal } from '../shared/refusal.ts';
import { findHeader } from '../shared/request.ts';
import { restRoute } from '../shared/rest-route.ts';
import { retryOnConflict } from '../shared/retry-on-conflict.ts';
import { type BookText, parseBookText } from './book-text.ts';
import { findBook, replaceText } from './catalogue-table.ts';

export const handler = restRoute(async (event) => {
  const staff = getStaff(event);
  const bookId = event.pathParameters?.bookId;
  if (!isBookId(bookId)) throw noSuchBook();
  const version = parseIfMatch(event);
  const text = parseBookText(parseBody(event));
  const book = await retryOnConflict(() => updateBook(bookId, text, version));
  writeAuditLine(staff, 'BookUpdated', { bookId, version: book.version });
  return json(200, book);
});

/** Who has seen an older version must not overwrite what was written since. */
async function updateBook(bookId: string, text: BookText, version: number): Promise<Book> {
  const updated = await replaceText(bookId, text, version);
  if (updated) return updated;
  const current = await findBook(bookId);
  if (!current) throw noSuchBook();
  throw new Refusal(409, 'VersionChanged', 'Somebody else has changed this book.', { version: current.version });
}

/** The version in quotes, as the standard wants it, or bare. */
function parseIfMatch(event: APIGatewayProxyEvent): number {
  const header = findHeader(event, 'If-Match')?.trim();
  if (!header) throw new Refusal(428, 'VersionMissing', 'The header If-Match has to name the version of the book.');
  const [, , version] = /^("?)(\d{1,9})\1$/.exec(header) ?? [];
  if (version === undefined) throw new Refusal(400, 'InvalidIfMatch', 'If-Match is a version such as "3".');
  return Number(version);
}
