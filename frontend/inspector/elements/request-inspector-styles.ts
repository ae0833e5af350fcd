/** List and detail side by side where there is room, else one at a time. */
import { css } from 'lit';

export const requestInspectorStyles = css`
  :host { display: block; height: 100%; min-height: 0; container-type: inline-size; font: var(--text-body)/1.5 var(--sans); color: var(--ink); }
  .layout { display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); height: 100%; min-height: 0; }
  .list { position: relative; display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); min-height: 0; background: var(--paper); }
  .detail { min-height: 0; padding: 1rem; overflow-y: auto; }
  .detail:not(:has(entry-detail)) { display: none; }
  .open .list { display: none; }
  .back { margin-bottom: 1rem; }
  .empty { position: absolute; inset: auto 0 0; top: 45%; padding: 0 2rem; color: var(--muted); font-size: 0.9375rem; text-align: center; text-wrap: balance; pointer-events: none; }
  .hint { max-width: 22rem; margin: 30vh auto 0; color: var(--muted); font: var(--text-large)/1.5 var(--serif); text-align: center; text-wrap: balance; }
  @container (width >= 56rem) {
    .layout { grid-template-columns: clamp(22rem, 34%, 32rem) minmax(0, 1fr); }
    .open .list { display: grid; }
    .list { border-right: 1px solid var(--line); }
    .detail, .detail:not(:has(entry-detail)) { display: block; padding: 1.5rem clamp(1.25rem, 3vw, 2.25rem) 4rem; }
    .back { display: none; }
  }
`;
