/** The picture's looks: two lanes between client and backend where there is room, one lane down where there is not. */
import { css } from 'lit';

export const requestPathStyles = css`
  :host { container-type: inline-size; }
  .path { display: flex; flex-direction: column; align-items: stretch; }
  .end, .station { border-radius: 0.625rem; text-align: left; }
  .end { display: flex; flex-direction: column; justify-content: center; gap: 0.125rem; padding: 0.625rem 0.75rem; background: var(--sunken); font-size: var(--text-small); }
  .end b { font-size: 0.875rem; }
  .end span { color: var(--muted); overflow-wrap: anywhere; }
  .station {
    position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-content: center; align-items: baseline; gap: 0.125rem 0.5rem;
    padding: 0.5625rem 0.75rem; border: 1px solid var(--line-strong); background: var(--surface); cursor: pointer;
    transition: border-color var(--quick), box-shadow var(--quick), background-color var(--quick);
  }
  .station:hover { border-color: var(--accent); }
  .station[aria-pressed="true"] { border-color: var(--station); box-shadow: 0 0 0 1px var(--station), 0 4px 14px -6px var(--shade-deep); }
  .station .dot { align-self: center; width: 0.5625rem; height: 0.5625rem; border-radius: 0.1875rem; background: var(--station); }
  .station b { font-size: 0.875rem; font-weight: 600; line-height: 1.3; }
  .station .time { color: var(--muted); font-size: 0.75rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .station .note { grid-column: 1 / -1; display: -webkit-box; overflow: hidden; color: var(--muted); font-size: var(--text-small); line-height: 1.35; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow-wrap: anywhere; }
  .methodRequest { --station: var(--station-1); }
  .integrationRequest { --station: var(--station-2); }
  .backend { --station: var(--station-3); }
  .integrationResponse { --station: var(--station-4); }
  .methodResponse { --station: var(--station-5); }
  .stopped { --station: var(--bad); border-color: var(--bad); background: var(--bad-soft); }
  .stopped .note, .stopped .time { color: var(--ink); }
  .troubled { border-color: var(--low); background: var(--warn-soft); }
  .troubled .note { color: var(--ink); }
  .skipped { border: 1px dashed var(--line-strong); background: transparent; cursor: default; }
  .skipped:hover { border-color: var(--line-strong); }
  .skipped .dot { background: transparent; box-shadow: inset 0 0 0 1.5px var(--line-strong); }
  .skipped b { color: var(--muted); font-weight: 400; }

  .arrow { position: relative; align-self: center; width: 2px; height: 1.125rem; color: var(--line); background: currentColor; }
  .arrow.on { color: var(--line-strong); }
  .arrow::after {
    content: ""; position: absolute; bottom: 0; left: 50%; width: 0.4375rem; height: 0.4375rem; margin-left: -0.21875rem;
    border: solid currentColor; border-width: 0 2px 2px 0; transform: rotate(45deg);
  }
  .short, .back1 { display: none; }

  @container (width >= 44rem) {
    .path { display: grid; grid-template: auto 2rem auto / minmax(4.75rem, 0.25fr) 1.5rem minmax(0, 1.2fr) 1.5rem minmax(0, 1.2fr) 1.5rem minmax(8.25rem, 0.7fr); align-items: stretch; }
    .end { grid-area: 1 / 1 / 4 / 2; padding-inline: 0.625rem; }
    .station { column-gap: 0.375rem; padding-inline: 0.625rem; }
    .backend .note { order: 1; }
    .backend .time { grid-column: 1 / -1; order: 2; }
    .methodRequest { grid-area: 1 / 3; }
    .integrationRequest { grid-area: 1 / 5; }
    .backend { grid-area: 1 / 7 / 4 / 8; }
    .integrationResponse { grid-area: 3 / 5; }
    .methodResponse { grid-area: 3 / 3; }
    .arrow { width: auto; height: 2px; margin: 0 0.25rem; }
    .arrow::after { top: 50%; right: 0; bottom: auto; left: auto; margin: -0.21875rem 0 0; transform: rotate(-45deg); }
    .back::after { right: auto; left: 0; transform: rotate(135deg); }
    .go1 { grid-area: 1 / 2; }
    .go2 { grid-area: 1 / 4; }
    .go3 { grid-area: 1 / 6; }
    .back3 { grid-area: 3 / 6; }
    .back2 { grid-area: 3 / 4; }
    .back1 { display: block; grid-area: 3 / 2; }
    .short { display: block; width: 2px; height: 1.5rem; margin: 0; justify-self: center; color: var(--line-strong); background: currentColor; }
    .short::after { top: auto; right: auto; bottom: 0; left: 50%; margin: 0 0 0 -0.21875rem; transform: rotate(45deg); }
    .short1 { grid-area: 2 / 3; }
    .short2 { grid-area: 2 / 5; }
  }
`;
