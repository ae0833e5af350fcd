/** Filter, pause and clear. Fires `filter-change` with a Filter, `pause-change` with a boolean, and `clear-all`. */
import { css, html, LitElement, nothing, svg } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import type { FeedState } from '../feed.ts';
import type { Filter } from '../filter.ts';
import { panelStyles } from './inspector-styles.ts';

const STATUS_CLASSES = [
  { value: '', label: 'All' },
  { value: '2', label: '2xx' },
  { value: '3', label: '3xx' },
  { value: '4', label: '4xx' },
  { value: '5', label: '5xx' },
];
const STATE_WORDS: Readonly<Record<FeedState, string>> = {
  connecting: 'Connecting …',
  live: 'Live',
  lost: 'Connection lost, trying again',
};

class ListToolbar extends LitElement {
  static override properties = {
    filter: { attribute: false },
    families: { attribute: false },
    state: {},
    isPaused: { type: Boolean },
    held: { type: Number },
    shown: { type: Number },
    total: { type: Number },
  };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; padding: 0.75rem 1rem; border-bottom: 1px solid var(--line); }
      .line { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
      input[type="search"] {
        flex: 1 1 8rem; min-width: 0; height: 2.25rem; padding: 0 0.75rem; border: 1px solid var(--line-strong); border-radius: 0.5rem;
        background: var(--surface); color: var(--ink); font: 0.875rem var(--sans); text-overflow: ellipsis;
      }
      input::placeholder { color: var(--muted); opacity: 1; }
      fieldset { display: flex; flex-wrap: wrap; min-width: 0; margin: 0; padding: 0.125rem; border: 0; border-radius: 0.5rem; background: var(--sunken); }
      label { position: relative; }
      label input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
      label span { display: block; padding: 0.1875rem 0.4375rem; border-radius: 0.375rem; color: var(--muted); font-size: var(--text-small); font-weight: 600; white-space: nowrap; }
      label input:checked + span { background: light-dark(var(--surface), var(--line)); color: var(--ink); box-shadow: 0 1px 2px var(--shade); }
      label input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 1px; }
      .state { display: flex; align-items: center; gap: 0.4375rem; min-width: 0; color: var(--muted); font-size: var(--text-small); }
      .state i { flex: none; width: 0.5rem; height: 0.5rem; border-radius: 50%; background: var(--line-strong); }
      .state .live { background: var(--good); }
      .state .lost { background: var(--bad); }
      .count { margin-left: auto; color: var(--muted); font-size: var(--text-small); font-variant-numeric: tabular-nums; }
    `,
  ];

  declare filter: Filter;
  declare families: readonly string[];
  declare state: FeedState;
  declare isPaused: boolean;
  declare held: number;
  declare shown: number;
  declare total: number;

  override render() {
    const { text, statusClass, family } = this.filter;
    const families = ['', ...new Set(['REST', 'Lambda', ...this.families])].map((value) => ({
      value,
      label: value || 'All',
    }));
    return html`
      <div class="line">
        <input type="search" aria-label="Filter by words" placeholder="Filter: path, status, reason …" autocomplete="off" spellcheck="false"
          .value=${text} @input=${(event: Event) => this.#set('text', event)}>
        <button class="tool" type="button" aria-pressed=${this.isPaused} @click=${() => this.#fire('pause-change', !this.isPaused)}>
          <svg viewBox="0 0 16 16" aria-hidden="true">${this.isPaused ? playSign : pauseSign}</svg>${this.isPaused ? 'Resume' : 'Pause'}
        </button>
        <button class="tool" type="button" @click=${() => this.#fire('clear-all', undefined)}>Clear</button>
      </div>
      <div class="line">
        ${this.#renderChoice('Status', 'statusClass', STATUS_CLASSES, statusClass)} ${this.#renderChoice('Kind', 'family', families, family)}
      </div>
      <div class="line">
        <p class="state" role="status"><i class=${this.isPaused ? '' : this.state}></i>${this.isPaused ? 'Paused' : STATE_WORDS[this.state]}</p>
        <p class="count">${this.held > 0 ? html`${this.held} new · ` : nothing}${this.shown === this.total ? this.total : `${this.shown} of ${this.total}`}</p>
      </div>
    `;
  }

  #renderChoice(
    legend: string,
    name: 'statusClass' | 'family',
    choices: readonly { value: string; label: string }[],
    chosen: string,
  ) {
    return html`
      <fieldset>
        <legend class="visually-hidden">${legend}</legend>
        ${choices.map(
          ({ value, label }) => html`<label><input type="radio" name=${name} value=${value} .checked=${value === chosen}
            @change=${(event: Event) => this.#set(name, event)}><span>${label}</span></label>`,
        )}
      </fieldset>
    `;
  }

  #set(name: keyof Filter, { target }: Event): void {
    if (target instanceof HTMLInputElement) this.#fire('filter-change', { ...this.filter, [name]: target.value });
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

const pauseSign = svg`<path d="M5.5 3.5v9M10.5 3.5v9" />`;
const playSign = svg`<path d="M5 3.5l7 4.5-7 4.5z" />`;

customElements.define('list-toolbar', ListToolbar);
