/** POST /admin/books */
import { json } from '../shared/answer.ts';
import { writeAuditLine } from '../shared/audit.ts';
import { parseBody, parseWhole } from '../shared/body.ts';
import type { Book } from '../shared/book.ts';
import { getStaff } from '../shared/caller.ts';
import { Refusal } from '../shared/refusal.ts';
import { restRoute } from '../shared/rest-route.ts';
import { createUlid } from '../shared/ulid.ts';
import { type BookText, parseBookText, toSlug } from './book-text.ts';
import { addBook, findBook } from './catalogue-table.ts';
import { hasReviews } from './old-reviews.ts';

export const handler = restRoute(async (event) => {
  const staff = getStaff(event);
  const body = parseBody(event);
  const text = parseBookText(body);
  const stock = parseWhole(body, 'stock', 0, 1_000_000);
  const book = await createBook(text, stock);
  writeAuditLine(staff, 'BookCreated', { bookId: book.id });
  return json(201, book);
});

async function createBook(text: BookText, stock: number): Promise<Book> {
  for (const id of toIds(text)) {
    const other = await findBook(id);
    if (other && other.title === text.title && other.author === text.author) throw bookExists(id);
    const book: Book = { id, ...text, stock, rating: { average: 0, count: 0 }, version: 1 };
    // The reviews of a book that was deleted would count for this one.
    const isFree = !other && !(await hasReviews(id));
    if (isFree && (await addBook(book))) return book;
  }
  throw bookExists(toSlug(text.title));
}

/** The server makes the id. Another author's book may have the same title. */
function toIds({ title, author }: BookText): readonly string[] {
  const slug = toSlug(title);
  return slug === '' ? [`book-${createUlid().toLowerCase()}`] : [slug, toSlug(`${title} ${author}`)];
}

function bookExists(bookId: string): Refusal {
  return new Refusal(409, 'BookExists', 'There is a book with this title already.', { bookId });
}
