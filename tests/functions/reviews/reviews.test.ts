/** Writing and deleting reviews against a real DynamoDB engine: the rating sums stay exact. */
import { toReviewerId } from '../../../functions/reviews/review.ts';
import { aBookItem, aReadersEvent } from '../../support/a-book.ts';
import { catchMetrics } from '../../support/metrics.ts';
import { type RestFunction, type Shop, startShop, transactionConflict } from '../../support/shop.ts';

const takeMetrics = catchMetrics();
let shop: Shop;
let writeReview: RestFunction;
let deleteReview: RestFunction;

beforeAll(async () => {
  shop = await startShop();
  writeReview = await shop.load<RestFunction>('writeReview');
  deleteReview = await shop.load<RestFunction>('deleteReview');
}, 20_000);

afterAll(() => shop.stop());

let count = 0;
let bookId = '';
beforeEach(() => {
  bookId = `book-${++count}`;
  return shop.put('BooksTable', aBookItem({ id: bookId }));
});

interface Review {
  readonly userId?: string;
  readonly name?: string;
  readonly bookId?: string;
  readonly body?: unknown;
}

function write({ body = { rating: 4, text: 'Fine.' }, bookId: id = bookId, ...who }: Review = {}) {
  return writeReview(aReadersEvent({ ...who, pathParameters: { bookId: id }, body }));
}

function remove({ bookId: id = bookId, ...who }: Review = {}) {
  return deleteReview(aReadersEvent({ ...who, pathParameters: { bookId: id } }));
}

async function sums(): Promise<readonly [number, number]> {
  const book = await shop.get('BooksTable', { id: bookId });
  return [Number(book?.ratingSum?.N), Number(book?.ratingCount?.N)];
}

const stored = (userId = 'user-1') => shop.get('ReviewsTable', { bookId, reviewerId: toReviewerId(bookId, userId) });

