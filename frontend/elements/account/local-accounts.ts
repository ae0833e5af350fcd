/** On one's own machine: the two accounts that the shop begins with. Fires `choose` with email and password. */
import { css, html, LitElement } from 'lit';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';

const password = 'Bookstore-1!';

class LocalAccounts extends LitElement {
  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      section { max-width: 27rem; margin: 1.25rem auto 0; padding: 1.25rem clamp(1.5rem, 5vw, 2.5rem); border: 1px dashed var(--line-strong); border-radius: 1rem; font-size: 0.9375rem; }
      h2 { margin-bottom: 0.375rem; font-size: 1.125rem; }
      p { color: var(--muted); }
      ul { display: flex; flex-wrap: wrap; gap: 0.625rem; margin-top: 0.875rem; }
    `,
  ];

  override render() {
    return html`
      <section aria-labelledby="heading">
        <h2 id="heading">This shop runs on your machine</h2>
        <p>Two accounts are ready for trying it out.</p>
        <ul role="list">
          <li>${this.#renderButton('A reader', 'reader@example.com')}</li>
          <li>${this.#renderButton('Staff', 'admin@example.com')}</li>
        </ul>
      </section>
    `;
  }

  #renderButton(name: string, email: string) {
    const choose = () => this.dispatchEvent(new CustomEvent('choose', { detail: { email, password } }));
    return html`<button class="button" type="button" @click=${choose}>${name}<span class="visually-hidden">: fill in ${email}</span></button>`;
  }
}

customElements.define('local-accounts', LocalAccounts);
