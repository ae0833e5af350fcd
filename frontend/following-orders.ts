/** Tells a view of news about the reader's orders, for as long as the view is there. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Live, OrderFollower } from './live/live.ts';

export class FollowingOrders implements ReactiveController {
  readonly #findLive: () => Live;
  readonly #follower: OrderFollower;
  #stop: (() => void) | undefined;

  /** `findLive` is asked before the first rendering, because a view gets its properties after its creation. */
  constructor(host: ReactiveControllerHost, findLive: () => Live, follower: OrderFollower) {
    this.#findLive = findLive;
    this.#follower = follower;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#stop ??= this.#findLive().follow(this.#follower);
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
