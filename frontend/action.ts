/** Something that a visitor does: whether it is on its way, and what went wrong. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { UserPoolError } from './account/user-pool-error.ts';
import { type ApiError, toKnownError } from './api-error.ts';
import type { CallOptions } from './api-transport.ts';

export class Action implements ReactiveController {
  error: ApiError | UserPoolError | undefined;
  isBusy = false;
  /** True while the API has asked us to slow down. */
  isWaiting = false;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** True when it succeeded. What is under way already is not begun a second time. */
  async run(task: (call: CallOptions) => Promise<void>): Promise<boolean> {
    if (this.isBusy) return false;
    this.#change({ error: undefined, isBusy: true, isWaiting: false });
    try {
      // Leaving the page does not take back what was asked for.
      await task({ signal: new AbortController().signal, onWait: () => this.#change({ isWaiting: true }) });
      this.#change({ isBusy: false, isWaiting: false });
      return true;
    } catch (error) {
      const known = error instanceof UserPoolError ? error : toKnownError(error);
      this.#change({ error: known, isBusy: false, isWaiting: false });
      return false;
    }
  }

  forget(): void {
    this.#change({ error: undefined });
  }

  hostConnected(): void {}

  #change(change: Partial<Pick<Action, 'error' | 'isBusy' | 'isWaiting'>>): void {
    Object.assign(this, change);
    this.#host.requestUpdate();
  }
}
