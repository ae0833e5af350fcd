/** Literals, operators and how their results print. */
import { render } from './render.ts';

const variables = { stock: 5, price: 9.5, title: 'Dune', sold: false, tags: ['a'], book: { id: 'dune' } };

const value = (expression: string) => render(`#set($x = ${expression})$x`, { variables });

describe('Literals', () => {
  it.each([
    ['1', '1'],
    ['-1', '-1'],
    ['1.0', '1.0'],
    ['1.50', '1.5'],
    ['.5', '0.5'],
    ['1.', '1.0'],
    ['1e3', '1000.0'],
    ['1e10', '1.0E10'],
    ['0.0001', '1.0E-4'],
    ['12345678.9', '1.23456789E7'],
    ['12345678901234567890', '12345678901234567890'],
    ['true', 'true'],
    ["'it''s'", "it's"],
    ['"say ""hi"""', 'say "hi"'],
    ['"a\\nb\\\\c"', 'a\\nb\\\\c'],
    ['"\\u0041"', 'A'],
    ["'\\u0041'", '\\u0041'],
    ["'$title'", '$title'],
    ['"$title and ${title}s"', 'Dune and Dunes'],
    ['"\\$title"', '$title'],
    ['"#if($stock == 5)five#end"', 'five'],
    ['"$book[""id""]"', 'dune'],
    ['"100$"', '100$'],
    ['"two\nlines"', 'two\nlines'],
    ['[]', '[]'],
    ['[1, "a", $title]', '[1, a, Dune]'],
    ['[1..3]', '[1, 2, 3]'],
    ['[ $stock .. 3 ]', '[5, 4, 3]'],
    ['{}', '{}'],
    ['{"a": 1, $title : [1], \'c\': {"d": true}}', '{a=1, Dune=[1], c={d=true}}'],
    ['{1: 2, true: false}', '{1=2, true=false}'],
    ['{"k": ${stock}}', '{k=5}'],
  ])('%s is %s', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });
});

describe('Arithmetic', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['7 / 2', '3'],
    ['-7 / 2', '-3'],
    ['-7 % 3', '-1'],
    ['7 / 2.0', '3.5'],
    ['100.0 / 50', '2.0'],
    ['5 * 1.0', '5.0'],
    ['0.1 + 0.2', '0.30000000000000004'],
    ['10 - 2 - 3', '5'],
    ['$stock - 1', '4'],
    ['$price * 2', '19.0'],
    ['2147483647 + 1', '2147483648'],
    ['9223372036854775807 + 1', '9223372036854775808'],
    ['9007199254740993 * 3', '27021597764222979'],
    ['12345678901234567890 - 12345678901234567889', '1'],
    ['-$stock', '-5'],
    ['$stock / 0', ''],
    ['$stock % 0', ''],
    ['1.5 / 0', ''],
    ["'a' - 1", ''],
    ['true + 1', ''],
    ["'a' + 1 + 2", 'a12'],
    ["1 + 2 + 'a'", '3a'],
    ['$unknown + 1', '1'],
    ["$title + ' ' + $stock", 'Dune 5'],
    ['[1] + [2]', ''],
    ['[1] + "a"', '[1]a'],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });
});

describe('Comparisons', () => {
  it.each([
    ['$stock == 5', true],
    ['$stock == 5.0', true],
    ["$stock == '5'", true],
    ["$stock != '6'", true],
    ["$sold == 'false'", true],
    ["$title == 'Dune'", true],
    ['$title == $book', false],
    ['[1, 2] == [1, 2]', true],
    ['[1] == [1.0]', false],
    ['$tags == ["a"]', true],
    ['{"a": 1} == {"a": 1}', true],
    ['$unknown == $book.isbn', true],
    ['$stock > 4', true],
    ['$stock >= 5.0', true],
    ['$stock < 5', false],
    ['12345678901234567890 > 12345678901234567889', true],
    ["'b' > 'a'", false],
    ['$unknown < 1', false],
    ["$stock > '3'", false],
    ['4 > 2 + 5', false],
    ['1 lt 2 and 2 ge 2 and 1 ne 2 and 3 gt 1 and 1 le 1 and 1 eq 1', true],
    ['true && false || true', true],
    ['not true or false', false],
    ['!($stock == 5) && true', false],
    ["!'text'", true],
    ['3 > 2 == true', true],
  ])('%s is %s', (expression, expected) => {
    expect(value(expression)).toBe(String(expected));
  });

  it('evaluates the right side only when it matters', () => {
    expect(value('true || $tags.get(99)')).toBe('true');
    expect(value('false && $tags.get(99)')).toBe('false');
  });
});
