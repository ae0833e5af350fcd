import { parseRequestLine } from '../../../local/api-gateway/request-line.ts';

describe('parseRequestLine', () => {
  it.each([
    ['/dev/books', 'dev', '/books', '/dev/books', ''],
    ['/dev', 'dev', '/', '/dev', ''],
    ['/dev/', 'dev', '/', '/dev/', ''],
    ['//dev/books', 'dev', '/books', '/dev/books', ''],
    ['/dev//books', 'dev', '/books', '/dev//books', ''],
    ['/dev/books//dune/', 'dev', '/books//dune/', '/dev/books//dune/', ''],
    ['/dev/books?q=a?b', 'dev', '/books', '/dev/books', 'q=a?b'],
    ['/dev?q', 'dev', '/', '/dev', 'q'],
    ['/', '', '/', '/', ''],
    ['', '', '/', '/', ''],
    ['http://shop.example:80/dev/books?q=1', 'dev', '/books', '/dev/books', 'q=1'],
    ['*', '*', '/', '/*', ''],
  ])('takes %j apart', (rawTarget, stageName, path, fullPath, query) => {
    expect(parseRequestLine(rawTarget)).toEqual({ stageName, path, fullPath, query });
  });
});
