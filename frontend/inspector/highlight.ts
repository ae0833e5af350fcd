/** Splits code into coloured pieces: simple, but never changing or losing a character. */

export type Language = 'json' | 'vtl' | 'text';
export type Tone = 'plain' | 'comment' | 'directive' | 'reference' | 'string' | 'name' | 'number' | 'mark';

export interface Piece {
  readonly tone: Tone;
  readonly text: string;
}

const DIRECTIVES = 'set|if|elseif|else|end|foreach|parse|include|define|macro|break|stop|return';
const REFERENCE = String.raw`\$!?(?:\{[A-Za-z_][\w.-]*\}|[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)`;
const VTL = new RegExp(
  [
    String.raw`(?<comment>##[^\n]*|#\*[^]*?\*#)`,
    `(?<directive>#(?:${DIRECTIVES})\\b|#\\{(?:${DIRECTIVES})\\})`,
    `(?<reference>${REFERENCE})`,
    '(?<quote>")',
    String.raw`(?<newline>\n)`,
    String.raw`(?<number>\b\d+(?:\.\d+)?\b)`,
  ].join('|'),
  'g',
);
const JSON_TOKENS =
  /(?<name>"(?:[^"\\]|\\.)*")(?=\s*:)|(?<string>"(?:[^"\\]|\\.)*"?)|(?<number>-?\b\d[\d.eE+-]*\b|\btrue\b|\bfalse\b|\bnull\b)|(?<mark>[{}[\],:])/g;

export function highlight(text: string, language: Language): readonly Piece[] {
  if (language === 'json') return highlightJson(text);
  return language === 'vtl' ? highlightVtl(text) : [{ tone: 'plain', text }];
}

/** JSON by its look; everything else is text. */
export function guessLanguage(text: string): Language {
  return /^\s*[[{]/.test(text) ? 'json' : 'text';
}

function highlightJson(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(JSON_TOKENS)) {
    add(pieces, 'plain', text.slice(end, match.index));
    add(pieces, toTone(match.groups), match[0]);
    end = match.index + match[0].length;
  }
  add(pieces, 'plain', text.slice(end));
  return pieces;
}

/** Text between quotation marks has the tone of a string, up to the end of the line; references within keep theirs. */
function highlightVtl(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  let isQuoted = false;
  for (const match of text.matchAll(VTL)) {
    const { quote, newline, number } = match.groups ?? {};
    const rest: Tone = isQuoted ? 'string' : 'plain';
    add(pieces, rest, text.slice(end, match.index));
    if (quote !== undefined) isQuoted = !isQuoted;
    else if (newline !== undefined) isQuoted = false;
    if (quote !== undefined) add(pieces, 'string', match[0]);
    else if (newline !== undefined || (number !== undefined && isQuoted)) add(pieces, rest, match[0]);
    else add(pieces, toTone(match.groups), match[0]);
    end = match.index + match[0].length;
  }
  add(pieces, isQuoted ? 'string' : 'plain', text.slice(end));
  return pieces;
}

function toTone(groups: Readonly<Record<string, string | undefined>> = {}): Tone {
  const tones = ['comment', 'directive', 'reference', 'name', 'string', 'number', 'mark'] as const;
  return tones.find((tone) => groups[tone] !== undefined) ?? 'plain';
}

function add(pieces: Piece[], tone: Tone, text: string): void {
  const last = pieces.at(-1);
  if (text === '') return;
  if (last?.tone === tone) pieces[pieces.length - 1] = { tone, text: last.text + text };
  else pieces.push({ tone, text });
}
