/**
 * The whole inspector: the live list, and beside it (or in its place, where it is narrow) the entry that is open.
 * Fires `entry-change` with the id of what is open, empty for none.
 */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import { InspectorClient, InspectorError } from '../client.ts';
import { EntryList } from '../entry-list.ts';
import { Feed } from '../feed.ts';
import { everything, type Filter } from '../filter.ts';
import { inspectorTokens, panelStyles } from './inspector-styles.ts';
import { requestInspectorStyles } from './request-inspector-styles.ts';
import './entry-detail.ts';
import './entry-rows.ts';
import './list-toolbar.ts';

class RequestInspector extends LitElement {
  static override properties = { base: {}, entryId: {} };
  static override styles = [sharedStyles, inspectorTokens, panelStyles, requestInspectorStyles];

  /** Where the inspector's server is; empty on its own page. */
  declare base: string;
  declare entryId: string;
  readonly #list = new EntryList();
  /** Of what was sent from here: the entry that it was made from. */
  readonly #originals = new Map<string, string>();
  #client = new InspectorClient('');
  #feed: Feed | undefined;

  constructor() {
    super();
    this.base = '';
    this.entryId = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#client = new InspectorClient(this.base);
    this.#feed = new Feed(this.#client, this.#list, () => this.#refresh());
    this.#feed.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#feed?.stop();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isNews = changed.has('entryId') && changed.get('entryId') !== undefined;
    if (isNews) this.dispatchEvent(new CustomEvent<string>('entry-change', { detail: this.entryId }));
  }

  override render() {
    const list = this.#list;
    return html`
      <div class=${this.entryId ? 'layout open' : 'layout'}>
        <section class="list" aria-label="Live list">
          <list-toolbar .filter=${list.filter} .families=${list.families} state=${this.#feed?.state ?? 'connecting'} ?isPaused=${list.isPaused}
            held=${list.held} shown=${list.length} total=${list.total}
            @filter-change=${this.#filter} @pause-change=${this.#pause} @clear-all=${() => this.#clear()}></list-toolbar>
          <entry-rows .list=${list} chosenId=${this.entryId} @choose=${this.#choose}></entry-rows>
          ${list.length === 0 ? this.#renderEmpty() : nothing}
        </section>
        <section class="detail" aria-label="Details" @replayed=${this.#openReplay} @open-entry=${this.#open} @filter-words=${this.#filterWords}>${this.#renderDetail()}</section>
      </div>
    `;
  }

  #renderEmpty() {
    const isFiltered = this.#list.total > 0;
    return html`<p class="empty">${isFiltered ? 'Nothing matches the filter.' : 'Nothing yet. Click around in the shop, or call the API: every request appears here at once.'}</p>`;
  }

  #renderDetail() {
    if (this.entryId === '')
      return html`<p class="hint">Choose a request to see its way through the four checkpoints.</p>`;
    return html`
      <button class="tool back" type="button" @click=${() => this.#close()}>← Back to the list</button>
      <entry-detail .client=${this.#client} .origins=${this.#feed?.origins ?? new Map()} entryId=${this.entryId}
        originalId=${this.#originals.get(this.entryId) ?? ''}></entry-detail>
    `;
  }

  /** The rows look into the same list, whose identity doesn't change. */
  #refresh(): void {
    this.requestUpdate();
    this.renderRoot.querySelector<LitElement>('entry-rows')?.requestUpdate();
  }

  #filter({ detail }: CustomEvent<Filter>): void {
    this.#list.filter = detail;
    this.#refresh();
  }

  #filterWords({ detail }: CustomEvent<string>): void {
    this.#filter(new CustomEvent('filter-change', { detail: { ...everything, text: detail } }));
  }

  #pause({ detail }: CustomEvent<boolean>): void {
    this.#list.isPaused = detail;
    this.#refresh();
  }

  async #clear(): Promise<void> {
    this.#feed?.drop();
    this.#list.clear();
    this.entryId = '';
    this.#refresh();
    try {
      await this.#client.clear();
    } catch (error) {
      // The toolbar says already that the connection is lost.
      if (!(error instanceof InspectorError)) throw error;
    }
  }

  #choose({ detail }: CustomEvent<{ id: string; isEntering: boolean }>): void {
    this.#show(detail.id);
    if (detail.isEntering) void this.#focusDetail();
  }

  #openReplay({ detail }: CustomEvent<string>): void {
    this.#originals.set(detail, this.entryId);
    this.#show(detail);
    void this.#focusDetail();
  }

  #open({ detail }: CustomEvent<string>): void {
    this.#show(detail);
    void this.#focusDetail();
  }

  #show(id: string): void {
    this.entryId = id;
    this.#refresh();
  }

  /** What had the focus is gone with the entry before. */
  async #focusDetail(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector('entry-detail')?.focusHeading();
  }

  #close(): void {
    this.#show('');
    this.renderRoot
      .querySelector<LitElement>('entry-rows')
      ?.renderRoot.querySelector<HTMLElement>('[role=listbox]')
      ?.focus();
  }
}

customElements.define('request-inspector', RequestInspector);

declare global {
  interface HTMLElementTagNameMap {
    'request-inspector': RequestInspector;
  }
}
