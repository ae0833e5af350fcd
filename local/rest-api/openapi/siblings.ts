/** Finds path parameters that stand side by side: a resource has one child with a variable path part at the most. */

export interface Sibling {
  readonly path: string;
  readonly parameter: string;
  /** What an earlier path has in the same place. */
  readonly sibling: string;
}

/** Of `/books/{bookId}` and `/books/{id}/cover` the second. A greedy parameter is no exception. */
export function findSiblings(paths: readonly string[]): readonly Sibling[] {
  const taken = new Map<string, string>();
  return paths.flatMap((path) => {
    const parts = path.split('/');
    return parts.flatMap((parameter, index) => {
      if (!parameter.startsWith('{')) return [];
      const parent = parts.slice(0, index).join('/');
      const sibling = taken.get(parent) ?? parameter;
      taken.set(parent, sibling);
      return sibling === parameter ? [] : [{ path, parameter, sibling }];
    });
  });
}
