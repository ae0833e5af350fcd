/** PUT /books/{bookId}/reviews/mine */
import { json } from '../shared/answer.ts';
import { parseBody } from '../shared/body.ts';
import { isBookId, noSuchBook } from '../shared/book-id.ts';
import { getCaller } from '../shared/caller.ts';
import { recordMetrics } from '../shared/metrics.ts';
import { restRoute } from '../shared/rest-route.ts';
import { retryOnConflict } from '../shared/retry-on-conflict.ts';
import { toPublicName } from '../shared/shown-text.ts';
import { parseReview, type Review, toReviewerId } from './review.ts';
import { readRating, storeReview } from './review-table.ts';

export const handler = restRoute(async (event) => {
  const { userId, name } = getCaller(event);
  const bookId = event.pathParameters?.bookId;
  if (!isBookId(bookId)) throw noSuchBook();
  const content = parseReview(parseBody(event));
  const review: Review = { bookId, author: toPublicName(name), ...content, writtenAt: new Date().toISOString() };
  const key = { bookId, reviewerId: toReviewerId(bookId, userId) };
  await retryOnConflict(async () => {
    const { hasBook, rating } = await readRating(key);
    if (!hasBook) throw noSuchBook();
    await storeReview(key, review, rating);
  });
  recordMetrics({ ReviewsWritten: 1 });
  return json(200, review);
});