describe('PUT /books/{bookId}/reviews/mine', () => {
  it('answers the review as others see it, with the name and nothing else of its writer', async () => {
    const answer = await write({ body: { rating: 5, text: '  Splendid,\nfrom start to end.  ' } });
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      bookId,
      author: 'Ann Reader',
      rating: 5,
      text: 'Splendid,\nfrom start to end.',
      writtenAt: expect.stringMatching(/^20.*Z$/),
    });
    expect(answer.body).not.toMatch(/user-1|ann@example\.com/);
    expect(takeMetrics()).toEqual([{ ReviewsWritten: 1 }]);
  });

  it('adds the rating to the book', async () => {
    await write({ userId: 'user-1', body: { rating: 5, text: 'Good' } });
    await write({ userId: 'user-2', body: { rating: 2, text: 'Bad' } });
    expect(await sums()).toEqual([7, 2]);
  });

  it('replaces the review that the same user wrote before', async () => {
    await write({ body: { rating: 5, text: 'Good' } });
    await write({ body: { rating: 1, text: 'On second thoughts' } });
    expect(await sums()).toEqual([1, 1]);
    expect(await stored()).toMatchObject({ rating: { N: '1' }, text: { S: 'On second thoughts' } });
  });

  it('stores nothing that names the user', async () => {
    await write();
    expect(JSON.stringify(await stored())).not.toMatch(/user-1|ann@example\.com/);
  });

  it('keeps the sums exact when twenty write at once', async () => {
    const ratings = Array.from({ length: 20 }, (_, index) => 1 + (index % 5));
    const answers = await Promise.all(
      ratings.map((rating, index) => write({ userId: `user-${index}`, body: { rating, text: 'x' } })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(200));
    expect(await sums()).toEqual([60, 20]);
  }, 20_000);

  it('keeps the sums exact when one user writes and deletes in many places at once', async () => {
    await write({ userId: 'somebody-else', body: { rating: 3, text: 'x' } });
    await Promise.all([1, 2, 3, 4, 5].flatMap((rating) => [write({ body: { rating, text: 'x' } }), remove()]));
    const own = (await stored())?.rating?.N;
    expect(await sums()).toEqual(own ? [3 + Number(own), 2] : [3, 1]);
  }, 20_000);

  it('does not count twice when the reply got lost', async () => {
    shop.loseReply('TransactWriteItemsCommand');
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await write()).toMatchObject({ statusCode: 503 });
    log.mockRestore();
    expect(await write()).toMatchObject({ statusCode: 200 });
    expect(await sums()).toEqual([4, 1]);
  });

  it('tries again when transactions meet, and answers 503 in the end', async () => {
    shop.fail('TransactWriteItemsCommand', transactionConflict(), transactionConflict());
    expect(await write()).toMatchObject({ statusCode: 200 });
    shop.fail('TransactWriteItemsCommand', ...Array.from({ length: 10 }, transactionConflict));
    expect(await write({ userId: 'user-2' })).toMatchObject({ statusCode: 503 });
    expect(await sums()).toEqual([4, 1]);
  }, 20_000);

  it.each(['no-such-book', 'NOT_AN_ID', '', 'a'.repeat(81)])('answers 404 for the book %j', async (id) => {
    expect(await write({ bookId: id })).toMatchObject({ statusCode: 404 });
    expect(
      await shop.get('ReviewsTable', { bookId: id || '-', reviewerId: toReviewerId(id, 'user-1') }),
    ).toBeUndefined();
  });

  it.each([
    { rating: 0, text: 'x' },
    { rating: 6, text: 'x' },
    { rating: 4.5, text: 'x' },
    { rating: '5', text: 'x' },
    { rating: 5 },
    { rating: 5, text: '' },
    { rating: 5, text: ' \n\u0000\u202e ' },
    { rating: 5, text: 'x'.repeat(2001) },
    { rating: 5, text: ['x'] },
    'no json',
  ])('answers 400 to %j', async (body) => {
    expect(await write({ body })).toMatchObject({ statusCode: 400 });
    expect(await sums()).toEqual([0, 0]);
  });

  it('takes two thousand characters, and an emoji is one', async () => {
    expect(await write({ body: { rating: 5, text: '😀'.repeat(2000) } })).toMatchObject({ statusCode: 200 });
  });

  it('needs every right that it has', () => {
    expect(shop.unusedRights('writeReview')).toEqual([]);
  });
});

describe('DELETE /books/{bookId}/reviews/mine', () => {
  it('takes the review and its rating away', async () => {
    await write({ body: { rating: 5, text: 'Good' } });
    await write({ userId: 'user-2', body: { rating: 2, text: 'Bad' } });
    expect(await remove()).toMatchObject({ statusCode: 204, body: '' });
    expect([await stored(), await sums()]).toEqual([undefined, [2, 1]]);
  });

  it('answers 404 when the caller has written none, whatever others have', async () => {
    await write({ userId: 'user-2' });
    expect(await remove()).toMatchObject({ statusCode: 404 });
    expect(await sums()).toEqual([4, 1]);
  });

  it('takes away a review of a book that is gone, and does not make the book anew', async () => {
    const [id, reviewerId] = ['gone-book', toReviewerId('gone-book', 'user-1')];
    const review = { author: 'Ann', rating: 5, text: 'x', writtenAt: '2026-01-01T00:00:00.000Z' };
    await shop.put('ReviewsTable', { bookId: id, reviewerId, ...review });
    expect(await remove({ bookId: id })).toMatchObject({ statusCode: 204 });
    expect(await shop.get('ReviewsTable', { bookId: id, reviewerId })).toBeUndefined();
    expect(await shop.get('BooksTable', { id })).toBeUndefined();
  });

  it.each(['NOT_AN_ID', ''])('answers 404 for the book %j', async (id) => {
    expect(await remove({ bookId: id })).toMatchObject({ statusCode: 404 });
  });

  it('needs every right that it has', () => {
    expect(shop.unusedRights('deleteReview')).toEqual([]);
  });
});
