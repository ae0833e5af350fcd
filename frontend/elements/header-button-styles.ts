/** The round buttons of the header; on wide screens with a word beside the picture. */
import { css } from 'lit';

export const headerButtonStyles = css`
  .header-button {
    position: relative; display: inline-flex; align-items: center; justify-content: center; gap: 0.5rem; min-width: 2.75rem; height: 2.75rem; padding: 0;
    border: 1px solid var(--line); border-radius: 99rem; background: transparent; color: var(--ink); font: 600 0.9375rem/1 var(--sans);
    text-decoration: none; white-space: nowrap; cursor: pointer; transition: border-color var(--quick), color var(--quick);
  }
  .header-button:hover { border-color: var(--accent); color: var(--accent); }
  .header-button:focus-visible { border-radius: 99rem; }
  .header-button svg { width: 1.375rem; height: 1.375rem; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
  .label { max-width: 8rem; overflow: hidden; text-overflow: ellipsis; line-height: 1.4; }
  @media (width < 48rem) {
    .label { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
  }
  @media (width >= 48rem) { .header-button:has(.label) { padding: 0 1rem 0 0.75rem; } }
`;
