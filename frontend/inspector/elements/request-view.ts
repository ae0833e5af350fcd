/** One request: what it was, why it stopped if it did, its way as a picture, and the checkpoint that is open. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import type { InspectorClient } from '../client.ts';
import { toCurl } from '../curl.ts';
import { toLevel } from '../entry-words.ts';
import type { Invocation } from '../invocation.ts';
import { chooseStation, type StationName, toJourney } from '../journey.ts';
import { explainFailure } from '../mapping-words.ts';
import type { RequestRecord } from '../record.ts';
import { toRefusalWords } from '../refusal-words.ts';
import { describeStatus } from '../status-words.ts';
import { formatClock, formatDuration } from '../time.ts';
import { panelStyles } from './inspector-styles.ts';
import './copy-button.ts';
import './invocation-view.ts';
import './replay-form.ts';
import './request-path.ts';
import './station-panel.ts';
import './time-bar.ts';

class RequestView extends LitElement {
  static override properties = {
    client: { attribute: false },
    record: { attribute: false },
    invocation: { attribute: false },
    origin: {},
    originalId: {},
    open: { state: true },
    isEditing: { state: true },
  };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      article { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
      h2 { font: 600 1.0625rem/1.4 var(--mono); overflow-wrap: anywhere; }
      h2:focus { outline: none; }
      h2 .verb { color: var(--accent); }
      .about { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.125rem 0.875rem; margin-top: 0.25rem; font-size: 0.875rem; }
      .status { font-weight: 600; }
      .link { padding: 0; border: 0; background: none; color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; cursor: pointer; }
      .ways { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.75rem; }
      .notice { padding: 0.75rem 1rem; border-left: 0.25rem solid var(--low); border-radius: 0.375rem; background: var(--warn-soft); font-size: 0.9375rem; line-height: 1.5; }
      .notice.refusal { border-color: var(--bad); background: var(--bad-soft); }
      .notice h3 { margin-bottom: 0.25rem; font-size: 1rem; }
      .notice .reason { margin-top: 0.375rem; font: var(--text-code)/1.5 var(--mono); overflow-wrap: anywhere; }
      station-panel { padding-top: 1.25rem; border-top: 1px solid var(--line); }
    `,
  ];

  declare client: InspectorClient;
  declare record: RequestRecord;
  declare invocation: Invocation | undefined;
  /** Where its API listens; empty when that is not known. */
  declare origin: string;
  declare originalId: string;
  declare open: StationName;
  declare isEditing: boolean;
  #preferred: StationName | undefined;

  constructor() {
    super();
    this.isEditing = false;
    this.origin = '';
    this.originalId = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('record')) return;
    this.open = chooseStation(this.record, this.#preferred);
    this.isEditing = false;
  }

  override render() {
    const { record } = this;
    return html`
      <article aria-labelledby="heading">
        ${this.#renderHead()} ${this.#renderForm()} ${this.#renderNotice()}
        <request-path .record=${record} open=${this.open} @open-station=${this.#openStation}></request-path>
        <time-bar .record=${record}></time-bar>
        <station-panel .record=${record} name=${this.open}>
          ${this.invocation ? html`<invocation-view isPart .invocation=${this.invocation}></invocation-view>` : nothing}
        </station-panel>
      </article>
    `;
  }

  #renderHead() {
    const { method, target, status, durationInMs, startedAtMs, apiType, apiName, methodRequest } = this.record;
    const { connectionId } = methodRequest;
    const edit = () => {
      this.isEditing = !this.isEditing;
    };
    return html`
      <header>
        <h2 id="heading" tabindex="-1"><span class="verb">${method}</span> ${target}</h2>
        <p class="about">
          ${status === undefined ? nothing : html`<span class="status ${toLevel(status)}">${describeStatus(status)}</span>`}
          ${durationInMs === undefined ? nothing : html`<span>${formatDuration(durationInMs)}</span>`}
          <span class="muted">${formatClock(startedAtMs)}</span>
          <span class="muted">${apiType} API ${apiName}</span>
          ${this.originalId ? html`<button class="link" type="button" @click=${() => this.#tell('open-entry', this.originalId)}>Sent from here: see the original</button>` : nothing}
        </p>
        <div class="ways">
          ${this.origin ? html`<copy-button label="Copy as curl" .text=${() => this.#toCurl()}></copy-button>` : nothing}
          ${connectionId ? html`<button class="tool" type="button" @click=${() => this.#tell('filter-words', connectionId)}>List this connection</button>` : nothing}
          ${this.origin ? html`<button class="tool" type="button" aria-expanded=${this.isEditing} @click=${edit}>Try again with changes</button>` : nothing}
        </div>
      </header>
    `;
  }

  #renderForm() {
    if (!this.isEditing) return nothing;
    const close = () => {
      this.isEditing = false;
    };
    return html`<replay-form .client=${this.client} .record=${this.record} @close-form=${close}></replay-form>`;
  }

  #renderNotice() {
    const { refusal } = this.record;
    if (refusal === undefined) {
      const words = explainFailure(this.record);
      return words === undefined ? nothing : html`<div class="notice"><p>${words}</p></div>`;
    }
    const { title, meaning, advice } = toRefusalWords(refusal.responseType);
    const { stations, stoppedAt } = toJourney(this.record);
    const place = stoppedAt === undefined ? '' : `Stopped at the ${stations[stoppedAt].label.toLowerCase()}: `;
    return html`
      <div class="notice refusal">
        <h3>${place}${title}</h3>
        <p>${meaning} ${advice}</p>
        ${refusal.reason === undefined ? nothing : html`<p class="reason">${refusal.reason}</p>`}
        <p class="reason muted">Gateway response ${refusal.responseType}</p>
      </div>
    `;
  }

  #openStation({ detail }: CustomEvent<StationName>): void {
    this.open = detail;
    this.#preferred = detail;
  }

  #tell(name: string, detail: string): void {
    this.dispatchEvent(new CustomEvent<string>(name, { detail, bubbles: true, composed: true }));
  }

  #toCurl(): string {
    const { method, target, methodRequest } = this.record;
    return toCurl({ method, target, origin: this.origin, headers: methodRequest.headers, body: methodRequest.body });
  }
}

customElements.define('request-view', RequestView);

declare global {
  interface HTMLElementTagNameMap {
    'request-view': RequestView;
  }
}
