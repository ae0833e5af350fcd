/** A view for those who are signed in. Others are asked to sign in first, at the same address. */
import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { Route } from '../routes.ts';
import type { Shop } from '../shop.ts';
import { Watching } from '../watching.ts';
import { PageElement } from './page-element.ts';
import './account/sign-in-needed.ts';

/** Of the shop. */
export type Watched = Shop['cart'] | Shop['wishlist'] | Shop['live'];

export abstract class ReaderPage<R extends Route> extends PageElement {
  static override properties = { shop: { attribute: false }, route: { attribute: false } };

  declare shop: Shop;
  declare route: R;
  #shownRoute: R | undefined;
  #shownUserId: string | undefined;

  constructor() {
    super();
    new Watching(this, () => [this.shop.session, ...this.watched()]);
  }

  /** Asks the API for what the route names; ends with reportReady. */
  protected abstract load(): Promise<void>;

  protected abstract renderContent(): TemplateResult;

  /** What else the view shows. */
  protected watched(): Watched[] {
    return [];
  }

  protected isWelcome(): boolean {
    return this.shop.session.reader !== undefined;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const userId = this.isWelcome() ? this.shop.session.reader?.userId : undefined;
    if (this.route === this.#shownRoute && userId === this.#shownUserId) return;
    this.#shownRoute = this.route;
    this.#shownUserId = userId;
    if (userId !== undefined) void this.load();
    else void this.reportReady({ title: this.notWelcome, summary: this.notWelcome });
  }

  protected override render(): TemplateResult {
    if (this.isWelcome()) return this.renderContent();
    return html`
      <h1 class="visually-hidden" tabindex="-1">${this.notWelcome}</h1>
      <sign-in-needed .session=${this.shop.session}></sign-in-needed>
    `;
  }

  private get notWelcome(): string {
    return this.shop.session.reader === undefined ? 'Please sign in' : 'For staff only';
  }
}
