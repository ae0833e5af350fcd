/** DELETE /admin/books/{bookId}: orders keep what they say of it, carts report it as gone. */
import { writeAuditLine } from '../shared/audit.ts';
import { isBookId, noSuchBook } from '../shared/book-id.ts';
import { getStaff } from '../shared/caller.ts';
import { restRoute } from '../shared/rest-route.ts';
import { retryOnConflict } from '../shared/retry-on-conflict.ts';
import { removeBook } from './catalogue-table.ts';

export const handler = restRoute(async (event) => {
  const staff = getStaff(event);
  const bookId = event.pathParameters?.bookId;
  if (!isBookId(bookId) || !(await retryOnConflict(() => removeBook(bookId)))) throw noSuchBook();
  writeAuditLine(staff, 'BookDeleted', { bookId });
  return { statusCode: 204, headers: {}, body: '' };
});
