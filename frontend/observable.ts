/** Something that outlives the views and tells them when it has changed. */

export class Observable {
  readonly #watchers = new Set<() => void>();

  /** Returns the way to stop. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    return () => this.#watchers.delete(onChange);
  }

  protected tellWatchers(): void {
    for (const onChange of this.#watchers) onChange();
  }
}
