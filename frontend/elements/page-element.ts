/** What main.ts expects of every view: a heading to focus, and a word when there is something to see. */
import { LitElement } from 'lit';

export interface Readiness {
  /** The document's title, without the shop's name. */
  readonly title: string;
  /** What a screen reader hears. */
  readonly summary: string;
}

export class PageElement extends LitElement {
  focusHeading(): void {
    this.renderRoot.querySelector('h1')?.focus({ preventScroll: true });
  }

  /** Once the content, or the reason why there is none, has been rendered. */
  protected async reportReady(readiness: Readiness): Promise<void> {
    await this.updateComplete;
    this.dispatchEvent(new CustomEvent<Readiness>('view-ready', { detail: readiness, bubbles: true }));
  }
}
