/** Renders a view again whenever something that it shows has changed. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Observable } from './observable.ts';

export class Watching implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #find: () => readonly Observable[];
  #watched: readonly Observable[] = [];
  #stops: readonly (() => void)[] = [];

  /** `find` is asked before each rendering, because a view gets its properties after its creation. */
  constructor(host: ReactiveControllerHost, find: () => readonly Observable[]) {
    this.#host = host;
    this.#find = find;
    host.addController(this);
  }

  hostUpdate(): void {
    const found = this.#find();
    if (found.length === this.#watched.length && found.every((it, index) => it === this.#watched[index])) return;
    this.hostDisconnected();
    this.#watched = found;
    this.#stops = found.map((it) => it.watch(() => this.#host.requestUpdate()));
  }

  // What changed while the view was away shows on its return.
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#watched = [];
  }
}
