/** The top of the inspector's own page. */
import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import '../../elements/theme-toggle.ts';

class InspectorBar extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      div { display: flex; align-items: center; gap: 0.75rem; height: 3.75rem; padding: 0 1rem; border-bottom: 1px solid var(--line); }
      svg { flex: none; width: 1.75rem; height: 1.75rem; }
      .sign { fill: var(--accent); }
      .way { fill: none; stroke: var(--on-accent); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
      h1 { font-size: 1.25rem; }
      p { overflow: hidden; color: var(--muted); font-size: 0.875rem; text-overflow: ellipsis; white-space: nowrap; }
      theme-toggle { margin-left: auto; }
      @media (width < 40rem) { p { display: none; } }
    `,
  ];

  override render() {
    return html`
      <div>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect class="sign" width="32" height="32" rx="7" />
          <path class="way" d="M7 12h15M18.5 8.5 22 12l-3.5 3.5M25 20H10M13.5 16.5 10 20l3.5 3.5" />
        </svg>
        <h1>Inspector</h1>
        <p>Every request on its way through the API, as it happens</p>
        <theme-toggle></theme-toggle>
      </div>
    `;
  }
}

customElements.define('inspector-bar', InspectorBar);
