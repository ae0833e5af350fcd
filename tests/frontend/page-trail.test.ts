/** The way back through pages whose API only knows the way forward. */
import { PageTrail } from '../../frontend/page-trail.ts';
import { createMemoryStorage } from '../../frontend/storage.ts';

const poetry = '/categories/poetry';

describe('PageTrail', () => {
  it('leads from page 2 to the first page, which has no token', () => {
    expect(new PageTrail(createMemoryStorage()).findPrevious(poetry, 2)).toBe('/categories/poetry');
  });

  it('leads back to a page that was seen', () => {
    const trail = new PageTrail(createMemoryStorage());
    trail.remember(poetry, 2, 'second');
    trail.remember(poetry, 3, 'third');
    expect(trail.findPrevious(poetry, 3)).toBe('/categories/poetry?page=2&from=second');
    expect(trail.findPrevious(poetry, 4)).toBe('/categories/poetry?page=3&from=third');
  });

  it('knows no page that was not seen', () => {
    const trail = new PageTrail(createMemoryStorage());
    trail.remember(poetry, 2, 'second');
    expect(trail.findPrevious(poetry, 5)).toBeUndefined();
  });

  it('keeps orders and categories apart', () => {
    const trail = new PageTrail(createMemoryStorage());
    trail.remember(poetry, 2, 'second');
    expect(trail.findPrevious('/categories/poetry?sort=price', 3)).toBeUndefined();
    expect(trail.findPrevious('/', 3)).toBeUndefined();
  });

  it('goes on after what the address says already', () => {
    const trail = new PageTrail(createMemoryStorage());
    trail.remember('/categories/poetry?sort=price', 2, 'second');
    expect(trail.findPrevious('/categories/poetry?sort=price', 3)).toBe(
      '/categories/poetry?sort=price&page=2&from=second',
    );
  });

  it('survives a reload', () => {
    const storage = createMemoryStorage();
    new PageTrail(storage).remember(poetry, 2, 'second');
    expect(new PageTrail(storage).findPrevious(poetry, 3)).toBe('/categories/poetry?page=2&from=second');
  });
});
