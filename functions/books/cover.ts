/** Draws a book's cover as SVG. The same book always gets the same cover, and every category has a look of its own. */
import { type Box, coverHeight, coverWidth, type Layout, layouts, ornaments } from './covers/layouts.ts';
import { motifOf } from './covers/motifs.ts';
import { palettesOf } from './covers/palettes.ts';
import { createRandom } from './covers/random.ts';
import { rect, round } from './covers/shapes.ts';
import { cleanText, curlQuotes, escapeXml, splitTitle } from './covers/text.ts';
import { type Face, fitText } from './covers/type.ts';

export type CoverBook = {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly category: string;
};

type Faces = { readonly title: Face; readonly subtitle: Face; readonly author: Face };

const maxTitle = 120;
const maxAuthor = 90;

export function drawCover(book: CoverBook): string {
  const title = cleanText(book.title, maxTitle);
  const author = cleanText(book.author, maxAuthor);
  const random = createRandom(`${book.id}/design`);
  const palette = random.pick(palettesOf(book.category));
  const layout: Layout = random.pick(layouts);
  const faces = facesOf(book.category);
  const heading = splitTitle(curlQuotes(title));
  const motif = motifOf(book.category);
  const drawArt = ({ x, y, width, height }: Box, visible: number): string => {
    const canvas = {
      width: round(width),
      height: round(height),
      visible,
      focus: { x: width / 2, y: visible / 2 },
      palette,
    };
    const box = `x="${round(x)}" y="${round(y)}" width="${canvas.width}" height="${canvas.height}"`;
    const art = rect(0, 0, width, height, palette.ground) + motif(canvas, createRandom(`${book.id}/art`));
    return `<svg ${box}>${art}</svg>`;
  };
  const words = {
    title: fitText(heading.title, faces.title, { width: 292, height: 190, maxLines: 5, maxSize: 70, minSize: 17 }),
    subtitle: fitText(heading.subtitle, faces.subtitle, {
      width: 304,
      height: 60,
      maxLines: 3,
      maxSize: 24,
      minSize: 14,
    }),
    author: fitText(curlQuotes(author), faces.author, {
      width: 304,
      height: 66,
      maxLines: 3,
      maxSize: 19,
      minSize: 13,
    }),
  };
  const cover = layout({ palette, ...words, ornament: random.pick(ornaments), drawArt });
  return toSvg([title, author].filter(Boolean).join(', '), cover + drawSpine());
}

function toSvg(name: string, content: string): string {
  const size = `viewBox="0 0 ${coverWidth} ${coverHeight}" width="${coverWidth}" height="${coverHeight}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><title>${escapeXml(name)}</title>${content}</svg>`;
}

/** A shaded edge and a line of light beside it: enough to see a bound book. */
function drawSpine(): string {
  return rect(0, 0, 12, coverHeight, '#000000', 0.13) + rect(12, 0, 2, coverHeight, '#ffffff', 0.16);
}

const bookSerif = "'Iowan Old Style',Palatino,'Palatino Linotype',Georgia,'Times New Roman',serif";
const sharpSerif = "Didot,'Bodoni 72','Playfair Display',Georgia,'Times New Roman',serif";
const roundSans = "Futura,'Avenir Next','Century Gothic',Helvetica,Arial,sans-serif";
const plainSans = "'Gill Sans','Helvetica Neue',Helvetica,Arial,sans-serif";

const bookFaces = toFaces(bookSerif, plainSans);
const facesByCategory = new Map<string, Faces>([
  ['adventure', toFaces(bookSerif, plainSans)],
  ['childrens', toFaces(roundSans, roundSans)],
  ['computing', toFaces(plainSans, plainSans)],
  ['mystery', toFaces(plainSans, plainSans)],
  ['horror', toFaces(sharpSerif, plainSans)],
  ['drama', toFaces(sharpSerif, plainSans)],
  ['philosophy', toFaces(roundSans, roundSans)],
  ['science', toFaces(plainSans, plainSans)],
  ['science-fiction', toFaces(roundSans, roundSans)],
]);

function facesOf(category: string): Faces {
  return facesByCategory.get(category) ?? bookFaces;
}

function toFaces(titleFamily: string, authorFamily: string): Faces {
  return {
    title: { family: titleFamily, weight: 700, width: 1 },
    subtitle: { family: titleFamily, weight: 400, width: 0.95, isItalic: titleFamily.endsWith(',serif') },
    author: { family: authorFamily, weight: 600, width: 1, spacing: 0.1, isUpperCase: true },
  };
}
