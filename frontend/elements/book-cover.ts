/** A book's cover as it lies on the table; a plain one with its title when the picture does not come. */
import { css, html, LitElement, type PropertyValues } from 'lit';
import { sharedStyles } from './shared-styles.ts';

class BookCover extends LitElement {
  static override properties = {
    src: {},
    alt: {},
    heading: {},
    author: {},
    eager: { type: Boolean },
    isBroken: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host { position: relative; aspect-ratio: 2 / 3; container-type: inline-size; border-radius: 0.1875rem 0.375rem 0.375rem 0.1875rem; background: var(--sunken); box-shadow: var(--shadow-cover); transition: box-shadow var(--quick), transform var(--quick); overflow: hidden; }
      img { display: block; width: 100%; height: 100%; object-fit: cover; }
      /* The fold beside the spine, and a hairline so that a pale cover does not melt into the page. */
      :host::after {
        content: ""; position: absolute; inset: 0; border-radius: inherit; pointer-events: none;
        background: linear-gradient(90deg, rgb(0 0 0 / 0.16), rgb(255 255 255 / 0.18) 1.6%, transparent 3%, rgb(0 0 0 / 0.1) 4.6%, transparent 7%);
        box-shadow: inset 0 0 0 1px var(--cover-edge);
      }
      .plain {
        display: flex; flex-direction: column; justify-content: space-between; height: 100%; padding: 14% 10% 12% 16%;
        background: var(--accent-soft); color: var(--ink); font-family: var(--serif); overflow: hidden; overflow-wrap: anywhere;
      }
      .plain strong { font-size: 10.5cqi; line-height: 1.2; }
      .plain span { font-size: 6.5cqi; line-height: 1.3; }
    `,
  ];

  declare src: string;
  declare alt: string;
  declare heading: string;
  declare author: string;
  declare eager: boolean;
  declare isBroken: boolean;

  constructor() {
    super();
    this.alt = '';
    this.eager = false;
    this.isBroken = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('src')) this.isBroken = false;
  }

  override render() {
    if (this.isBroken) {
      const isDecoration = this.alt === '';
      return html`<div class="plain" aria-hidden=${isDecoration}><strong>${this.heading}</strong><span>${this.author}</span></div>`;
    }
    const giveUp = () => {
      this.isBroken = true;
    };
    return html`<img src=${this.src} alt=${this.alt} width="400" height="600" loading=${this.eager ? 'eager' : 'lazy'}
      decoding="async" @error=${giveUp}>`;
  }
}

customElements.define('book-cover', BookCover);
