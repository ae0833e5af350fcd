/** Matches IAM's wildcards: `*` stands for any text, slashes included, and `?` for one character. */

export type Matcher = (text: string) => boolean;

/**
 * Walks both texts side by side and returns to the last `*` only: unlike a regular expression it can't be made to
 * backtrack without bound, and policies hold text that clients have a say in.
 */
export function compileWildcard(pattern: string): Matcher {
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  // Several stars in a row mean the same as one.
  const simple = pattern.replace(/\*+/g, '*');
  return (text) => matches(simple, text);
}

function matches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resumeAt = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p;
      resumeAt = t;
      p += 1;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      resumeAt += 1;
      t = resumeAt;
      p = star + 1;
    } else {
      return false;
    }
  }
  return p === pattern.length || (p === pattern.length - 1 && pattern[p] === '*');
}
