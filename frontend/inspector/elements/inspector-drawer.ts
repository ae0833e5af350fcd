/** The inspector at the bottom of a page. It listens only while it is open. */
import { css, html, LitElement, nothing, unsafeCSS } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import { inspectorTokens, panelStyles } from './inspector-styles.ts';
import './request-inspector.ts';

const HEIGHT = 'min(40rem, 62dvh)';

class InspectorDrawer extends LitElement {
  static override properties = { base: {}, isOpen: { state: true } };
  static override styles = [
    sharedStyles,
    inspectorTokens,
    panelStyles,
    css`
      :host { position: fixed; z-index: 20; inset: auto 0 0; pointer-events: none; }
      .opener { position: absolute; right: 1rem; bottom: 1rem; border-radius: 99rem; box-shadow: var(--shadow-cover); pointer-events: auto; }
      /* On a phone a tab at the very edge, which is in nobody's way. */
      @media (width < 40rem) {
        .opener { bottom: 0; min-height: 1.75rem; border-bottom: 0; border-radius: 0.625rem 0.625rem 0 0; font-size: 0.8125rem; }
      }
      .drawer {
        display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); height: ${unsafeCSS(HEIGHT)};
        border-top: 1px solid var(--line-strong); background: var(--paper); box-shadow: 0 -8px 32px -8px var(--shade-deep); pointer-events: auto;
      }
      .bar { display: flex; align-items: center; gap: 0.5rem; padding: 0.375rem 1rem; border-bottom: 1px solid var(--line); }
      h2 { margin-right: auto; font: 600 1rem/1.3 var(--serif); }
    `,
  ];

  declare base: string;
  declare isOpen: boolean;

  constructor() {
    super();
    this.base = '';
    this.isOpen = false;
  }

  override render() {
    const open = () => this.#turn(true);
    if (!this.isOpen)
      return html`<button class="tool opener" type="button" aria-expanded="false" @click=${open}>Inspector</button>`;
    return html`
      <section class="drawer" aria-label="Inspector" @keydown=${this.#onKey}>
        <div class="bar">
          <h2>Inspector</h2>
          ${this.base ? html`<a class="tool" href=${this.base} target="_blank" rel="noopener">Open as a page</a>` : nothing}
          <button class="tool closer" type="button" @click=${() => this.#turn(false)}>Close</button>
        </div>
        <request-inspector base=${this.base}></request-inspector>
      </section>
    `;
  }

  async #turn(isOpen: boolean): Promise<void> {
    this.isOpen = isOpen;
    // So that the end of the page can still be scrolled out from under the drawer.
    document.body.style.paddingBottom = isOpen ? HEIGHT : '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(isOpen ? '.closer' : '.opener')?.focus();
  }

  #onKey({ key }: KeyboardEvent): void {
    if (key === 'Escape') void this.#turn(false);
  }
}

customElements.define('inspector-drawer', InspectorDrawer);

declare global {
  interface HTMLElementTagNameMap {
    'inspector-drawer': InspectorDrawer;
  }
}
