import fc from 'fast-check';
import { guessLanguage, highlight } from '../../../frontend/inspector/highlight.ts';
import { prettyJson } from '../../../frontend/inspector/pretty-json.ts';

describe('laying out JSON', () => {
  it.each([
    ['{"a":1}', '{\n  "a": 1\n}'],
    ['[]', '[]'],
    ['{"a":{"S":"x"},"b":[1,2]}', '{\n  "a": { "S": "x" },\n  "b": [1, 2]\n}'],
    ['{"n":1.0,"big":12345678901234567890,"e":1E2}', '{\n  "n": 1.0,\n  "big": 12345678901234567890,\n  "e": 1E2\n}'],
    ['{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
    ['{"s":"{\\"a\\": [1, 2]}"}', '{\n  "s": "{\\"a\\": [1, 2]}"\n}'],
  ])('%s', (text, expected) => {
    expect(prettyJson(text)).toBe(expected);
  });

  it.each(['', 'plain', '"text"', '{"a":', '{"cut":"abc… [70000 characters]', '<b>{}</b>'])(
    'leaves %j as it is',
    (text) => {
      expect(prettyJson(text)).toBe(text);
    },
  );

  it('breaks a line that would be too long', () => {
    const name = 'x'.repeat(60);
    expect(prettyJson(`{"a":{"${name}":"${name}"}}`)).toBe(`{\n  "a": {\n    "${name}": "${name}"\n  }\n}`);
  });

  it('never changes a value', () => {
    const document = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));
    fc.assert(
      fc.property(document, (value) => {
        expect(JSON.parse(prettyJson(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

const tonesOf = (text: string, language: 'json' | 'vtl') =>
  highlight(text, language)
    .filter(({ tone, text: part }) => tone !== 'plain' && part.trim() !== '')
    .map(({ tone, text: part }) => `${tone} ${part}`);

describe('colouring code', () => {
  it('tells the parts of a template apart', () => {
    expect(tonesOf('## note\n#set($a = "x")\n{ "n": "$book.id.S", "k": 7 }#end', 'vtl')).toEqual([
      'comment ## note',
      'directive #set',
      'reference $a',
      'string "x"',
      'string "n"',
      'string "',
      'reference $book.id.S',
      'string "',
      'string "k"',
      'number 7',
      'directive #end',
    ]);
  });

  it.each([
    ['#{else}x', ['directive #{else}']],
    ['${a.b}c', ['reference ${a.b}']],
    ['$!maybe', ['reference $!maybe']],
    ['#* a\n#set *#', ['comment #* a\n#set *#']],
    ['#setting', []],
    ['"open\n#if', ['string "open\n', 'directive #if']],
  ])('reads %j', (text, expected) => {
    expect(tonesOf(text, 'vtl')).toEqual(expected);
  });

  it('tells the parts of JSON apart', () => {
    expect(tonesOf('{"a": [-1.5e3, true, "x:y"]}', 'json')).toEqual([
      'mark {',
      'name "a"',
      'mark :',
      'mark [',
      'number -1.5e3',
      'mark ,',
      'number true',
      'mark ,',
      'string "x:y"',
      'mark ]}',
    ]);
  });

  it('never loses a character', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'#$"{}[]:,\\ \nseta1.!*-') });
    fc.assert(
      fc.property(texts, fc.constantFrom('json', 'vtl', 'text'), (text, language) => {
        expect(
          highlight(text, language)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it.each([
    ['{"a":1}', 'json'],
    ['  [1]', 'json'],
    ['<svg>', 'text'],
    ['', 'text'],
  ])('takes %j for %s', (text, language) => {
    expect(guessLanguage(text)).toBe(language);
  });
});
