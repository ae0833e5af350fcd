/** Does something again whenever it is asked to, but never twice at once: who asks meanwhile gets it done once more. */

export class Again {
  readonly #task: () => Promise<void>;
  #isBusy = false;
  #isAsked = false;

  constructor(task: () => Promise<void>) {
    this.#task = task;
  }

  async ask(): Promise<void> {
    this.#isAsked = true;
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#isAsked) {
        this.#isAsked = false;
        await this.#task();
      }
    } finally {
      this.#isBusy = false;
    }
  }
}
