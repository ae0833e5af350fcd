import { InvocationLinks } from '../../local/main-journal.ts';

describe('which invocation a request led to', () => {
  it('is told once', () => {
    const links = new InvocationLinks();
    links.add('{"a":1}', 'i-1');
    expect(links.take('{"a":2}')).toBeUndefined();
    expect(links.take('{"a":1}')).toBe('i-1');
    expect(links.take('{"a":1}')).toBeUndefined();
    expect(links.take(Buffer.from('{"a":1}'))).toBeUndefined();
  });

  it('is forgotten when too many are never asked for', () => {
    const links = new InvocationLinks();
    for (let i = 0; i < 300; i++) links.add(`event ${i}`, `i-${i}`);
    expect([links.take('event 0'), links.take('event 99'), links.take('event 100')]).toEqual([
      undefined,
      undefined,
      'i-100',
    ]);
  });
});
