/** Java's lists, maps, sets, iterators and numbers, as templates call them. */
import { TemplateRenderError } from '../../../local/vtl/errors.ts';
import { render } from './render.ts';

/** Calls one method on a fresh value, and prints its result and then the value. */
const call = (literal: string, method: string) => render(`#set($x = ${literal})[$x.${method}]$x`);

describe('List', () => {
  it.each([
    ['[1, 2]', 'size()', '[2][1, 2]'],
    ['[]', 'isEmpty()', '[true][]'],
    ['[]', 'empty', '[true][]'],
    ['[1, 2]', 'get(1)', '[2][1, 2]'],
    ["['a']", "set(0, 'b')", '[a][b]'],
    ['[1]', "add('a')", '[true][1, a]'],
    ['[1, 3]', 'add(1, 2)', '[][1, 2, 3]'],
    ['[1]', 'add(null)', '[true][1, null]'],
    ['[1]', 'addAll([2, 3])', '[true][1, 2, 3]'],
    ['[1, 4]', 'addAll(1, [2, 3])', '[true][1, 2, 3, 4]'],
    ['[5, 6]', 'remove(0)', '[5][6]'],
    ["['a', 'b']", "remove('b')", '[true][a]'],
    ['[1, 2, 3]', 'removeAll([1, 3])', '[true][2]'],
    ['[1, 2, 3]', 'retainAll([1, 3])', '[true][1, 3]'],
    ['[1]', 'clear()', '[][]'],
    ["[1, 'a']", "contains('a')", '[true][1, a]'],
    ['[1]', 'contains(1.0)', '[false][1]'],
    ['[[1]]', 'contains([1])', '[true][[1]]'],
    ['[1, 2]', 'containsAll([2, 1])', '[true][1, 2]'],
    ['[1, 2, 1]', 'indexOf(1)', '[0][1, 2, 1]'],
    ['[1, 2, 1]', 'lastIndexOf(1)', '[2][1, 2, 1]'],
    ['[1, 2, 3]', 'subList(1, 3)', '[[2, 3]][1, 2, 3]'],
    ['[1]', 'equals([1])', '[true][1]'],
    ['[1]', 'toString()', '[[1]][1]'],
    ['[7]', 'iterator().next()', '[7][7]'],
    ['[7]', 'iterator().hasNext()', '[true][7]'],
    ['[1]', 'get("0")', '[][1]'],
    ['[1]', 'forEach', '[][1]'],
    ['[1]', 'constructor', '[][1]'],
    ['[1]', 'length', '[][1]'],
  ])('%s.%s gives %s', (literal, method, expected) => {
    expect(call(literal, method)).toBe(expected);
  });

  it.each(['get(1)', 'get(-1)', 'set(1, 2)', 'remove(1)', 'add(5, 1)', 'subList(1, 3)', 'addAll(3, [1])'])(
    'fails for %s outside of the list',
    (method) => {
      expect(() => call('["a"]', method)).toThrow(TemplateRenderError);
    },
  );

  it('fails for an index outside of the list, whether read or set', () => {
    expect(() => render('#set($x = [1])$x[1]')).toThrow('Index 1 lies outside a list of 1');
    expect(() => render('#set($x = [1])#set($x[1] = 2)')).toThrow(TemplateRenderError);
  });

  it('fails when a loop changes what it goes through', () => {
    expect(() => render('#set($x = [1, 2])#foreach($n in $x)#set($i = $x.add($n))#end')).toThrow(TemplateRenderError);
    expect(() => render('#set($x = {"a": 1, "b": 2})#foreach($n in $x)#set($x.c = 1)#end')).toThrow(
      TemplateRenderError,
    );
  });
});

describe('Map', () => {
  it.each([
    ['{"a": 1}', "get('a')", '[1]{a=1}'],
    ['{"a": 1}', "get('b')", '[]{a=1}'],
    ['{"a": 1}', "getOrDefault('b', 2)", '[2]{a=1}'],
    ['{"a": 1}', "put('a', 2)", '[1]{a=2}'],
    ['{}', "put('a', null)", '[]{a=null}'],
    ['{"a": 1}', "putIfAbsent('a', 2)", '[1]{a=1}'],
    ['{"a": 1}', 'putAll({"b": 2})', '[]{a=1, b=2}'],
    ['{"a": 1}', 'putAll([1])', '[]{a=1}'],
    ['{"a": 1}', "remove('a')", '[1]{}'],
    ['{"a": 1}', "remove('a', 2)", '[false]{a=1}'],
    ['{"a": 1}', "replace('a', 2)", '[1]{a=2}'],
    ['{"a": 1}', "containsKey('a')", '[true]{a=1}'],
    ['{"a": 1}', 'containsValue(1)', '[true]{a=1}'],
    ['{"a": 1}', 'size()', '[1]{a=1}'],
    ['{"a": 1}', 'isEmpty()', '[false]{a=1}'],
    ['{"a": 1}', 'keySet()', '[[a]]{a=1}'],
    ['{"a": 1}', 'values()', '[[1]]{a=1}'],
    ['{"a": 1}', 'entrySet()', '[[a=1]]{a=1}'],
    ['{"a": 1}', 'clear()', '[]{}'],
    ['{"a": 1}', 'equals({"a": 1})', '[true]{a=1}'],
    ['{"size": 9}', 'size', '[9]{size=9}'],
    ['{"a": 1}', 'empty', '[]{a=1}'],
    ['{1: 2}', 'get(1)', '[2]{1=2}'],
    ['{1: 2}', "get('1')", '[]{1=2}'],
    ['{"a": 1}', 'constructor', '[]{a=1}'],
    ['{"a": 1}', 'hasOwnProperty("a")', '[]{a=1}'],
  ])('%s.%s gives %s', (literal, method, expected) => {
    expect(call(literal, method)).toBe(expected);
  });

  it('writes through its entries', () => {
    const template = '#set($x = {"a": 1})#foreach($e in $x.entrySet())#set($i = $e.setValue(5))$e #end$x';
    expect(render(template)).toBe('a=5 {a=5}');
  });
});

describe('Numbers and booleans', () => {
  it.each([
    ['5', 'toString().length()', '[1]5'],
    ['5', 'equals(5)', '[true]5'],
    ['5', "equals('5')", '[false]5'],
    ['5', 'compareTo(6)', '[-1]5'],
    ['0', "parseInt('12')", '[12]0'],
    ['0', "valueOf('12')", '[12]0'],
    ['5', 'doubleValue()', '[5.0]5'],
    ['5.9', 'intValue()', '[5]5.9'],
    ['3000000000', 'intValue()', '[-1294967296]3000000000'],
    ['300', 'byteValue()', '[44]300'],
    ['1.5', "parseDouble('2')", '[2.0]1.5'],
    ['255', 'toHexString(255)', '[ff]255'],
    ['1', 'max(3, 2)', '[3]1'],
    ['1', 'min(3, 2)', '[2]1'],
    ['5', 'toFixed(1)', '[]5'],
    ['true', 'toString()', '[true]true'],
    ['true', 'equals(true)', '[true]true'],
    ['false', "parseBoolean('TRUE')", '[true]false'],
    ['true', 'compareTo(false)', '[1]true'],
  ])('%s.%s gives %s', (literal, method, expected) => {
    expect(call(literal, method)).toBe(expected);
  });

  it('fails to parse what is no number', () => {
    expect(() => call('0', "parseInt('1x')")).toThrow('"1x" is no integer');
    expect(() => call('1.0', "parseDouble('')")).toThrow(TemplateRenderError);
  });
});
