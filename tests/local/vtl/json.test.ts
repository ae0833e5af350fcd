/** Reading JSON as the parser behind `$input.path` does, and printing it. */
import { TemplateRenderError } from '../../../local/vtl/errors.ts';
import { parseJson } from '../../../local/vtl/json.ts';
import { toJsonText, toText } from '../../../local/vtl/printing.ts';

const roundTrip = (text: string) => toJsonText(parseJson(text));

describe('parseJson', () => {
  it.each([
    '{"b":1,"a":2,"1":3}',
    '{"id":12345678901234567890,"n":-9007199254740993}',
    '{"price":1.0,"e":1.5E-7,"big":1.0E10}',
    '[true,false,null,"",[],{}]',
    '0.1234567890123456789',
    '{"__proto__":{"x":1},"constructor":2}',
    '"a\\"b\\\\c\\n"',
    '-1',
    '[-0.0]',
  ])('keeps %s as it is', (text) => {
    expect(roundTrip(text)).toBe(text);
  });

  it.each([
    [' { "a" : [ 1 , 2 ] } ', '{"a":[1,2]}'],
    ['{"a":1.50}', '{"a":1.5}'],
    ['{"a":1e3}', '{"a":1000.0}'],
    ['{"a":-0}', '{"a":0}'],
    ['{"a":01}', '{"a":1}'],
    ['{"a":1,"b":2,"a":3}', '{"a":3,"b":2}'],
    ['"\\u00e9\\/\\t"', '"é/\\t"'],
    ["{a:'x',b:word,}", '{"a":"x","b":"word"}'],
    ['[1,,2,]', '[1,2]'],
    ['{"a":two words}', '{"a":"two words"}'],
    ['{"a":+1,"b":.5}', '{"a":"+1","b":".5"}'],
    ['{"a":1} trailing', '{"a":1}'],
    ['"a\nb"', '"a\\nb"'],
  ])('reads %s as %s', (text, expected) => {
    expect(roundTrip(text)).toBe(expected);
  });

  it.each(['{"a":', '{"a"}', '[1', '"abc', '{"a":"\\u00"}', '{"a":1', '[{]', '{"a" 1}'])('refuses %s', (text) => {
    expect(() => parseJson(text)).toThrow(TemplateRenderError);
  });

  it('refuses documents that are nested too deeply instead of running out of stack', () => {
    expect(() => parseJson('['.repeat(100_000))).toThrow('nested deeper than 400 levels');
  });

  it('reads a number of a million digits as text rather than for minutes', () => {
    expect(roundTrip(`[${'9'.repeat(1_000_000)}]`)).toHaveLength(1_000_004);
  });
});

describe('toText', () => {
  it.each([
    ['{"a":{"b":[1,{"c":null}]},"d":null}', '{a={b=[1,{"c":null}]}, d=null}'],
    ['[{"a":1.0}]', '[{"a":1.0}]'],
    ['null', ''],
    ['"text"', 'text'],
    ['1.0', '1.0'],
  ])('prints %s as %s', (text, expected) => {
    expect(toText(parseJson(text))).toBe(expected);
  });

  it('prints plain data from outside alike', () => {
    expect(toText({ a: [1, { b: 'x' }], c: 1.5 })).toBe('{a=[1,{"b":"x"}], c=1.5}');
    expect(toJsonText({ a: [1, { b: 'x' }], c: 1.5 })).toBe('{"a":[1,{"b":"x"}],"c":1.5}');
    expect(toJsonText(undefined)).toBe('null');
  });
});
