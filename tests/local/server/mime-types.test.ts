import { contentTypeOf, isCompressible } from '../../../local/server/mime-types.ts';

describe('contentTypeOf', () => {
  it.each([
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/main-5QX2KJ7A.js', 'text/javascript; charset=utf-8'],
    ['/a.mjs', 'text/javascript; charset=utf-8'],
    ['/a.b.css', 'text/css; charset=utf-8'],
    ['/A.SVG', 'image/svg+xml'],
    ['/outputs.json', 'application/json; charset=utf-8'],
    ['/font.woff2', 'font/woff2'],
    ['/file.unknown', 'application/octet-stream'],
    ['/folder.js/file', 'application/octet-stream'],
  ])('of %s is %s', (path, type) => {
    expect(contentTypeOf(path)).toBe(type);
  });
});

describe('isCompressible', () => {
  it.each([
    ['text/css; charset=utf-8', true],
    ['application/json; charset=utf-8', true],
    ['image/svg+xml', true],
    ['image/png', false],
    ['font/woff2', false],
    ['application/octet-stream', false],
  ])('for %s: %s', (type, expected) => {
    expect(isCompressible(type)).toBe(expected);
  });
});
