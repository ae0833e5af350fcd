/** A function and the mapping template show the same item as the same book. */
import { toBook, toRating } from '../../../functions/shared/book.ts';
import { aBookItem } from '../../support/a-book.ts';
import { render } from '../../support/mapping-template.ts';

const toItem = (values: Record<string, string | number>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: value },
    ]),
  );

describe('a book', () => {
  it.each([
    [0, 0],
    [5, 1],
    [9, 2],
    [13, 3],
    [17, 4],
    [4_999_999, 1_000_000],
  ])('with the rating sum %d of %d reviews is what GET /books/{bookId} answers', (ratingSum, ratingCount) => {
    const item = toItem(aBookItem({ ratingSum, ratingCount, year: -380, title: '“Quotes” \\ \n' }));
    expect(toBook(item as never)).toEqual(render('books/get-book.response.vtl', { body: { Item: item } }).json);
  });

  it('has an average with one decimal, half up', () => {
    expect([toRating(17, 4), toRating(13, 3), toRating(0, 0)].map(({ average }) => average)).toEqual([4.3, 4.3, 0]);
  });
});
