/** `$input`: the payload and the parameters. */
import { TemplateRenderError } from '../../../local/vtl/errors.ts';
import { render } from './render.ts';

const body = '{"id": "dune", "tags": ["sand", {"a": 1}], "price": 9.50, "none": null, "shelf": {"b": 2, "a": 1}}';

describe('$input', () => {
  it.each([
    ['$input.body', body],
    ['[$input.body.id]', '[]'],
    ["$input.path('$.id')", 'dune'],
    ["$input.path('id')", 'dune'],
    ["$input.path('$.price')", '9.5'],
    ["$input.path('$.shelf')", '{b=2, a=1}'],
    ["$input.path('$.tags')", '["sand",{"a":1}]'],
    ["$input.path('$.tags[1]')", '{a=1}'],
    ["$input.path('$').tags[1].a", '1'],
    ["$input.path('$.shelf').size()", '2'],
    ["[$input.path('$.missing')] [$input.path('$.none')]", '[] []'],
    ["$input.json('$.tags')", '["sand",{"a":1}]'],
    ["$input.json('$.id')", '"dune"'],
    ["$input.json('$.price')", '9.5'],
    ["$input.json('$.none')", 'null'],
    ["$input.json('$.missing')", '""'],
    ["$input.json('$.tags[*].missing')", '[]'],
    ['#foreach($i in [0..1])$input.path("$.tags[$i]");#end', 'sand;{a=1};'],
    ['[$input] [$input.constructor] [$input.unknown(1)]', '[] [] []'],
  ])('%s prints %j', (template, expected) => {
    expect(render(template, { body })).toBe(expected);
  });

  it.each([
    ['', '{}', '{}'],
    ['plain text', 'plain text', '"plain text"'],
    ['a=1&b=2', 'a=1&b=2', '"a=1&b=2"'],
    ['12', '12', '12'],
    ["{shelf: 'A'}", '{shelf=A}', '{"shelf":"A"}'],
  ])('reads the body %j as %j', (text, printed, json) => {
    expect(render("$input.path('$')", { body: text })).toBe(printed);
    expect(render("$input.json('$')", { body: text })).toBe(json);
  });

  it('fails for a body that breaks off, but only when it is parsed', () => {
    expect(render('$input.body', { body: '{"a":' })).toBe('{"a":');
    expect(() => render("$input.path('$')", { body: '{"a":' })).toThrow(TemplateRenderError);
  });

  it('looks for a parameter in the path, then in the query string, then in the headers', () => {
    const given = {
      path: { id: 'P' },
      querystring: { id: 'Q', page: '2' },
      header: { id: 'H', page: 'H', 'X-Shelf': 'B' },
    };
    expect(render("$input.params('id') $input.params('page') $input.params('X-Shelf')", given)).toBe('P 2 B');
    expect(render("[$input.params('none')] [$input.params('toString')]", given)).toBe('[] []');
    expect(render("#if($input.params('none') == '')empty#end", given)).toBe('empty');
  });

  it('gives all parameters as maps', () => {
    const given = { path: { id: 'dune' }, header: { 'X-Shelf': 'B' } };
    expect(render('$input.params()', given)).toBe('{path={id=dune}, querystring={}, header={X-Shelf=B}}');
    expect(render('$input.params().path.id $input.params().header.get("X-Shelf")', given)).toBe('dune B');
    expect(render('#foreach($t in $input.params().keySet())$t #end', given)).toBe('path querystring header ');
  });

  it('reads a DynamoDB reply', () => {
    const reply = '{"Items":[{"id":{"S":"dune"},"stock":{"N":"3"}},{"id":{"S":"emma"},"stock":{"N":"0"}}],"Count":2}';
    const template = `{"items":[
#foreach($book in $input.path('$.Items'))
{"id":"$book.id.S","stock":$book.stock.N}#if($foreach.hasNext),#end

#end
]}`;
    expect(JSON.parse(render(template, { body: reply }))).toEqual({
      items: [
        { id: 'dune', stock: 3 },
        { id: 'emma', stock: 0 },
      ],
    });
  });
});
