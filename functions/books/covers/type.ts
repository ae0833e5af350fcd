/** Setting type without fonts at hand: widths are estimated, on the wide side, and sizes chosen so that lines fit. */
import type { Colour } from './colours.ts';
import { round } from './shapes.ts';
import { escapeXml, isRightToLeft, toGraphemes } from './text.ts';

export type Face = {
  readonly family: string;
  readonly weight: number;
  /** How wide its letters run, compared with a book serif. */
  readonly width: number;
  /** Extra space between letters, as a share of the size. */
  readonly spacing?: number;
  readonly isItalic?: boolean;
  readonly isUpperCase?: boolean;
};

export type Room = {
  readonly width: number;
  readonly height: number;
  readonly maxLines: number;
  readonly maxSize: number;
  readonly minSize: number;
};

export type TextBlock = {
  readonly lines: readonly string[];
  readonly size: number;
  readonly lineHeight: number;
  readonly height: number;
  readonly face: Face;
};

export type Place = {
  readonly x: number;
  readonly top: number;
  readonly anchor: 'start' | 'middle';
  readonly fill: Colour;
};

const leading = 1.14;
const particle = /^(a|an|the|of|in|on|to|and|for|di|de|du|la|von|le)$/i;

/**
 * The largest size at which all words stay whole, or a somewhat smaller one that saves a line. Failing that the smallest,
 * with long words broken and the rest cut off.
 */
export function fitText(text: string, face: Face, room: Room): TextBlock {
  const shown = face.isUpperCase ? text.toUpperCase() : text;
  const words = bindParticles(shown.split(' ').filter(Boolean));
  const best = fitWords(words, face, room);
  if (!best) return cramWords(words, face, room);
  const shorter = fitWords(words, face, { ...room, maxLines: best.lines.length - 1 });
  return shorter && shorter.size >= best.size * 0.8 ? shorter : best;
}

/** A line that ends in "of" or "the" reads badly: such words keep to the next one where both are short. */
function bindParticles(words: readonly string[]): string[] {
  const bound: string[] = [];
  for (const word of words.toReversed()) {
    const next = bound.at(-1);
    if (next && next.length <= 9 && particle.test(word)) bound[bound.length - 1] = `${word} ${next}`;
    else bound.push(word);
  }
  return bound.toReversed();
}

function fitWords(words: readonly string[], face: Face, room: Room): TextBlock | undefined {
  for (let size = room.maxSize; size >= room.minSize; size -= 2) {
    const lines = wrap(words, size, face, room.width);
    const hasRoom = lines.length <= room.maxLines && lines.length * size * leading <= room.height;
    if (hasRoom && lines.every((line) => measure(line, size, face) <= room.width)) {
      return toBlock(balance(words, lines, size, face, room.width), size, face);
    }
  }
  return undefined;
}

function cramWords(words: readonly string[], face: Face, { width, maxLines, minSize }: Room): TextBlock {
  const pieces = words.flatMap((word) => breakWord(word, minSize, face, width));
  const lines = wrap(pieces, minSize, face, width);
  const kept = lines.slice(0, maxLines);
  if (kept.length < lines.length)
    kept.push(
      `${toGraphemes(kept.pop() ?? '')
        .slice(0, -1)
        .join('')}…`,
    );
  return toBlock(kept, minSize, face);
}

export function setText({ lines, size, lineHeight, face }: TextBlock, { x, top, anchor, fill }: Place): string {
  if (lines.length === 0) return '';
  const isReversed = isRightToLeft(lines.join(' '));
  const start = isReversed ? ' direction="rtl" text-anchor="end"' : '';
  const align = anchor === 'middle' ? `${isReversed ? ' direction="rtl"' : ''} text-anchor="middle"` : start;
  const spacing = face.spacing && !isReversed ? ` letter-spacing="${round(face.spacing * size)}"` : '';
  const style = face.isItalic ? ' font-style="italic"' : '';
  const font = `font-family="${face.family}" font-size="${round(size)}" font-weight="${face.weight}"${style}${spacing}`;
  const spans = lines.map((line, i) => {
    const y = round(top + size * 0.86 + i * lineHeight);
    return `<tspan x="${round(x)}" y="${y}">${escapeXml(line)}</tspan>`;
  });
  return `<text fill="${fill}" ${font}${align}>${spans.join('')}</text>`;
}

function toBlock(lines: readonly string[], size: number, face: Face): TextBlock {
  const lineHeight = size * leading;
  return { lines, size, lineHeight, height: lines.length * lineHeight, face };
}

function wrap(words: readonly string[], size: number, face: Face, width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && measure(longer, size, face) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Lines of like length look set by hand, so narrower columns are tried while they need no more lines. */
function balance(words: readonly string[], lines: string[], size: number, face: Face, width: number): string[] {
  let best = lines;
  for (let narrower = width * 0.97; narrower > width * 0.3; narrower -= width * 0.03) {
    const tried = wrap(words, size, face, narrower);
    if (tried.length > lines.length || tried.some((line) => measure(line, size, face) > narrower)) break;
    if (raggedness(tried, face) <= raggedness(best, face)) best = tried;
  }
  return best;
}

function raggedness(lines: readonly string[], face: Face): number {
  const widths = lines.map((line) => measure(line, 1, face));
  const longest = Math.max(...widths);
  return widths.reduce((sum, width) => sum + (longest - width) ** 2, 0);
}

function breakWord(word: string, size: number, face: Face, width: number): string[] {
  const pieces = [''];
  for (const grapheme of toGraphemes(word)) {
    const longer = `${pieces.at(-1)}${grapheme}`;
    if (measure(longer, size, face) <= width) pieces[pieces.length - 1] = longer;
    else pieces.push(grapheme);
  }
  return pieces;
}

export function measure(text: string, size: number, face: Face): number {
  let ems = 0;
  for (const character of text) ems += widthOf(character) * face.width + (face.spacing ?? 0);
  return ems * size;
}

/** Widths of a bold book serif, in shares of the size. */
function widthOf(character: string): number {
  if (/\p{M}|\p{Cf}/u.test(character)) return 0;
  if (/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]|\p{Extended_Pictographic}/u.test(character))
    return 1.05;
  if (/[\s.,:;'’|!iljIft()[\]-]/.test(character)) return 0.34;
  if (/[mwMW@%&…—]/.test(character)) return 0.94;
  if (/[\p{Lu}+=]/u.test(character)) return 0.73;
  return 0.58;
}
