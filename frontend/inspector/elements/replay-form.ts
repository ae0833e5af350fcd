/** "Try again with changes": edits a request and sends it through the inspector's server. Fires `replayed` with the new record's id. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import { type InspectorClient, InspectorError } from '../client.ts';
import { type Draft, DraftError, toDraft } from '../draft.ts';
import type { RequestRecord } from '../record.ts';
import { describeStatus } from '../status-words.ts';
import { panelStyles } from './inspector-styles.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

class ReplayForm extends LitElement {
  static override properties = {
    client: { attribute: false },
    record: { attribute: false },
    words: { state: true },
    isBusy: { state: true },
  };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.875rem; padding: 1rem; border: 1px solid var(--line); border-radius: 0.625rem; background: var(--surface); }
      .line { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0.625rem; }
      label { display: block; margin-bottom: 0.25rem; color: var(--muted); font-size: var(--text-small); font-weight: 600; }
      input, select, textarea {
        width: 100%; padding: 0.4375rem 0.625rem; border: 1px solid var(--line-strong); border-radius: 0.5rem;
        background: var(--paper); color: var(--ink); font: var(--text-code)/1.5 var(--mono);
      }
      input, select { height: 2.375rem; }
      textarea { display: block; resize: vertical; }
      .ways { display: flex; flex-wrap: wrap; align-items: center; gap: 0.625rem; }
      @media (width < 30rem) { .line { grid-template-columns: 5.5rem minmax(0, 1fr); } }
    `,
  ];

  declare client: InspectorClient;
  declare record: RequestRecord;
  declare words: string;
  declare isBusy: boolean;
  #draft: Draft = { method: '', target: '', headers: '', body: '' };

  constructor() {
    super();
    this.words = '';
    this.isBusy = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('record')) this.#draft = toDraft(this.record);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('#target')?.focus();
  }

  override render() {
    const { method, target, headers, body } = this.#draft;
    const methods = METHODS.includes(method) ? METHODS : [method, ...METHODS];
    const change = (name: keyof Draft) => (event: Event) => this.#change(name, event);
    return html`
      <form aria-label="Try again with changes" @submit=${this.#send}>
        <div class="line">
          <div>
            <label for="method">Method</label>
            <select id="method" @change=${change('method')}>${methods.map((it) => html`<option ?selected=${it === method}>${it}</option>`)}</select>
          </div>
          <div>
            <label for="target">Path and query</label>
            <input id="target" .value=${target} @input=${change('target')} autocomplete="off" spellcheck="false" required>
          </div>
        </div>
        <div>
          <label for="headers">Headers, one a line</label>
          <textarea id="headers" rows="5" .value=${headers} @input=${change('headers')} autocomplete="off" spellcheck="false"></textarea>
        </div>
        <div>
          <label for="body">Body</label>
          <textarea id="body" rows=${body === '' ? 2 : 6} .value=${body} @input=${change('body')} autocomplete="off" spellcheck="false"></textarea>
        </div>
        ${/…\[\d+ characters\]/.test(headers + target + body) ? html`<p class="muted small">Shortened secrets (…) that you leave as they are get sent in full.</p>` : nothing}
        <div class="ways">
          <button class="tool primary" type="submit" ?disabled=${this.isBusy}>Send it</button>
          <button class="tool" type="button" @click=${() => this.dispatchEvent(new CustomEvent('close-form'))}>Close</button>
          <p class="small" role="status">${this.words}</p>
        </div>
      </form>
    `;
  }

  #change(name: keyof Draft, event: Event): void {
    const field = event.target;
    const isField =
      field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;
    if (isField) this.#draft = { ...this.#draft, [name]: field.value };
  }

  async #send(event: Event): Promise<void> {
    event.preventDefault();
    this.isBusy = true;
    this.words = 'Sending …';
    this.words = await this.#trySend();
    this.isBusy = false;
  }

  async #trySend(): Promise<string> {
    try {
      const { status, recordId } = await this.client.replay(this.record.apiType, this.#draft, this.record.requestId);
      if (recordId === undefined) return `Answered ${describeStatus(status)} before any record was begun.`;
      this.dispatchEvent(new CustomEvent<string>('replayed', { detail: recordId, bubbles: true, composed: true }));
      return `Answered ${describeStatus(status)}.`;
    } catch (error) {
      if (error instanceof DraftError || error instanceof InspectorError) return error.message;
      throw error;
    }
  }
}

customElements.define('replay-form', ReplayForm);
