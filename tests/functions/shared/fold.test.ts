/** Texts without case and accents, and the ids made of them. */
import { toSlug } from '../../../functions/books/book-text.ts';
import { fold } from '../../../functions/shared/fold.ts';

describe('folding', () => {
  it.each([
    ['Brontë', 'bronte'],
    ['ŁÓDŹ', 'lodz'],
    ['Straße', 'strasse'],
    ['Ærø', 'aero'],
    ['ﬁn', 'fin'],
    ['Ｆｕｌｌ', 'full'],
    ['Война', 'воина'],
    ['İstanbul', 'istanbul'],
    ['三体', '三体'],
  ])('makes %s into %s', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });
});

describe('the id of a title', () => {
  it.each([
    ['Pride and Prejudice', 'pride-and-prejudice'],
    ['Émile, or: On Education', 'emile-or-on-education'],
    ["Gulliver's Travels", 'gullivers-travels'],
    ['  --1984--  ', '1984'],
    ['三体', ''],
    ['x'.repeat(100), 'x'.repeat(80)],
    [`${'x'.repeat(79)} y`, 'x'.repeat(79)],
  ])('%j is %j', (title, id) => {
    expect(toSlug(title)).toBe(id);
  });
});
