/** Any address that the storefront has no view for. */
import { css, html } from 'lit';
import { PageElement } from './page-element.ts';
import { buttonStyles, sharedStyles } from './shared-styles.ts';
import './quiet-shelf.ts';

class NotFoundPage extends PageElement {
  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      div { max-width: 34rem; margin: clamp(3rem, 10vw, 7rem) auto; text-align: center; }
      h1 { margin: 1.75rem 0 0.75rem; font-size: var(--text-title); }
      p { text-wrap: balance; }
      a { margin-top: 1.75rem; }
    `,
  ];

  override render() {
    return html`
      <div>
        <quiet-shelf></quiet-shelf>
        <h1 tabindex="-1">There is no such page</h1>
        <p>The address may be mistyped, or the page is gone. The books are all still here.</p>
        <a class="button primary" href="/">See all books</a>
      </div>
    `;
  }

  protected override firstUpdated(): void {
    void this.reportReady({ title: 'There is no such page', summary: 'There is no such page' });
  }
}

customElements.define('not-found-page', NotFoundPage);
