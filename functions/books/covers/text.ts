/** Text from outside made safe and fit for a cover: cleaned, clipped, split and escaped. */

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Spaces become single ones. Characters that XML forbids, controls and marks that turn the direction of the text around
 * go. Longer texts end in an ellipsis; nothing that is seen as one character is cut in two. Since one such character can
 * be made of any number of others, the plain length is limited too, to twice as many.
 */
export function cleanText(text: string, maxGraphemes: number): string {
  const cleaned = text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu, '')
    .trim();
  const all = toGraphemes(cleaned);
  const fits = (count: number): boolean =>
    count <= maxGraphemes && all.slice(0, count).join('').length <= maxGraphemes * 2;
  if (fits(all.length)) return cleaned;
  const last = all.findLastIndex((_, index) => fits(index + 1));
  return `${all.slice(0, Math.max(last, 0)).join('').trimEnd()}…`;
}

export function toGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Decided by the first letter that has a direction, as browsers do for `dir="auto"`. */
export function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0] ?? '';
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter);
}

/** Straight quotation marks belong to typewriters. */
export function curlQuotes(text: string): string {
  return text
    .replace(/(^|[\s(])"/g, '$1“')
    .replaceAll('"', '”')
    .replaceAll("'", '’');
}

/** `Code: The Hidden Language` and `Мёртвые души (Dead Souls)` have a second line of lesser rank. */
export function splitTitle(title: string): { readonly title: string; readonly subtitle: string } {
  const [, before, after, inBrackets] = /^(.{2,}?)(?:: (.{3,})| \(([^()]+)\))$/u.exec(title) ?? [];
  return { title: before ?? title, subtitle: after ?? inBrackets ?? '' };
}
