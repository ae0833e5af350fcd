/** Tokens of lists: where the next page starts, in a form that nobody is tempted to take apart. */

/** `list` keeps the token of one list from being used in another. */
export function toPageToken(list: string, lastKey: string): string {
  return `${list}.${Buffer.from(lastKey).toString('base64url')}`;
}

/** The key, when it is one that `isKey` knows and the token is exactly what toPageToken makes of it. */
export function parsePageToken(list: string, token: string, isKey: (text: string) => boolean): string | undefined {
  const key = Buffer.from(token.slice(list.length + 1), 'base64url').toString();
  // Made again, to compare: the decoder skips what is not base64.
  return isKey(key) && toPageToken(list, key) === token ? key : undefined;
}
