/** /sign-in: email address and password. */
import { html, nothing } from 'lit';
import { UserPoolError } from '../../account/user-pool-error.ts';
import { Action } from '../../action.ts';
import { type AccountRoute, toAccountHref } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { cardStyles, formStyles } from '../form-styles.ts';
import { noticeStyles } from '../notice-styles.ts';
import { PageElement } from '../page-element.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import { findEmail, getField, rememberEmail, takeNote } from './fields.ts';
import '../action-notice.ts';
import './local-accounts.ts';

class SignInPage extends PageElement {
  static override properties = { shop: { attribute: false }, route: { attribute: false } };
  static override styles = [sharedStyles, buttonStyles, formStyles, cardStyles, noticeStyles];

  declare shop: Shop;
  declare route: AccountRoute;
  readonly #signIn = new Action(this);
  #note: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#note ??= takeNote(this.shop);
  }

  override render() {
    const { next } = this.route;
    const { error, isWaiting, isBusy } = this.#signIn;
    return html`
      <section class="card">
        <h1 tabindex="-1">Sign in</h1>
        ${this.#note === undefined ? nothing : html`<p class="notice success">${this.#note}</p>`}
        <p class="lead">${next === '/' ? 'Good to see you again.' : 'Then you go on where you were.'}</p>
        <form method="post" @submit=${this.#submit}>
          <div class="field">
            <label for="email">Email address</label>
            <input id="email" name="email" type="email" autocomplete="username" required .value=${findEmail(this.shop)}>
          </div>
          <div class="field">
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required>
          </div>
          <action-notice .state=${{ error, isWaiting }}></action-notice>
          <button class="button primary" type="submit" aria-disabled=${isBusy}>${isBusy ? 'Signing in…' : 'Sign in'}</button>
        </form>
        <p class="elsewhere">
          <span>New here? <a href=${toAccountHref('sign-up', next)}>Create an account</a></span>
          <a href=${toAccountHref('forgot-password', next)}>I forgot my password</a>
        </p>
      </section>
      ${this.shop.outputs.UserPoolEndpoint === undefined ? nothing : html`<local-accounts @choose=${this.#fill}></local-accounts>`}
    `;
  }

  protected override firstUpdated(): void {
    void this.reportReady({ title: 'Sign in', summary: `${this.#note ?? ''} Sign in`.trim() });
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const email = getField(event, 'email');
    const password = getField(event, 'password');
    rememberEmail(this.shop, email);
    if (await this.#signIn.run(() => this.shop.session.signIn(email, password))) this.shop.guide.go(this.route.next);
    const { error } = this.#signIn;
    if (error instanceof UserPoolError && error.code === 'UserNotConfirmedException')
      this.shop.guide.go(toAccountHref('confirm', this.route.next));
  };

  readonly #fill = (event: CustomEvent<{ email: string; password: string }>): void => {
    for (const [id, value] of Object.entries(event.detail)) {
      const input = this.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
      if (input) input.value = value;
    }
    this.renderRoot.querySelector('button')?.focus();
  };
}

customElements.define('sign-in-page', SignInPage);
