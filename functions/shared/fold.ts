/** Makes texts comparable: no upper case, no accents. */

/** Letters that Unicode doesn't take apart into a letter and an accent. */
const letters = new Map([
  ['æ', 'ae'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ı', 'i'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['œ', 'oe'],
  ['ß', 'ss'],
  ['þ', 'th'],
]);

/** `Brontë` becomes `bronte`, `ŁÓDŹ` becomes `lodz`, `Straße` becomes `strasse`. */
export function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{ASCII}]/gu, (letter) => letters.get(letter) ?? letter);
}
