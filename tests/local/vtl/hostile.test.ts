/** Templates and payloads made to stall the process, fill its memory or reach into it. */
import { TemplateRenderError, TemplateSyntaxError } from '../../../local/vtl/errors.ts';
import { compileTemplate } from '../../../local/vtl/template.ts';
import { render } from './render.ts';

describe('JavaScript behind the values', () => {
  const members = ['constructor', '__proto__', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'forEach', 'map'];
  const values = { text: 'a', list: ['a'], map: { a: 1 }, number: 1, flag: true };

  it.each(Object.keys(values).concat('context', 'input', 'util', 'stageVariables', 'foreach'))(
    'is out of reach from $%s',
    (name) => {
      for (const member of members) {
        expect(render(`[$${name}["${member}"]][$${name}.get("${member}")]`, { variables: values })).toBe('[][]');
      }
      for (const member of members.filter((each) => each !== '__proto__')) {
        expect(render(`[$${name}.${member}][$${name}.${member}.constructor("x")]`, { variables: values })).toBe('[][]');
      }
    },
  );

  it('is not called by method syntax either', () => {
    expect(
      render('$map.constructor("return process")() $text.at(0) $list.push(1) $util.call("x")', { variables: values }),
    ).toBe('()   ');
  });

  it('is not polluted by keys in the data', () => {
    const body = '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}';
    const template =
      "#set($m = {})#set($i = $m.putAll($input.path('$')))#set($m['__proto__'] = 1)[$m.polluted] $m['__proto__']";
    expect(render(template, { body })).toBe('[] 1');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('Work without end', () => {
  it.each([
    ['ranges of a billion', '#foreach($i in [1..1000000000])x#end'],
    ['ranges kept in a variable', '#set($r = [1..1000000000])$r.size()'],
    ['loops in loops', '#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#end#end#end'],
    ['texts that double', '#set($s = "xx")#foreach($i in [1..1000])#set($s = "$s$s")#end$s'],
    ['texts that double by concat', '#set($s = "xx")#foreach($i in [1..1000])#set($s = $s.concat($s))#end$s'],
    ['texts that double by +', '#set($s = "xx")#foreach($i in [1..1000])#set($s = $s + $s)#end$s'],
    ['texts that are repeated', '#set($s = "xx")$s.repeat(2000000000)'],
    ['lists that double', '#set($l = [1, 2])#foreach($i in [1..1000])#set($x = $l.addAll($l))#end'],
    ['numbers that square', '#set($n = 99)#foreach($i in [1..1000])#set($n = $n * $n)#end'],
    ['lists inside themselves', '#set($l = [1])#set($x = $l.add($l))$l'],
    ['maps inside themselves', '#set($m = {})#set($m.m = $m)$m'],
    ['lists that hold each other twice', '#set($l = [1])#foreach($i in [1..100])#set($l = [$l, $l])#end$l'],
    [
      'comparisons of such lists',
      '#set($a = [1])#set($b = [1])#foreach($i in [1..100])#set($a = [$a, $a])#set($b = [$b, $b])#end#if($a == $b)x#end',
    ],
    ['endless printing', '#foreach($i in [1..1000])#foreach($j in [1..900])aaaaaaaaaaaaaaaaaaaaaaaa#end#end'],
    ['repetitions that backtrack', '#set($s = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")$s.matches("(a+)+")'],
    [
      'alternatives that backtrack',
      '#set($s = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")$s.replaceAll("^(a|a)*c", "")',
    ],
  ])('is cut short for %s', (_, template) => {
    expect(() => render(template)).toThrow(TemplateRenderError);
  });

  it('is cut short for deep data and for paths that multiply', () => {
    expect(() => render("$input.path('$')", { body: '{"a":'.repeat(5000) })).toThrow(TemplateRenderError);
    const body = '['.repeat(300) + ']'.repeat(300);
    expect(() => render("$input.path('$..*..*..*..*')", { body })).toThrow(TemplateRenderError);
  });

  it('still runs harmless patterns on long texts', () => {
    const text = 'word '.repeat(20_000);
    expect(render('$text.replaceAll("\\s+$", "").length()', { variables: { text: text.slice(0, 1000) } })).toBe('999');
    expect(render('$text.split(" ").size()', { variables: { text } })).toBe('20000');
  });
});

describe('Templates that are nested too deeply', () => {
  it.each([
    ['parentheses', `#set($x = ${'('.repeat(50_000)}1)`],
    ['negations', `#set($x = ${'!'.repeat(50_000)}true)`],
    ['minus signs', `#set($x = ${'- '.repeat(50_000)}$y)`],
    ['lists', `#set($x = ${'['.repeat(50_000)})`],
    ['maps', `#set($x = ${'{"a":'.repeat(50_000)})`],
    ['blocks', '#if(true)'.repeat(50_000)],
    ['arguments', '$a.b('.repeat(50_000)],
    ['indexes', '$a['.repeat(50_000)],
  ])('are refused for %s', (_, template) => {
    expect(() => compileTemplate(template)).toThrow(TemplateSyntaxError);
  });
});
