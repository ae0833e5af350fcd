/** /lobby: where readers talk about anything. */
import { css, html, type PropertyValues } from 'lit';
import type { Shop } from '../../shop.ts';
import { PageElement } from '../page-element.ts';
import { sharedStyles } from '../shared-styles.ts';
import './chat-room.ts';

class LobbyPage extends PageElement {
  static override properties = { shop: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host { max-width: 56rem; margin: 0 auto; }
      h1 { margin: clamp(1rem, 3vw, 2rem) 0 0.375rem; font-size: var(--text-title); }
      .lead { margin-bottom: 1.5rem; color: var(--muted); font: italic var(--text-large)/1.4 var(--serif); }
      chat-room { --chat-height: clamp(24rem, calc(100dvh - 18rem), 46rem); }
      @media (width < 48rem) {
        .lead { margin-bottom: 1rem; }
        chat-room { --chat-height: clamp(22rem, calc(100dvh - 16rem), 46rem); }
      }
    `,
  ];

  declare shop: Shop;

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    void this.reportReady({ title: 'The lobby', summary: 'The lobby: readers talk here' });
  }

  override render() {
    return html`
      <h1 tabindex="-1">The lobby</h1>
      <p class="lead">What are you reading? Somebody here may have read it, too.</p>
      <chat-room .shop=${this.shop} room="lobby"></chat-room>
    `;
  }
}

customElements.define('lobby-page', LobbyPage);
