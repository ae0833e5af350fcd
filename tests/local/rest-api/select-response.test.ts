import { compileSelector } from '../../../local/rest-api/select-response.ts';

describe('compileSelector', () => {
  const byStatus = compileSelector([
    { statusCode: '200' },
    { statusCode: '400', selectionPattern: '4\\d{2}' },
    { statusCode: '502', selectionPattern: '5\\d{2}' },
  ]);

  it.each([
    ['200', '200'],
    ['404', '400'],
    ['503', '502'],
    ['301', '200'],
    ['4040', '200'],
    [undefined, '200'],
  ])('for %j takes %s', (selectOn, statusCode) => {
    expect(byStatus(selectOn).statusCode).toBe(statusCode);
  });

  it.each([
    ['Out of stock.*', 'Out of stock: dune', '409'],
    ['Out of stock', 'Out of stock: dune', '200'],
    ['.*stock.*', 'line one\nstock', '200'],
    ['(?s).*stock.*', 'line one\nstock', '409'],
    ['(?i)OUT OF STOCK', 'Out of stock', '409'],
    ['\\QOut (of) stock\\E', 'Out (of) stock', '409'],
    ['([unclosed', '([unclosed', '200'],
  ])('matches %j whole, as Java does, against %j', (selectionPattern, selectOn, statusCode) => {
    const select = compileSelector([
      { statusCode: '200', selectionPattern: '' },
      { statusCode: '409', selectionPattern },
    ]);
    expect(select(selectOn).statusCode).toBe(statusCode);
  });

  it('takes the first of several that match', () => {
    const select = compileSelector([
      { statusCode: '404', selectionPattern: '404' },
      { statusCode: '400', selectionPattern: '4..' },
    ]);
    expect(select('404').statusCode).toBe('404');
  });

  it('fails where nothing matches and there is no default', () => {
    const select = compileSelector([{ statusCode: '404', selectionPattern: '404' }]);
    expect(() => select('200')).toThrow(expect.objectContaining({ responseType: 'API_CONFIGURATION_ERROR' }));
    expect(() => compileSelector([])(undefined)).toThrow('Internal server error');
  });

  it('does not let a text keep a pattern busy for ever', () => {
    const select = compileSelector([{ statusCode: '200' }, { statusCode: '400', selectionPattern: '(a+)+b' }]);
    const started = performance.now();
    expect(select('a'.repeat(50)).statusCode).toBe('200');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
