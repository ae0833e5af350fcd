/** POST /admin/books/{bookId}/stock: adds copies, or takes some away. */
import { json } from '../shared/answer.ts';
import { writeAuditLine } from '../shared/audit.ts';
import { parseBody, parseWhole } from '../shared/body.ts';
import { isBookId, noSuchBook } from '../shared/book-id.ts';
import { getStaff } from '../shared/caller.ts';
import { Refusal } from '../shared/refusal.ts';
import { restRoute } from '../shared/rest-route.ts';
import { retryOnConflict } from '../shared/retry-on-conflict.ts';
import { addToStock, findBook } from './catalogue-table.ts';

export const handler = restRoute(async (event) => {
  const staff = getStaff(event);
  const bookId = event.pathParameters?.bookId;
  if (!isBookId(bookId)) throw noSuchBook();
  const change = parseWhole(parseBody(event), 'change', -10_000, 10_000);
  await retryOnConflict(() => changeStock(bookId, change));
  writeAuditLine(staff, 'StockChanged', { bookId, change });
  return json(200, { bookId, stock: await getStock(bookId) });
});

async function changeStock(bookId: string, change: number): Promise<void> {
  const available = await getStock(bookId);
  if (available + change < 0) {
    throw new Refusal(409, 'OutOfStock', 'There are fewer copies than that.', { books: [{ bookId, available }] });
  }
  await addToStock(bookId, change);
}

async function getStock(bookId: string): Promise<number> {
  const book = await findBook(bookId);
  if (!book) throw noSuchBook();
  return book.stock;
}
