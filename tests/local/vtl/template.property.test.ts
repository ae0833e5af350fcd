/** What holds for every template and every text. */
import fc from 'fast-check';
import { TemplateRenderError, TemplateSyntaxError } from '../../../local/vtl/errors.ts';
import { parseJson } from '../../../local/vtl/json.ts';
import { toJsonText } from '../../../local/vtl/printing.ts';
import { render } from './render.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });

const fragments = fc.constantFrom(
  ...[
    '$',
    '#',
    '\\',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '"',
    "'",
    ',',
    '.',
    ':',
    ' ',
    '\n',
    '1',
    '-1',
    '1.5',
    '..',
    '=',
    '==',
    '+',
  ],
  ...[
    '$book',
    '${book.id}',
    '$!none',
    '$list[0]',
    '$list.get(1)',
    '$book.entrySet()',
    '$foreach.index',
    '$input',
    '.size()',
  ],
  ...[
    '#if(',
    '#if(true)',
    '#else',
    '#elseif(',
    '#end',
    '#foreach($x in ',
    '#foreach($x in $list)',
    '#set($x = ',
    '#define($x)',
  ],
  ...[
    '#macro(m)',
    '#stop',
    '#break',
    '##',
    '#*',
    '*#',
    '#[[',
    ']]#',
    '&&',
    '||',
    'and',
    'not ',
    'true',
    '"a$book.id"',
    '[1..3]',
  ],
  ...[
    '.replaceAll("a", "b")',
    '.split(",")',
    '.substring(1)',
    '$input.path("$..id")',
    '$util.parseJson(',
    '$context.a',
  ],
);

describe('Every template', () => {
  it('without markers renders to itself', () => {
    fc.assert(
      fc.property(
        text.filter((each) => !/[$#]/.test(each)),
        (each) => {
          expect(render(each)).toBe(each);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('renders or fails with an error of its own', () => {
    const variables = { book: { id: 'dune', tags: ['a', 'b'] }, list: [1, 'two', { three: 3 }] };
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 40 }), (parts) => {
        try {
          expect(typeof render(parts.join(''), { variables, body: '{"id":"dune"}' })).toBe('string');
        } catch (error) {
          if (!(error instanceof TemplateSyntaxError || error instanceof TemplateRenderError)) throw error;
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('Every text', () => {
  it('survives escapeJavaScript with the replaceAll idiom inside JSON', () => {
    const template = `{"v":"$util.escapeJavaScript($text).replaceAll("\\\\'","'")"}`;
    fc.assert(
      fc.property(text, (each) => {
        expect(JSON.parse(render(template, { variables: { text: each } }))).toEqual({ v: each });
      }),
      { numRuns: 1000 },
    );
  });

  it('survives encoding and decoding', () => {
    const template = '$util.urlDecode($util.urlEncode($text))|$util.base64Decode($util.base64Encode($text))';
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (each) => {
        expect(render(template, { variables: { text: each } })).toBe(`${each}|${each}`);
      }),
    );
  });
});

describe('Every JSON document', () => {
  it('prints as it was read', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(toJsonText(parseJson(JSON.stringify(value))))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 500 },
    );
  });
});
