/** Switches between the light and the dark theme. */
import { css, html, LitElement, svg } from 'lit';
import { chooseTheme, currentTheme, watchSystemTheme } from '../theme.ts';
import { sharedStyles } from './shared-styles.ts';

const sun = svg`
  <circle cx="12" cy="12" r="4.2" />
  <path d="M12 2.5v2.6M12 18.9v2.6M2.5 12h2.6M18.9 12h2.6M5.3 5.3l1.8 1.8M16.9 16.9l1.8 1.8M18.7 5.3l-1.8 1.8M7.1 16.9l-1.8 1.8" />
`;
const moon = svg`<path d="M20 14.2A8.3 8.3 0 0 1 9.8 4a8.3 8.3 0 1 0 10.2 10.2Z" />`;

class ThemeToggle extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      button {
        display: grid; place-items: center; width: 2.75rem; height: 2.75rem; padding: 0;
        border: 1px solid var(--line); border-radius: 50%; background: transparent; color: var(--ink); cursor: pointer;
        transition: border-color var(--quick), color var(--quick);
      }
      button:hover { border-color: var(--accent); color: var(--accent); }
      button:focus-visible { border-radius: 50%; }
      svg { width: 1.25rem; height: 1.25rem; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
    `,
  ];

  #stopWatching = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopWatching = watchSystemTheme(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching();
  }

  override render() {
    const next = currentTheme() === 'dark' ? 'light' : 'dark';
    const label = `Switch to the ${next} theme`;
    const toggle = () => {
      chooseTheme(next);
      this.requestUpdate();
    };
    return html`
      <button type="button" aria-label=${label} title=${label} @click=${toggle}>
        <svg viewBox="0 0 24 24" aria-hidden="true">${next === 'dark' ? moon : sun}</svg>
      </button>
    `;
  }
}

customElements.define('theme-toggle', ThemeToggle);
