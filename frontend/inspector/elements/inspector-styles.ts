/** What the inspector's elements share beyond the storefront's tokens: colours of outcomes, stations and code, type for code. */
import { css } from 'lit';

/** For the outermost element only: what stands inside it inherits these. */
export const inspectorTokens = css`
  :host {
    --mono: ui-monospace, "SF Mono", SFMono-Regular, "Cascadia Code", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
    --text-code: 0.8125rem;
    --bad: light-dark(#a32828, #f2a097);
    --bad-soft: light-dark(#fbe9e5, #3a211d);
    --warn-soft: light-dark(#fbf0dd, #372a17);
    --info: light-dark(#2b5f8f, #96c1ea);
    --violet: light-dark(#73478f, #cdaae6);
    --station-1: light-dark(#4f6db0, #93aeea);
    --station-2: light-dark(#8a559f, #cb9fdf);
    --station-3: light-dark(#b5652a, #e3a066);
    --station-4: light-dark(#2c7c74, #74c4ba);
    --station-5: light-dark(#5c7c36, #a6c777);
    --code-paper: light-dark(#fffdf9, #1d1915);
    --code-comment: light-dark(#75695b, #a39787);
    --code-directive: light-dark(#8f3a24, #f0a884);
    --code-reference: light-dark(#6b3f8c, #d0b0ea);
    --code-string: light-dark(#2f6a45, #9bd0ac);
    --code-name: light-dark(#28598a, #9cc4ec);
    --code-number: light-dark(#8a4b00, #e9b677);
  }
`;

export const panelStyles = css`
  h2, h3, h4 { font-family: var(--sans); letter-spacing: 0; }
  h4, figure { margin: 0; }
  code, .mono { font-family: var(--mono); font-size: var(--text-code); }
  .muted { color: var(--muted); }
  .small { font-size: var(--text-small); }
  .badge {
    display: inline-block; padding: 0.0625rem 0.4375rem; border-radius: 99rem; background: var(--sunken); color: var(--muted);
    font-size: 0.75rem; font-weight: 600; line-height: 1.5; white-space: nowrap;
  }
  .good { color: var(--good); }
  .info { color: var(--info); }
  .warn { color: var(--low); }
  .bad { color: var(--bad); }
  button { font: inherit; color: inherit; }
  .tool {
    display: inline-flex; align-items: center; justify-content: center; gap: 0.4375rem; min-height: 2.25rem; padding: 0.25rem 0.75rem;
    border: 1px solid var(--line); border-radius: 0.5rem; background: var(--surface); color: var(--ink);
    font-size: 0.875rem; font-weight: 600; line-height: 1.2; text-decoration: none; white-space: nowrap; cursor: pointer;
    transition: border-color var(--quick), color var(--quick), background-color var(--quick);
  }
  .tool:hover { border-color: var(--accent); color: var(--accent); }
  .tool.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
  .tool.primary:hover { background: color-mix(in oklab, var(--accent), var(--ink) 18%); }
  .tool:disabled { opacity: 0.55; cursor: default; }
  .tool svg { width: 1rem; height: 1rem; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
  a:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible, select:focus-visible {
    outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 0.5rem;
  }
`;
