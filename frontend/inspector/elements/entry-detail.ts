/** Loads the chosen entry and shows it by its kind. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import { type DetailedEntry, type InspectorClient, InspectorError } from '../client.ts';
import { toHeading } from '../entry-words.ts';
import { type Invocation, parseInvocation } from '../invocation.ts';
import { parseRecord } from '../record.ts';
import { formatClock } from '../time.ts';
import { panelStyles } from './inspector-styles.ts';
import './invocation-view.ts';
import './plain-view.ts';
import './request-view.ts';

class EntryDetail extends LitElement {
  static override properties = {
    client: { attribute: false },
    origins: { attribute: false },
    entryId: {},
    originalId: {},
    shown: { state: true },
    invocation: { state: true },
    failure: { state: true },
  };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      h2 { margin-bottom: 0.25rem; font: 600 1.0625rem/1.4 var(--mono); overflow-wrap: anywhere; }
      h2:focus { outline: none; }
      .about { margin-bottom: 1rem; color: var(--muted); font-size: 0.875rem; }
      .failure { max-width: 34rem; margin: 4rem auto; text-align: center; text-wrap: balance; }
    `,
  ];

  declare client: InspectorClient;
  declare origins: ReadonlyMap<string, string>;
  declare entryId: string;
  /** The entry that this one was sent again from; empty for none. */
  declare originalId: string;
  declare shown: DetailedEntry | undefined;
  declare invocation: Invocation | undefined;
  declare failure: string | undefined;
  #loading: Promise<void> | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entryId')) this.#loading = this.#load(this.entryId);
  }

  /** As soon as the entry is there. */
  async focusHeading(): Promise<void> {
    await this.updateComplete;
    await this.#loading;
    await this.updateComplete;
    const view = this.renderRoot.querySelector('request-view');
    await view?.updateComplete;
    (view?.renderRoot ?? this.renderRoot).querySelector<HTMLElement>('h2')?.focus();
  }

  override render() {
    if (this.failure !== undefined) return html`<p class="failure" role="alert">${this.failure}</p>`;
    if (this.shown === undefined) return nothing;
    const { entry, detail } = this.shown;
    const record = entry.kind === 'request' ? parseRecord(detail) : undefined;
    if (record !== undefined) {
      const origin = this.origins.get(record.apiType) ?? '';
      return html`<request-view .client=${this.client} .record=${record} .invocation=${this.invocation} origin=${origin} originalId=${this.originalId}></request-view>`;
    }
    return html`
      <h2 tabindex="-1">${toHeading(entry)}</h2>
      <p class="about">${formatClock(entry.atMs)}</p>
      ${this.#renderOther(this.shown)}
    `;
  }

  #renderOther({ entry, detail }: DetailedEntry) {
    const invocation = entry.kind === 'invocation' ? parseInvocation(detail) : undefined;
    if (invocation !== undefined) return html`<invocation-view .invocation=${invocation}></invocation-view>`;
    return html`<plain-view .entry=${entry} .detail=${detail}></plain-view>`;
  }

  /** What was shown stays until the next is there, so that nothing flickers. */
  async #load(id: string): Promise<void> {
    const isLatest = () => this.entryId === id;
    try {
      const shown = await this.client.getEntry(id);
      const { invocationId } = shown.entry;
      const invocation = invocationId === undefined ? undefined : await this.#findInvocation(invocationId);
      if (isLatest()) Object.assign(this, { shown, invocation, failure: undefined });
    } catch (error) {
      if (!(error instanceof InspectorError)) throw error;
      if (isLatest()) this.failure = error.message;
    }
  }

  /** Undefined when it has been forgotten already. */
  async #findInvocation(id: string): Promise<Invocation | undefined> {
    try {
      return parseInvocation((await this.client.getEntry(id)).detail);
    } catch (error) {
      if (error instanceof InspectorError && error.code === 'forgotten') return undefined;
      throw error;
    }
  }
}

customElements.define('entry-detail', EntryDetail);

declare global {
  interface HTMLElementTagNameMap {
    'entry-detail': EntryDetail;
  }
}
