/** /forgot-password: asks for a code, then takes it together with a new password. */
import { html, nothing } from 'lit';
import { Action } from '../../action.ts';
import { type AccountRoute, toAccountHref } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { cardStyles, formStyles } from '../form-styles.ts';
import { PageElement } from '../page-element.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import { findEmail, getField, leaveNote, rememberEmail } from './fields.ts';
import '../action-notice.ts';
import './code-hint.ts';

class ForgotPasswordPage extends PageElement {
  static override properties = { shop: { attribute: false }, route: { attribute: false }, hasCode: { state: true } };
  static override styles = [sharedStyles, buttonStyles, formStyles, cardStyles];

  declare shop: Shop;
  declare route: AccountRoute;
  declare hasCode: boolean;
  readonly #action = new Action(this);

  constructor() {
    super();
    this.hasCode = false;
  }

  override render() {
    const { error, isWaiting, isBusy } = this.#action;
    return html`
      <section class="card">
        <h1 tabindex="-1">A new password</h1>
        <p class="lead" role="status">
          ${
            this.hasCode
              ? 'If there is an account with this address, a code is on its way to it.'
              : 'Tell us your address, and we send a code with which you can choose a new password.'
          }
        </p>
        <form method="post" @submit=${this.hasCode ? this.#setPassword : this.#askForCode}>
          <div class="field">
            <label for="email">Email address</label>
            <input id="email" name="email" type="email" autocomplete="username" required .value=${findEmail(this.shop)}>
          </div>
          ${this.hasCode ? this.#renderCode() : nothing}
          <action-notice .state=${{ error, isWaiting }}></action-notice>
          <button class="button primary" type="submit" aria-disabled=${isBusy}>${this.hasCode ? 'Set the password' : 'Send a code'}</button>
        </form>
        <p class="elsewhere">
          ${this.hasCode ? html`<span><button class="link" type="button" @click=${this.#startAgain}>Ask for another code</button></span>` : nothing}
          <a href=${toAccountHref('sign-in', this.route.next)}>Back to sign-in</a>
        </p>
      </section>
    `;
  }

  protected override firstUpdated(): void {
    void this.reportReady({ title: 'A new password', summary: 'A new password' });
  }

  #renderCode() {
    return html`
      <div class="field">
        <label for="code">Code</label>
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required pattern="\\s*\\d{6}\\s*" title="six digits">
      </div>
      <code-hint .outputs=${this.shop.outputs}></code-hint>
      <div class="field">
        <label for="password">New password</label>
        <input id="password" name="password" type="password" autocomplete="new-password" required minlength="10" maxlength="256"
          aria-describedby="password-hint">
        <span class="hint" id="password-hint">At least ten characters, among them a capital letter, a small letter and a digit.</span>
      </div>
    `;
  }

  readonly #askForCode = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const email = getField(event, 'email');
    rememberEmail(this.shop, email);
    this.hasCode = await this.#action.run(() => this.shop.userPool.forgotPassword(email));
    await this.updateComplete;
    if (this.hasCode) this.renderRoot.querySelector<HTMLInputElement>('#code')?.focus();
  };

  readonly #setPassword = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const email = getField(event, 'email');
    const code = getField(event, 'code');
    const password = getField(event, 'password');
    const isDone = await this.#action.run(() => this.shop.userPool.confirmForgotPassword(email, code, password));
    if (!isDone) return;
    leaveNote(this.shop, 'Your new password is set. You can sign in with it now.');
    this.shop.guide.go(toAccountHref('sign-in', this.route.next));
  };

  readonly #startAgain = (): void => {
    this.hasCode = false;
    this.#action.forget();
  };
}

customElements.define('forgot-password-page', ForgotPasswordPage);
