/** The looks of a book's page. */
import { css } from 'lit';

export const bookPageStyles = css`
  article { display: grid; gap: 2.25rem; padding-top: 1.5rem; }
  .cover { justify-self: center; width: min(15rem, 64vw); }
  .cover book-cover { box-shadow: var(--shadow-lifted); }
  @media (width >= 48rem) {
    article { grid-template-columns: minmax(14rem, 21rem) minmax(0, 36rem); justify-content: center; align-items: start; gap: clamp(2.5rem, 7vw, 6rem); padding-top: 3.5rem; }
    .cover { position: sticky; top: 2.5rem; width: 100%; }
  }
  nav ol { display: flex; flex-wrap: wrap; gap: 0 0.5rem; margin-bottom: 1.25rem; color: var(--muted); font-size: 0.9375rem; }
  nav li + li::before { content: "/"; margin-right: 0.5rem; color: var(--line-strong); }
  nav a { display: inline-block; padding: 0.25rem 0; text-decoration: none; }
  nav a:hover { color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; }
  h1 { font-size: var(--text-title); overflow-wrap: anywhere; }
  h1.long { font-size: calc(0.7 * var(--text-title)); }
  .author { margin-top: 0.625rem; font: italic 1.3125rem/1.4 var(--serif); color: var(--muted); }
  .rating { margin-top: 0.75rem; color: var(--muted); font-size: 0.9375rem; }
  .offer { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; margin-top: 1.5rem; padding: 1.25rem 0; border-top: 1px solid var(--line); }
  .price { font: 600 1.75rem/1.2 var(--serif); font-variant-numeric: lining-nums tabular-nums; }
  .ways { display: flex; flex-wrap: wrap; align-items: start; gap: 0.875rem 1.25rem; padding-bottom: 1.5rem; border-bottom: 1px solid var(--line); }
  .offer stock-note { font-size: 1rem; }
  .description { margin-top: 1.75rem; font: 1.25rem/1.65 var(--serif); text-wrap: pretty; overflow-wrap: anywhere; }
  dl { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin-top: 2rem; }
  dt { color: var(--muted); font-size: var(--text-small); }
  dd { font-weight: 600; }
  .waiting { margin-top: 1.5rem; padding: 0.75rem 1.125rem; border-radius: var(--round); background: var(--accent-soft); }
  .cover-bone { aspect-ratio: 2 / 3; box-shadow: var(--shadow-cover); }
  .trail-bone { width: 11rem; height: 1rem; margin-bottom: 1.75rem; }
  .title-bone { width: 85%; height: 2.75rem; }
  .author-bone { width: 40%; height: 1.25rem; margin-top: 1rem; }
  .price-bone { width: 7rem; height: 2rem; margin: 4rem 0 3.5rem; }
  .line-bone { height: 1.125rem; margin-bottom: 0.875rem; }
  .short { width: 55%; }
`;
