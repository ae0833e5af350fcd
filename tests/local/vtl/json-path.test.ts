/** Jayway's JSONPath. */
import { TemplateRenderError } from '../../../local/vtl/errors.ts';
import { parseJson } from '../../../local/vtl/json.ts';
import { compileJsonPath } from '../../../local/vtl/json-path.ts';
import { toJsonText } from '../../../local/vtl/printing.ts';

const text = JSON.stringify({
  books: [
    { id: 'dune', year: 1965, price: 9.5, tags: ['sand', 'spice'], sold: true },
    { id: 'emma', year: 1815, price: 5, tags: [] },
    { id: 'ubik', year: 1969, price: 7, isbn: '1', none: null },
  ],
  shelf: { id: 'A', 'a.b': 1, "it's": 2 },
  prices: [3, 1, 2],
  matrix: [[1, 2], [3]],
  limit: 6,
});
const fromText = parseJson(text);
const plain: unknown = JSON.parse(text);

const read = (path: string, document: unknown = fromText) => toJsonText(compileJsonPath(path)(document));

describe('compileJsonPath', () => {
  it.each([
    ['$.limit', '6'],
    ['limit', '6'],
    ['$.shelf.id', '"A"'],
    ["$['shelf']['id']", '"A"'],
    ['$["shelf"]["a.b"]', '1'],
    ["$.shelf['it\\'s']", '2'],
    ['$.books[0].id', '"dune"'],
    ['$.books[-1].id', '"ubik"'],
    ['$.books[0,2].id', '["dune","ubik"]'],
    ['$.prices[1:]', '[1,2]'],
    ['$.prices[:2]', '[3,1]'],
    ['$.prices[-2:]', '[1,2]'],
    ['$.prices[0:-1]', '[3,1]'],
    ['$.prices[*]', '[3,1,2]'],
    ['$.prices[0,9]', '[3]'],
    ['$.books[*].id', '["dune","emma","ubik"]'],
    ['$.books[*].isbn', '["1"]'],
    ['$.books[*].none', '[null]'],
    ['$.shelf.*', '["A",1,2]'],
    ['$.matrix[*][0]', '[1,3]'],
    ['$..id', '["dune","emma","ubik","A"]'],
    ['$.books..tags', '[["sand","spice"],[]]'],
    ['$..[0]', '[{"id":"dune","year":1965,"price":9.5,"tags":["sand","spice"],"sold":true},"sand",3,[1,2],1,3]'],
    ["$.books[0]['id','year']", '{"id":"dune","year":1965}'],
    ["$.books[0]['id','nope']", '{"id":"dune"}'],
    ["$['shelf','none'].id", '["A"]'],
    ['$.books[?(@.isbn)].id', '["ubik"]'],
    ['$.books[?(!@.isbn)].id', '["dune","emma"]'],
    ['$.books[?(@.price < $.limit)].id', '["emma"]'],
    ["$.books[?(@.id == 'dune')].year", '[1965]'],
    ["$.books[?(@.id != 'dune' && @.year >= 1900)].id", '["ubik"]'],
    ["$.books[?(@.id == 'dune' || @['id'] == \"emma\")].id", '["dune","emma"]'],
    ['$.books[?((@.price > 5) && !(@.sold == true))].id', '["ubik"]'],
    ["$.books[?(@.price == '5')].id", '["emma"]'],
    ["$.books[?(@.id in ['emma', 'ubik'])].id", '["emma","ubik"]'],
    ["$.books[?(@.id nin ['emma', 'ubik'])].id", '["dune"]'],
    ["$.books[?('sand' in @.tags)].id", '["dune"]'],
    ["$.books[?(@.tags contains 'sand')].id", '["dune"]'],
    ["$.books[?(@.tags anyof ['sand'])].id", '["dune"]'],
    ["$.books[?(@.tags noneof ['sand'])].id", '["emma"]'],
    ["$.books[?(@.tags subsetof ['sand', 'spice', 'x'])].id", '["dune","emma"]'],
    ['$.books[?(@.tags size 2)].id', '["dune"]'],
    ['$.books[?(@.tags empty true)].id', '["emma"]'],
    ['$.books[?(@.id =~ /U.*/i)].id', '["ubik"]'],
    ['$.books[?(@.none == null)].id', '["dune","emma","ubik"]'],
    ['$.books[?(@.tags[0] == "sand")].id', '["dune"]'],
    ['$.books[?(@.tags.length() == 2)].id', '["dune"]'],
    ['$.prices[?(@ > 1)]', '[3,2]'],
    ['$..books[?(@.sold)].id', '["dune"]'],
    ['$.books.length()', '3'],
    ['$..books.length()', '3'],
    ['$.shelf.size()', '3'],
    ['$.shelf.keys()', '["id","a.b","it\'s"]'],
    ['$.prices.min()', '1.0'],
    ['$.prices.max()', '3.0'],
    ['$.prices.sum()', '6.0'],
    ['$.prices.avg()', '2.0'],
    ['$.prices.stddev()', '0.816496580927726'],
    ['$..price.sum()', '21.5'],
    ['$.prices.first()', '3'],
    ['$.prices.last()', '2'],
    ['$.prices.index(1)', '1'],
    ['$.prices.append(4)', '[3,1,2,4]'],
    ['$.concat($.shelf.id, "-", $.books[0].id)', '"A-dune"'],
  ])('%s reads %s', (path, expected) => {
    expect(read(path)).toBe(expected);
    expect(read(path, plain)).toBe(expected);
  });

  it.each([
    '$.missing',
    '$.missing.deeper',
    '$.books.id',
    '$.books[9]',
    '$.books[-9]',
    '$.limit.x',
    '$.limit[0]',
    '$.limit.length()',
    '$.shelf[0]',
    '$.constructor',
    '$.__proto__',
    '$.books.push',
  ])('%s leads nowhere', (path) => {
    expect(compileJsonPath(path)(fromText)).toBeUndefined();
    expect(compileJsonPath(path)(plain)).toBeUndefined();
  });

  it.each(['', '$.', '$..', '$s', '$.prices[]', '$.prices[a]', "$['open", '$.books[?(@.id ==)]', '$.books[?]', '$ [0'])(
    '%j makes no sense',
    (path) => {
      expect(() => compileJsonPath(path)).toThrow(TemplateRenderError);
    },
  );

  it('fails for unknown functions and for sums without numbers', () => {
    expect(() => read('$.prices.shuffle()')).toThrow('JSONPath has no function shuffle()');
    expect(() => read('$.books[1].tags.sum()')).toThrow(TemplateRenderError);
  });

  it('gives the document for $', () => {
    expect(compileJsonPath('$')(plain)).toBe(plain);
  });

  it('keeps members called __proto__ apart from the prototype', () => {
    expect(read('$.__proto__.x', parseJson('{"__proto__":{"x":1}}'))).toBe('1');
    expect(read('$.__proto__.x', JSON.parse('{"__proto__":{"x":1}}'))).toBe('1');
  });
});
