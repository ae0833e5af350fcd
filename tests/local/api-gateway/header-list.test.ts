import { toHeaderValue } from '../../../local/api-gateway/header-lines.ts';
import { HeaderList } from '../../../local/api-gateway/header-list.ts';

describe('HeaderList', () => {
  it('finds a header whatever its case and keeps the casing it was set in', () => {
    const headers = new HeaderList();
    headers.set('X-Shelf', 'a');
    headers.append('x-shelf', 'b');
    headers.setDefault('X-SHELF', 'c');
    headers.set('Accept', 'x');
    headers.delete('ACCEPT');
    expect(headers.toLines()).toEqual([
      ['X-Shelf', 'a'],
      ['X-Shelf', 'b'],
    ]);
  });

  it.each(['', 'a b', 'a:b', 'a\r\nb', 'é', '(x)'])('leaves out %j, which is no header name', (name) => {
    const headers = new HeaderList();
    headers.set(name, 'x');
    headers.append(name, 'x');
    expect(headers.toLines()).toEqual([]);
  });
});

describe('toHeaderValue', () => {
  it.each([
    ['plain', 'plain'],
    ['a\r\nSet-Cookie: x=1', 'a Set-Cookie: x=1'],
    ['a\nb\u0000c\u007f', 'a b c '],
    ['a\tb', 'a\tb'],
    ['café', 'cafÃ©'],
  ])('makes %j safe', (value, expected) => {
    expect(toHeaderValue(value)).toBe(expected);
  });
});
