/** The way of one request as a picture. Its stations open their checkpoint: fires `open-station` with the name. */
import { html, LitElement, nothing } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import { findHeader } from '../headers.ts';
import { type Journey, type Station, type StationName, toJourney } from '../journey.ts';
import type { RequestRecord } from '../record.ts';
import { formatDuration } from '../time.ts';
import { panelStyles } from './inspector-styles.ts';
import { requestPathStyles } from './request-path-styles.ts';

class RequestPath extends LitElement {
  static override properties = { record: { attribute: false }, open: {} };
  static override styles = [sharedStyles, panelStyles, requestPathStyles];

  declare record: RequestRecord;
  declare open: StationName;

  override render() {
    const journey = toJourney(this.record);
    const { stations, stoppedAt, isFromCache } = journey;
    const came = (name: StationName) => stations[name].state !== 'skipped';
    const isAnswered = came('methodResponse');
    return html`
      <div class="path" role="group" aria-label="The way of the request">
        ${this.#renderClient()} ${toArrow('go1', true)} ${this.#renderStation(stations.methodRequest)}
        ${stoppedAt === 'methodRequest' || isFromCache ? html`<span class="arrow short short1"></span>` : nothing}
        ${toArrow('go2', came('integrationRequest'))} ${this.#renderStation(stations.integrationRequest)}
        ${stoppedAt === 'integrationRequest' ? html`<span class="arrow short short2"></span>` : nothing}
        ${toArrow('go3', came('backend'))} ${this.#renderStation(stations.backend)}
        ${toArrow('back back3', came('integrationResponse') || stoppedAt === 'backend')}
        ${this.#renderStation(stations.integrationResponse)} ${toArrow('back back2', isTurnedLate(journey))}
        ${this.#renderStation(stations.methodResponse)} ${toArrow('back back1', isAnswered)}
      </div>
    `;
  }

  #renderClient() {
    const agent = findHeader(this.record.methodRequest.headers, 'user-agent') ?? '';
    return html`<div class="end"><b>Client</b><span>${nameClient(agent)}</span></div>`;
  }

  #renderStation({ name, label, state, note, durationInMs, isTroubled }: Station) {
    const time = durationInMs === undefined ? '' : formatDuration(durationInMs);
    const open = () => this.dispatchEvent(new CustomEvent<StationName>('open-station', { detail: name }));
    return html`
      <button type="button" class="station ${name} ${state} ${isTroubled ? 'troubled' : ''}" aria-pressed=${this.open === name}
        ?disabled=${state === 'skipped'} @click=${open}>
        <span class="dot"></span><b>${label}</b>
        <span class="time">${state === 'passed' ? html`<span class="visually-hidden">passed, </span>${time}` : nothing}${state === 'stopped' ? 'stopped here' : nothing}</span>
        <span class="note">${state === 'skipped' ? 'not reached' : note}</span>
      </button>
    `;
  }
}

/** Whether the answer came from behind the method request. */
function isTurnedLate({ stations, stoppedAt, isFromCache }: Journey): boolean {
  const passedOn = stations.integrationRequest.state !== 'skipped';
  return passedOn && stoppedAt !== 'methodRequest' && !isFromCache;
}

function toArrow(place: string, isOn: boolean) {
  return html`<span class="arrow ${place} ${isOn ? 'on' : ''}"></span>`;
}

/** The browser's name where the header is a browser's, else its first word. */
function nameClient(agent: string): string {
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(`${name}/`));
  return browser?.replace('Edg', 'Edge') ?? agent.split(' ')[0] ?? '';
}

customElements.define('request-path', RequestPath);
