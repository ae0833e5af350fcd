/** Inputs are made before anybody has signed in: what depends on the sender stands in double braces. */

export function fillIn(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name) => words.get(name) ?? whole);
}
