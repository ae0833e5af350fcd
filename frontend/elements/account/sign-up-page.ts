/** /sign-up: a new account. The user pool sends a code to the address. */
import { html } from 'lit';
import { Action } from '../../action.ts';
import { type AccountRoute, toAccountHref } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { cardStyles, formStyles } from '../form-styles.ts';
import { PageElement } from '../page-element.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import { findEmail, getField, rememberEmail } from './fields.ts';
import '../action-notice.ts';

class SignUpPage extends PageElement {
  static override properties = { shop: { attribute: false }, route: { attribute: false } };
  static override styles = [sharedStyles, buttonStyles, formStyles, cardStyles];

  declare shop: Shop;
  declare route: AccountRoute;
  readonly #signUp = new Action(this);

  override render() {
    const { error, isWaiting, isBusy } = this.#signUp;
    return html`
      <section class="card">
        <h1 tabindex="-1">Create an account</h1>
        <p class="lead">For a cart, orders and reviews of your own.</p>
        <form method="post" @submit=${this.#submit}>
          <div class="field">
            <label for="name">Your name</label>
            <input id="name" name="name" autocomplete="nickname" required maxlength="50" pattern=".*\\S.*" aria-describedby="name-hint">
            <span class="hint" id="name-hint">Others see it beside your reviews. It need not be your real one.</span>
          </div>
          <div class="field">
            <label for="email">Email address</label>
            <input id="email" name="email" type="email" autocomplete="username" required aria-describedby="email-hint" .value=${findEmail(this.shop)}>
            <span class="hint" id="email-hint">We send a code there. Nobody else gets to see it.</span>
          </div>
          <div class="field">
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="new-password" required minlength="10" maxlength="256"
              aria-describedby="password-hint">
            <span class="hint" id="password-hint">At least ten characters, among them a capital letter, a small letter and a digit.</span>
          </div>
          <action-notice .state=${{ error, isWaiting }}></action-notice>
          <button class="button primary" type="submit" aria-disabled=${isBusy}>${isBusy ? 'Creating…' : 'Create the account'}</button>
        </form>
        <p class="elsewhere"><span>You have one already? <a href=${toAccountHref('sign-in', this.route.next)}>Sign in</a></span></p>
      </section>
    `;
  }

  protected override firstUpdated(): void {
    void this.reportReady({ title: 'Create an account', summary: 'Create an account' });
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const request = {
      name: getField(event, 'name'),
      email: getField(event, 'email'),
      password: getField(event, 'password'),
    };
    rememberEmail(this.shop, request.email);
    const isDone = await this.#signUp.run(() => this.shop.userPool.signUp(request));
    if (isDone) this.shop.guide.go(toAccountHref('confirm', this.route.next));
  };
}

customElements.define('sign-up-page', SignUpPage);
