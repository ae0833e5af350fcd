/** What a view knows of something it asks the API for: the value, whether it waits, what went wrong. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type ApiError, toKnownError } from './api-error.ts';
import type { CallOptions } from './api-transport.ts';

export class Remote<T> implements ReactiveController {
  value: T | undefined;
  error: ApiError | undefined;
  isBusy = false;
  /** True while the API has asked us to slow down. */
  isWaiting = false;
  readonly #host: ReactiveControllerHost;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Shows what was seen before until the answer is there. True when this call was not overtaken by another. */
  async load(task: (call: CallOptions) => Promise<T>, seen?: T): Promise<boolean> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#change({ value: seen, error: undefined, isBusy: true, isWaiting: false });
    try {
      const value = await task({ signal, onWait: () => this.#change({ isWaiting: true }) });
      if (signal.aborted) return false;
      this.#change({ value, isBusy: false, isWaiting: false });
    } catch (error) {
      if (signal.aborted) return false;
      this.#change({ error: toKnownError(error), isBusy: false, isWaiting: false });
    }
    return true;
  }

  /** Gives up what is on its way, too. */
  forget(): void {
    this.#abort.abort();
    this.#change({ value: undefined, error: undefined, isBusy: false, isWaiting: false });
  }

  /** For what the page itself has changed and the API agreed to. */
  replace(value: T): void {
    this.#change({ value });
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  #change(change: Partial<Pick<Remote<T>, 'value' | 'error' | 'isBusy' | 'isWaiting'>>): void {
    Object.assign(this, change);
    this.#host.requestUpdate();
  }
}
