/** Covers are safe, readable, small and always the same for the same book. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CoverBook, drawCover } from '../../../functions/books/cover.ts';
import { type Colour, contrast, inkOn, mix } from '../../../functions/books/covers/colours.ts';
import { motifOf } from '../../../functions/books/covers/motifs.ts';
import { palettesOf } from '../../../functions/books/covers/palettes.ts';
import { cleanText, curlQuotes, isRightToLeft, splitTitle } from '../../../functions/books/covers/text.ts';
import { type Face, fitText, measure } from '../../../functions/books/covers/type.ts';

const books = JSON.parse(readFileSync(join(__dirname, '../../../data/books.json'), 'utf8')) as CoverBook[];
const categories = [...new Set(books.map(({ category }) => category))];
const plain: Face = { family: 'serif', weight: 400, width: 1 };

function aBook(parts: Partial<CoverBook> = {}): CoverBook {
  return { id: 'a-book', title: 'A Book', author: 'An Author', category: 'classics', ...parts };
}

/** The texts that a reader sees, one for each line, with entities resolved. */
function linesOf(svg: string): string[] {
  return [...svg.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)].map(([, text = '']) => toPlainText(text));
}

function toPlainText(text: string): string {
  return text.replace(/&#(\d+);/g, (_entity, code) => String.fromCharCode(Number(code)));
}

/** Reads the document by XML's own rules, as far as covers use them; says what is wrong, or nothing. */
function faultOf(svg: string): string | undefined {
  const open: string[] = [];
  let rest = svg;
  while (rest) {
    const token = /^(?:<\/(\w+)>|<(\w+)((?: [\w:-]+="(?:[^"<&]|&#\d+;)*")*)(\/?)>|(?:[^<>&]|&#\d+;)+)/.exec(rest);
    if (!token) return `not well-formed at ${rest.slice(0, 60)}`;
    const [whole, closing, opening, attributes = '', selfClosing] = token;
    if (closing && open.pop() !== closing) return `${closing} is closed but not open`;
    if (opening && !selfClosing) open.push(opening);
    const names = [...attributes.matchAll(/ ([\w:-]+)=/g)].map(([, name]) => name);
    if (new Set(names).size < names.length) return `an attribute is given twice in ${whole}`;
    rest = rest.slice(whole.length);
  }
  return open.length > 0 ? `${open.join()} is never closed` : undefined;
}

const harmless = new Set(
  `svg title g rect circle ellipse path text tspan xmlns viewBox role x y width height cx cy r rx ry d transform fill opacity
  stroke stroke-width stroke-linecap stroke-dasharray stroke-dashoffset font-family font-size font-weight font-style
  letter-spacing text-anchor direction`.split(/\s+/),
);

/** Elements and attributes that have no business on a cover. */
function strangersIn(svg: string): string[] {
  const tags = [...svg.matchAll(/<(\w+)((?: [\w:-]+="[^"]*")*)\/?>/g)];
  const names = tags.flatMap(([, element = '', attributes = '']) => [
    element,
    ...[...attributes.matchAll(/ ([\w:-]+)=/g)].map(([, name = '']) => name),
  ]);
  return names.filter((name) => !harmless.has(name));
}

type Panel = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly fill: Colour;
};

/** The lowest contrast between a line of text and the last panel that was painted under it. */
function lowestContrast(svg: string): number {
  const outside = svg.replace(/<svg x=.*?<\/svg>/s, '');
  const panels = [
    ...outside.matchAll(/<rect x="(.+?)" y="(.+?)" width="(.+?)" height="(.+?)" fill="(#\w{6})"\/>/g),
  ].map(
    ([, x, y, width, height, fill]): Panel => ({
      left: Number(x),
      top: Number(y),
      right: Number(x) + Number(width),
      bottom: Number(y) + Number(height),
      fill: fill as Colour,
    }),
  );
  const ratios = [...outside.matchAll(/<text fill="(#\w{6})".*?<\/text>/g)].flatMap(([text, ink]) =>
    [...text.matchAll(/<tspan x="(.+?)" y="(.+?)"/g)].map(([, x, y]) => {
      const [atX, atY] = [Number(x), Number(y)];
      const isUnder = ({ left, top, right, bottom }: Panel) =>
        left <= atX && atX <= right && top < atY && atY <= bottom;
      const panel = panels.findLast(isUnder);
      return panel ? contrast(panel.fill, ink as Colour) : 0;
    }),
  );
  return ratios.length > 0 ? Math.min(...ratios) : 0;
}

describe('the covers of the whole catalogue', () => {
  const covers = books.map((book) => ({ id: book.id, svg: drawCover(book) }));
  const failing = (isWrong: (svg: string) => boolean): string[] =>
    covers.filter(({ svg }) => isWrong(svg)).map(({ id }) => id);

  it('are well-formed', () => {
    expect(covers.map(({ id, svg }) => [id, faultOf(svg)]).filter(([, fault]) => fault)).toEqual([]);
  });

  it('weigh less than eight kilobytes', () => {
    expect(failing((svg) => Buffer.byteLength(svg) >= 8192)).toEqual([]);
  });

  it('set every line with a contrast of at least 4.5', () => {
    expect(failing((svg) => lowestContrast(svg) < 4.5)).toEqual([]);
  });

  it('hold numbers that a browser can read', () => {
    const broken = /NaN|Infinity|undefined|\de[+-]?\d/;
    expect(failing((svg) => broken.test(svg.replace(/#\w{6}/g, '')))).toEqual([]);
  });

  it('are made of plain shapes and text, with nothing that loads, links or runs', () => {
    expect(failing((svg) => strangersIn(svg).length > 0)).toEqual([]);
  });

  it('show every word of the title and the author', () => {
    const wordsOf = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
    const unlike = books.filter((book, i) => {
      const shown = wordsOf(linesOf(covers[i]?.svg ?? '').join(''));
      return !shown.startsWith(wordsOf(book.title)) || !shown.endsWith(wordsOf(book.author));
    });
    expect(unlike.map(({ id }) => id)).toEqual([]);
  });

  it('look different from each other', () => {
    expect(new Set(covers.map(({ svg }) => svg.replace(/<title>.*?<\/title>/, ''))).size).toBe(books.length);
  });
});

describe('drawCover', () => {
  it('draws the same book the same way every time', () => {
    expect(drawCover(aBook())).toBe(drawCover(aBook()));
  });

  it('draws another picture for another id', () => {
    expect(drawCover(aBook({ id: 'another-book' }))).not.toBe(drawCover(aBook()));
  });

  it.each(categories)('has a look of its own for %s', (category) => {
    expect(drawCover(aBook({ category }))).not.toBe(drawCover(aBook({ category: 'no-such-category' })));
  });

  it('gives every category a motif of its own', () => {
    expect(new Set(categories.map(motifOf)).size).toBe(categories.length);
  });

  it('draws a category that it does not know', () => {
    expect(faultOf(drawCover(aBook({ category: 'gardening' })))).toBeUndefined();
  });

  it('says what it shows to those who cannot see it', () => {
    const svg = drawCover(aBook({ title: 'Fish & Chips', author: 'A. Cook' }));
    expect(svg).toContain(' role="img"><title>Fish &#38; Chips, A. Cook</title>');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 400 600"/);
  });

  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['an event handler', '" onload="alert(1)'],
    ['a closed element', '</title></svg><svg onload=alert(1)>'],
    ['a comment', '<!-- --> ]]> <![CDATA['],
    ['an entity', '&xxe; &#0; &lt;b&gt;'],
    ['apostrophes', "' onload='alert(1)"],
  ])('shows %s as text', (_what, text) => {
    for (const category of categories) {
      const svg = drawCover(aBook({ title: text, author: text, category }));
      expect(faultOf(svg)).toBeUndefined();
      expect(strangersIn(svg)).toEqual([]);
      const spaceless = curlQuotes(text).replaceAll(' ', '');
      expect(linesOf(svg).join('').replaceAll(' ', '')).toContain(spaceless);
    }
  });

  it.each([
    ['nothing at all', ''],
    ['two hundred letters', 'Supercalifragilistic '.repeat(10).trim()],
    ['one word of two hundred letters', 'x'.repeat(200)],
    ['two hundred wide letters', 'W'.repeat(200)],
    ['Arabic', 'ألف ليلة وليلة'],
    ['Chinese', '道可道非常道名可名非常名'.repeat(9)],
    ['emoji', '👩‍👩‍👧‍👦📚🏴‍☠️ '.repeat(40)],
    ['control characters', 'a\u0000b\u0007c\u001bd\u200ee\u202ef\ufffe\ud800'],
  ])('copes with %s', (_what, text) => {
    for (const category of categories) {
      const svg = drawCover(aBook({ title: text, author: text, category }));
      expect(faultOf(svg)).toBeUndefined();
      expect(Buffer.byteLength(svg)).toBeLessThan(10_000);
      expect(svg).not.toMatch(/[^\P{Cc}]|[\p{Cs}\u202a-\u202e\ufffe\uffff]/u);
    }
  });

  it('leaves all four layouts room for the longest words', () => {
    for (let i = 0; i < 40; i++) {
      const svg = drawCover(aBook({ id: `book-${i}`, title: 'W'.repeat(200), author: 'W '.repeat(60) }));
      const baselines = [...svg.matchAll(/<tspan x=".+?" y="(.+?)"/g)].map(([, y]) => Number(y));
      expect(Math.min(...baselines)).toBeGreaterThan(30);
      expect(Math.max(...baselines)).toBeLessThan(590);
    }
  });

  it('sets Arabic from right to left', () => {
    expect(drawCover(aBook({ title: 'بوف کور' }))).toContain(' direction="rtl"');
    expect(drawCover(aBook())).not.toContain('direction');
  });

  it('keeps a text readable where a palette would not', () => {
    expect(inkOn('#ffd166', '#fff6de')).toBe('#000000');
    expect(inkOn('#0a0f1f', '#17203a')).toBe('#ffffff');
    expect(inkOn('#fbf3e1', '#0b3440')).toBe('#0b3440');
  });
});

describe('palettes', () => {
  it.each(categories)('of %s have an ink that can be read on their panel', (category) => {
    expect(palettesOf(category).length).toBeGreaterThanOrEqual(4);
    for (const { panel, ink } of palettesOf(category)) expect(contrast(panel, ink)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('colours', () => {
  it.each<[Colour, Colour, number]>([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#0000ff', '#ffffff', 8.59],
  ])('%s on %s has a contrast of %d', (a, b, ratio) => {
    expect(contrast(a, b)).toBeCloseTo(ratio, 2);
    expect(contrast(b, a)).toBeCloseTo(ratio, 2);
  });

  it('mixes two colours channel by channel', () => {
    expect(mix('#000000', '#ff8040', 0.5)).toBe('#804020');
    expect(mix('#010203', '#ffffff', 0)).toBe('#010203');
  });
});

describe('the text on a cover', () => {
  it.each([
    ['  a \n\t b  ', 9, 'a b'],
    ['abcdefgh', 5, 'abcd…'],
    ['abcd efgh', 6, 'abcd…'],
    ['📚📚📚', 2, '📚…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['ab👩‍👩‍👧‍👦', 5, 'a…'],
    [`a${'\u0301'.repeat(99)}`, 9, '…'],
    ['a\u202eb\u0000c\ud800d', 9, 'abcd'],
  ])('%j cut to %d is %j', (text, length, cleaned) => {
    expect(cleanText(text, length)).toBe(cleaned);
  });

  it.each([
    ["'Salem's Lot", '’Salem’s Lot'],
    ['"Surely You\'re Joking!"', '“Surely You’re Joking!”'],
    ['The "Good" ("old") Days', 'The “Good” (“old”) Days'],
  ])('%s gets curly quotation marks: %s', (straight, curly) => {
    expect(curlQuotes(straight)).toBe(curly);
  });

  it.each([
    ['Code: The Hidden Language', 'Code', 'The Hidden Language'],
    ['Мёртвые души (Dead Souls)', 'Мёртвые души', 'Dead Souls'],
    ['Emma', 'Emma', ''],
    ['2001: A', '2001: A', ''],
  ])('%s has the title %j and the subtitle %j', (whole, title, subtitle) => {
    expect(splitTitle(whole)).toEqual({ title, subtitle });
  });

  it.each([
    ['שלום', true],
    ['1001 ألف', true],
    ['Emma', false],
    ['Мёртвые', false],
    ['42', false],
  ])('%s runs from right to left: %s', (text, expected) => {
    expect(isRightToLeft(text)).toBe(expected);
  });
});

describe('fitText', () => {
  const room = { width: 200, height: 120, maxLines: 4, maxSize: 60, minSize: 12 };

  it('sets a short text as large as the room allows', () => {
    expect(fitText('We', plain, room)).toMatchObject({ lines: ['We'], size: 60 });
  });

  it('makes a long text smaller, and keeps within the room', () => {
    const { lines, size, height } = fitText('The Rise of the Decline and the Fall of Everything Else', plain, room);
    expect(size).toBeLessThan(40);
    expect(height).toBeLessThanOrEqual(120);
    for (const line of lines) expect(measure(line, size, plain)).toBeLessThanOrEqual(200);
  });

  it('keeps short words with the next one', () => {
    const { lines } = fitText('The Night of Nonsense', plain, { ...room, minSize: 24, maxSize: 24 });
    expect(lines).toEqual(['The Night', 'of Nonsense']);
  });

  it('breaks a word only when it does not fit at the smallest size', () => {
    const { lines, size } = fitText('x'.repeat(60), plain, room);
    expect(size).toBe(12);
    expect(lines.join('')).toBe('x'.repeat(60));
    expect(lines).toHaveLength(3);
  });

  it('ends in an ellipsis what has no room at all', () => {
    const { lines } = fitText('x'.repeat(500), plain, room);
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toMatch(/x…$/);
  });
});
