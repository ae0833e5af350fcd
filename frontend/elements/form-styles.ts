/** Fields, and the cards that hold them. */
import { css } from 'lit';

export const formStyles = css`
  form { display: grid; gap: 1.25rem; }
  .field { display: grid; align-content: start; gap: 0.375rem; min-width: 0; }
  label, legend { padding: 0; font-weight: 600; font-size: 0.9375rem; line-height: 1.4; }
  fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
  input, select, textarea {
    width: 100%; min-height: 2.875rem; padding: 0.5rem 0.875rem; border: 1px solid var(--line-strong); border-radius: var(--round);
    background: var(--surface); color: var(--ink); font: 1rem/1.5 var(--sans); transition: border-color var(--quick);
  }
  textarea { min-height: 7rem; resize: vertical; }
  input:hover, select:hover, textarea:hover { border-color: var(--accent); }
  input:focus-visible, select:focus-visible, textarea:focus-visible { border-color: var(--accent); outline: 2px solid var(--accent); outline-offset: 0; }
  input:user-invalid, textarea:user-invalid, select:user-invalid { border-color: var(--low); }
  ::placeholder { color: var(--muted); opacity: 1; }
  .hint { color: var(--muted); font-size: var(--text-small); line-height: 1.45; }
  .buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; }
`;

/** A page with one narrow card in its middle. */
export const cardStyles = css`
  .card {
    max-width: 27rem; margin: clamp(1.5rem, 5vw, 4rem) auto 0; padding: clamp(1.5rem, 5vw, 2.5rem);
    border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); box-shadow: 0 12px 32px -20px var(--shade);
  }
  .card h1 { margin-bottom: 0.5rem; font-size: 2rem; }
  .card .lead { margin-bottom: 1.75rem; color: var(--muted); }
  .card .button.primary { width: 100%; justify-content: center; min-height: 3rem; }
  .card .elsewhere { display: grid; gap: 0.5rem; margin-top: 1.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: 0.9375rem; }
  .link, .card .elsewhere a { color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
  .link { padding: 0.25rem 0; border: 0; background: none; font: inherit; text-decoration: underline; cursor: pointer; }
  .link:hover, .card .elsewhere a:hover { text-decoration-thickness: 2px; }
`;
