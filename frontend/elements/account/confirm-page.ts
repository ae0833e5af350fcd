/** /confirm: the code that the user pool sent proves that the address is the visitor's own. */
import { html, nothing } from 'lit';
import { UserPoolError } from '../../account/user-pool-error.ts';
import { Action } from '../../action.ts';
import { announce } from '../../announce.ts';
import { type AccountRoute, toAccountHref } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { cardStyles, formStyles } from '../form-styles.ts';
import { noticeStyles } from '../notice-styles.ts';
import { PageElement } from '../page-element.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import { findEmail, getField, leaveNote, rememberEmail } from './fields.ts';
import '../action-notice.ts';
import './code-hint.ts';

class ConfirmPage extends PageElement {
  static override properties = { shop: { attribute: false }, route: { attribute: false }, isResent: { state: true } };
  static override styles = [sharedStyles, buttonStyles, formStyles, cardStyles, noticeStyles];

  declare shop: Shop;
  declare route: AccountRoute;
  declare isResent: boolean;
  readonly #action = new Action(this);

  override render() {
    const { error, isWaiting, isBusy } = this.#action;
    return html`
      <section class="card">
        <h1 tabindex="-1">Confirm your address</h1>
        <p class="lead">We have sent a code of six digits to your email address.</p>
        <form method="post" @submit=${this.#confirm}>
          <div class="field">
            <label for="email">Email address</label>
            <input id="email" name="email" type="email" autocomplete="username" required .value=${findEmail(this.shop)}>
          </div>
          <div class="field">
            <label for="code">Code</label>
            <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required pattern="\\s*\\d{6}\\s*" title="six digits">
          </div>
          <code-hint .outputs=${this.shop.outputs}></code-hint>
          ${this.isResent ? html`<p class="notice success">A new code is on its way. Older ones don’t count any more.</p>` : nothing}
          <action-notice .state=${{ error, isWaiting }}></action-notice>
          <button class="button primary" type="submit" aria-disabled=${isBusy}>${isBusy ? 'One moment…' : 'Confirm'}</button>
        </form>
        <p class="elsewhere">
          <span><button class="link" type="button" @click=${this.#resend}>Send a new code</button></span>
          <a href=${toAccountHref('sign-in', this.route.next)}>Back to sign-in</a>
        </p>
      </section>
    `;
  }

  protected override firstUpdated(): void {
    void this.reportReady({ title: 'Confirm your address', summary: 'Confirm your address' });
  }

  readonly #confirm = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const email = getField(event, 'email');
    const code = getField(event, 'code');
    rememberEmail(this.shop, email);
    this.isResent = false;
    const isDone = await this.#action.run(() => this.shop.userPool.confirmSignUp(email, code).catch(ignoreConfirmed));
    if (!isDone) return;
    leaveNote(this.shop, 'Your address is confirmed. You can sign in now.');
    this.shop.guide.go(toAccountHref('sign-in', this.route.next));
  };

  readonly #resend = async (): Promise<void> => {
    const input = this.renderRoot.querySelector<HTMLInputElement>('#email');
    if (!input?.reportValidity()) return;
    rememberEmail(this.shop, input.value.trim());
    this.isResent = await this.#action.run(() => this.shop.userPool.resendCode(input.value.trim()));
    if (this.isResent) announce('A new code is on its way.');
  };
}

/** Cognito says so of an address that is confirmed already: there is nothing left to do. */
function ignoreConfirmed(error: unknown): void {
  if (!(error instanceof UserPoolError) || error.code !== 'NotAuthorizedException') throw error;
}

customElements.define('confirm-page', ConfirmPage);
