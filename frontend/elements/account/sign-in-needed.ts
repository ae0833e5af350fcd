/** Asks to sign in, in place of a view that needs it; says so when the account may not see it either. */
import { css, html, LitElement } from 'lit';
import type { Session } from '../../account/session.ts';
import { toAccountHref } from '../../routes.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import '../quiet-shelf.ts';

class SignInNeeded extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      section { max-width: 34rem; margin: clamp(1.5rem, 5vw, 4rem) auto; text-align: center; }
      h2 { margin: 1.75rem 0 0.75rem; font-size: 1.75rem; }
      p { text-wrap: balance; }
      .ways { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.75rem; margin-top: 1.75rem; }
    `,
  ];

  declare session: Session;

  override render() {
    const { reader, hasEnded } = this.session;
    if (reader !== undefined) return this.#renderForbidden(reader.email);
    const here = location.pathname + location.search;
    return html`
      <section>
        <quiet-shelf></quiet-shelf>
        <h2>${hasEnded ? 'You have been signed out' : 'Please sign in'}</h2>
        <p>${hasEnded ? 'Your session has ended. Sign in again to go on where you were.' : 'This part of the shop is yours alone. Sign in to see it.'}</p>
        <p class="ways">
          <a class="button primary" href=${toAccountHref('sign-in', here)}>Sign in</a>
          <a class="button" href=${toAccountHref('sign-up', here)}>Create an account</a>
        </p>
      </section>
    `;
  }

  #renderForbidden(email: string) {
    const here = location.pathname + location.search;
    return html`
      <section>
        <quiet-shelf></quiet-shelf>
        <h2>For staff only</h2>
        <p>You are signed in as ${email}, which is not an account of the shop’s staff.</p>
        <p class="ways">
          <a class="button primary" href="/">See all books</a>
          <a class="button" href=${toAccountHref('sign-in', here)}>Sign in with another account</a>
        </p>
      </section>
    `;
  }
}

customElements.define('sign-in-needed', SignInNeeded);
