/** GET /books/{bookId}/cover */
import { createHash } from 'node:crypto';
import { isBookId, noSuchBook } from '../shared/book-id.ts';
import { findHeader } from '../shared/request.ts';
import { restRoute } from '../shared/rest-route.ts';
import { findBookForCover } from './book-table.ts';
import { type CoverBook, drawCover } from './cover.ts';

const svgHeaders = {
  'Content-Type': 'image/svg+xml; charset=utf-8',
  // An SVG that is opened by itself is a document: it may load and run nothing.
  'Content-Security-Policy': "default-src 'none'",
};

export const handler = restRoute(async (event) => {
  const book = await getBook(event.pathParameters?.bookId);
  const body = drawCover(book);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const headers = { ETag: etag, 'Cache-Control': 'public, max-age=86400, stale-while-revalidate=604800' };
  if (isKnown(etag, findHeader(event, 'If-None-Match'))) return { statusCode: 304, headers, body: '' };
  return { statusCode: 200, headers: { ...svgHeaders, ...headers }, body };
});

async function getBook(bookId: string | undefined): Promise<CoverBook> {
  const book = isBookId(bookId) ? await findBookForCover(bookId) : undefined;
  if (!book) throw noSuchBook();
  return book;
}

/** If-None-Match holds a list, and a proxy that compresses on the way marks its tags as weak. */
function isKnown(etag: string, ifNoneMatch = ''): boolean {
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
