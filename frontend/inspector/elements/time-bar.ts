/** Where the time went: one bar, a piece for each station in proportion. */
import { css, html, LitElement, svg } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import { stationNames, toJourney } from '../journey.ts';
import type { RequestRecord } from '../record.ts';
import { formatDuration } from '../time.ts';
import { panelStyles } from './inspector-styles.ts';

class TimeBar extends LitElement {
  static override properties = { record: { attribute: false } };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      svg { display: block; width: 100%; height: 0.625rem; border-radius: 99rem; background: var(--sunken); }
      rect { stroke: var(--paper); stroke-width: 1; }
      .methodRequest { fill: var(--station-1); background: var(--station-1); }
      .integrationRequest { fill: var(--station-2); background: var(--station-2); }
      .backend { fill: var(--station-3); background: var(--station-3); }
      .integrationResponse { fill: var(--station-4); background: var(--station-4); }
      .methodResponse { fill: var(--station-5); background: var(--station-5); }
      ul { display: flex; flex-wrap: wrap; gap: 0.125rem 1.125rem; margin-top: 0.5rem; color: var(--muted); font-size: var(--text-small); }
      i { display: inline-block; width: 0.5rem; height: 0.5rem; margin-right: 0.375rem; border-radius: 0.125rem; }
      b { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
      .all { margin-left: auto; }
    `,
  ];

  declare record: RequestRecord;

  override render() {
    const { stations } = toJourney(this.record);
    const timed = stationNames.flatMap((name) => {
      const { label, durationInMs } = stations[name];
      return durationInMs === undefined ? [] : [{ name, label, durationInMs }];
    });
    const sum = timed.reduce((total, { durationInMs }) => total + durationInMs, 0);
    const whole = Math.max(sum, this.record.durationInMs ?? 0, Number.EPSILON);
    let start = 0;
    const pieces = timed.map(({ name, durationInMs }) => {
      const x = start;
      start += (durationInMs / whole) * 100;
      return svg`<rect class=${name} x="${x}%" y="0" width="${start - x}%" height="100%"></rect>`;
    });
    return html`
      <svg aria-hidden="true">${pieces}</svg>
      <ul aria-label="Time by checkpoint">
        ${timed.map(({ name, label, durationInMs }) => html`<li><i class=${name}></i>${label} <b>${formatDuration(durationInMs)}</b></li>`)}
        <li class="all">In all <b>${formatDuration(this.record.durationInMs ?? sum)}</b></li>
      </ul>
    `;
  }
}

customElements.define('time-bar', TimeBar);
