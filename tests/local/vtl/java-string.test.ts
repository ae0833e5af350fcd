/** Java's String methods, as templates call them. */
import { TemplateRenderError } from '../../../local/vtl/errors.ts';
import { render } from './render.ts';

const call = (self: string, method: string) => render(`$self.${method}`, { variables: { self } });

describe('String', () => {
  it.each([
    ['Dune', 'length()', '4'],
    ['', 'isEmpty()', 'true'],
    [' ', 'isBlank()', 'true'],
    ['', 'empty', 'true'],
    [' Dune\n', 'trim()', 'Dune'],
    [' Dune ', 'strip()', 'Dune'],
    ['Dune', 'toUpperCase()', 'DUNE'],
    ['Dune', 'toLowerCase()', 'dune'],
    ['Dune', 'charAt(1)', 'u'],
    ['Dune', 'codePointAt(0)', '68'],
    ['Dune', 'substring(1)', 'une'],
    ['Dune', 'substring(1, 3)', 'un'],
    ['Dune', 'substring(4)', ''],
    ['Dune', 'subSequence(0, 2)', 'Du'],
    ['banana', "indexOf('an')", '1'],
    ['banana', "indexOf('an', 2)", '3'],
    ['banana', 'indexOf(110)', '2'],
    ['banana', "lastIndexOf('an')", '3'],
    ['banana', "lastIndexOf('an', 2)", '1'],
    ['banana', "indexOf('x')", '-1'],
    ['Dune', "contains('un')", 'true'],
    ['Dune', "startsWith('D')", 'true'],
    ['Dune', "startsWith('n', 2)", 'true'],
    ['Dune', "endsWith('x')", 'false'],
    ['Dune', "equals('Dune')", 'true'],
    ['5', 'equals(5)', 'false'],
    ['Dune', "equalsIgnoreCase('dUNE')", 'true'],
    ['b', "compareTo('a')", '1'],
    ['ab', "compareTo('a')", '1'],
    ['A', "compareToIgnoreCase('a')", '0'],
    ['Dune', "regionMatches(1, 'une', 0, 2)", 'true'],
    ['Dune', "regionMatches(true, 0, 'dU', 0, 2)", 'true'],
    ['Du', "concat('ne')", 'Dune'],
    ['ab', 'repeat(2)', 'abab'],
    ['a.b.c', "replace('.', '$')", 'a$b$c'],
    ['Dune', 'hashCode()', '2141736'],
    ['Dune', 'toString()', 'Dune'],
    ['', 'valueOf(1.0)', '1.0'],
    ['', "join('-', ['a', 'b'])", 'a-b'],
    ['', "join('-', 'a', 'b')", 'a-b'],
    ['Dune', 'constructor', ''],
    ['Dune', 'length', ''],
    ['Dune', 'getClass()', ''],
    ['Dune', "substring('1')", ''],
    ['Dune', 'concat(1)', ''],
  ])('%j.%s is %j', (self, method, expected) => {
    expect(call(self, method)).toBe(expected);
  });

  it.each([
    ['a,b,,c,', "split(',')", 'a|b||c'],
    ['a,b,,c,', "split(',', -1)", 'a|b||c|'],
    ['a,b,c', "split(',', 2)", 'a|b,c'],
    ['abc', "split('')", 'a|b|c'],
    ['abc', "split('x')", 'abc'],
    ['', "split(',')", ''],
    ['a1b22c', "split('\\d+')", 'a|b|c'],
    ['a.b', "split('\\.')", 'a|b'],
  ])('%j.%s has the parts %s', (self, method, parts) => {
    const template = `#foreach($p in $self.${method})$p#if($foreach.hasNext)|#end#end`;
    expect(render(template, { variables: { self } })).toBe(parts);
  });

  it.each([
    ['Dune', 'substring(5)'],
    ['Dune', 'substring(2, 1)'],
    ['Dune', 'charAt(-1)'],
    ['Dune', 'repeat(-1)'],
    ['Dune', "matches('(')"],
    ['Dune', "replaceAll('u', '$1')"],
    ['Dune', "replaceAll('u', '\\')"],
    ['Dune', "format('%d', 'x')"],
    ['Dune', "format('%s')"],
    ['Dune', "join('-', [1])"],
  ])('%j.%s fails the rendering', (self, method) => {
    expect(() => call(self, method)).toThrow(TemplateRenderError);
  });
});

describe('Regular expressions', () => {
  it.each([
    ["it\\'s", `replaceAll("\\\\'", "'")`, "it's"],
    ['banana', "replaceAll('a', 'o')", 'bonono'],
    ['banana', "replaceFirst('a', 'o')", 'bonana'],
    ['2024-01-31', "replaceAll('(\\d+)-(\\d+)-(\\d+)', '$3.$2.$1')", '31.01.2024'],
    ['a.b', "replaceAll('.', 'x')", 'xxx'],
    ['a.b', "replaceAll('\\.', '\\$0')", 'a$0b'],
    ['Dune', "matches('D.*')", 'true'],
    ['Dune', "matches('un')", 'false'],
    ['Dune', "matches('(?i)dUNE')", 'true'],
    ['Grüße', "matches('\\p{L}+')", 'true'],
    ['Grüße', "matches('\\w+')", 'false'],
    ['a-b_c', "replaceAll('[^\\p{Alnum}]', '')", 'abc'],
    ['a]b', "replaceAll('[]]', '')", 'ab'],
    ['a{b}', "replaceAll('}', '')", 'a{b'],
    ['a+b', "replaceAll('\\Q+\\E', '-')", 'a-b'],
    ['aab', "matches('a++b')", 'true'],
    ['x\ty', "replaceAll('\\h', ' ')", 'x y'],
    ['4711', "matches('^[0-9]{1,3}$')", 'false'],
    ['a-b', "split('\\p{Punct}').size()", '2'],
    ['x', "replaceAll('y', '$9')", 'x'],
  ])('%j.%s is %j', (self, method, expected) => {
    expect(call(self, method)).toBe(expected);
  });
});

describe('String.format', () => {
  it.each([
    ["'%s has %d', 'Dune', 3", 'Dune has 3'],
    ["'%05d|%5d|%-5d|%,d|%+d', 7, 7, 7, 1234567, 7", '00007|    7|7    |1,234,567|+7'],
    ["'%.2f|%7.1f|%f', 1.005, 2.55, 0.5", '1.01|    2.6|0.500000'],
    ["'%2$s %1$s', 'a', 'b'", 'b a'],
    ["'%x %b %c %%', 255, true, 'q'", 'ff true q %'],
  ])('format(%s) is %j', (args, expected) => {
    expect(call('', `format(${args})`)).toBe(expected);
  });
});
