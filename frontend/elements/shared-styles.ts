/** What every shadow tree needs, since the page's own styles end at its border. */
import { css } from 'lit';

export const sharedStyles = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host { display: block; }
  :host([hidden]) { display: none; }
  h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.15; letter-spacing: -0.012em; text-wrap: balance; }
  h1:focus { outline: none; }
  a { color: inherit; }
  a:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 0.25rem; }
  .visually-hidden {
    position: absolute; width: 1px; height: 1px; margin: -1px;
    overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
`;

export const buttonStyles = css`
  .button {
    display: inline-flex; align-items: center; gap: 0.5rem; min-height: 2.75rem; padding: 0.5rem 1.25rem;
    border: 1px solid var(--line-strong); border-radius: 99rem; background: transparent; color: var(--ink);
    font: 600 0.9375rem/1.2 var(--sans); text-decoration: none; cursor: pointer;
    transition: background-color var(--quick), border-color var(--quick), color var(--quick);
  }
  .button:hover { border-color: var(--accent); color: var(--accent); }
  .button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
  .button.primary:hover { background: color-mix(in oklab, var(--accent), var(--ink) 18%); }
  .button:focus-visible { border-radius: 99rem; }
`;

/** Grey shapes in place of what is still loading. */
export const skeletonStyles = css`
  .bone {
    display: block; border-radius: 0.25rem; background: var(--sunken);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe { to { background: var(--shimmer); } }
  @media (prefers-reduced-motion: reduce) { .bone { animation: none; } }
`;
