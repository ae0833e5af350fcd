/** Templates that API Gateway refuses, and where the error says the trouble is. */
import { TemplateSyntaxError } from '../../../local/vtl/errors.ts';
import { compileTemplate } from '../../../local/vtl/template.ts';

describe('compileTemplate', () => {
  it.each([
    ['#if(true)a', 1, 1],
    ['a\n#foreach($b in [1])\n$b', 2, 1],
    ['#define($b)x', 1, 1],
    ['#macro(m)x', 1, 1],
    ['a #end', 1, 3],
    ['#else', 1, 1],
    ['#if(true)a#{else}b#{else}c#end', 1, 19],
    ['#foreach($b in [1])a#else b#end', 1, 21],
    ['#if()a#end', 1, 5],
    ['#if true#end', 1, 4],
    ['#set($x)', 1, 8],
    ['#set($x == 1)', 1, 9],
    ['#set(x = 1)', 1, 6],
    ['#set($x = )', 1, 11],
    ['#set($x = word)', 1, 11],
    ['#set($x = null)', 1, 11],
    ['#set($x = 3-1)', 1, 12],
    ['#set($x = 3 -1)', 1, 13],
    ['#set($x = "he said \\"hi\\"")', 1, 22],
    ["#set($x = 'it\\'s')", 1, 16],
    ['#set($x = "open)', 1, 11],
    ['#set($x = "$title.foo(")', 1, 11],
    ['#set($x = {"a": 1 + 1})', 1, 19],
    ['#set($x = {"a": 1,})', 1, 19],
    ['#set($x = [1, 2 ,])', 1, 18],
    ['#set($x = [1.5..2])', 1, 18],
    ['#set($x = {a: 1})', 1, 12],
    ['$list.get($i + 1)', 1, 14],
    ['$list.get(1', 1, 12],
    ['$list.get( )', 1, 12],
    ['$list[word]', 1, 7],
    ['$list[$i + 1]', 1, 10],
    ['${title', 1, 8],
    ['${title.}', 1, 8],
    ["${title|'none'}", 1, 8],
    ['#shelf(1 + 2)', 1, 10],
    ['#foreach $x', 1, 9],
    ['#foreach($x [1])#end', 1, 13],
    ['#define(x)#end', 1, 9],
    ['#macro()#end', 1, 8],
    ['#[[ open', 1, 1],
    ['#* open', 1, 8],
    ['price: $', 1, 8],
    ['shelf #', 1, 7],
    ['$#foreach($b in [1])x#end', 1, 22],
  ])('refuses %j at line %i, column %i', (template, line, column) => {
    const compile = () => compileTemplate(template);
    expect(compile).toThrow(TemplateSyntaxError);
    expect(compile).toThrow(expect.objectContaining({ code: 'TEMPLATE_SYNTAX_ERROR', line, column }));
  });

  it('says what it expected and where', () => {
    expect(() => compileTemplate('{\n  "id": ${book.id\n}')).toThrow(
      'Expected "}" but found "\\n" at line 2, column 18',
    );
  });
});
