/** The rows' looks, and their height, on which the list's arithmetic rests. */
import { css, unsafeCSS } from 'lit';

/** In pixels. */
export const ROW_HEIGHT = 54;

export const entryRowStyles = css`
  :host { display: block; min-height: 0; }
  .scroller { height: 100%; overflow-y: auto; overflow-anchor: none; contain: strict; scrollbar-width: thin; }
  .scroller:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
  .space { position: relative; overflow: hidden; }
  .rows { position: absolute; inset: 0 0 auto; will-change: transform; }
  .row {
    display: grid; grid-template-columns: 3.75rem minmax(0, 1fr) auto; align-content: center; gap: 0.0625rem 0.5rem;
    height: ${unsafeCSS(ROW_HEIGHT)}px; padding: 0 1rem; border-bottom: 1px solid var(--line); cursor: pointer; contain: strict;
  }
  .row:hover { background: var(--sunken); }
  .row[aria-selected="true"] { background: var(--accent-soft); box-shadow: inset 3px 0 var(--accent); }
  .verb { font: 600 0.75rem/1.6 var(--mono); overflow: hidden; }
  .verb-get, .verb-head { color: var(--info); }
  .verb-post { color: var(--good); }
  .verb-put, .verb-patch { color: var(--low); }
  .verb-delete { color: var(--bad); }
  .verb-disconnect { font-size: 0.625rem; line-height: 1.92; letter-spacing: -0.02em; }
  .verb-λ { color: var(--violet); font-size: 0.9375rem; line-height: 1.25; }
  .title { overflow: hidden; font: var(--text-code)/1.5 var(--mono); text-overflow: ellipsis; white-space: nowrap; }
  .outcome { font: 600 var(--text-code)/1.5 var(--mono); text-align: right; }
  .when { grid-column: 2; overflow: hidden; color: var(--muted); font-size: 0.75rem; font-variant-numeric: tabular-nums; text-overflow: ellipsis; white-space: nowrap; }
  .when em { font-style: normal; }
  .took { color: var(--muted); font-size: 0.75rem; font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
`;
