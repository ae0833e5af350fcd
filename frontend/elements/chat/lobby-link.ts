/** The way to the lobby, where readers talk. */
import { css, html, LitElement } from 'lit';
import { headerButtonStyles } from '../header-button-styles.ts';
import { sharedStyles } from '../shared-styles.ts';

class LobbyLink extends LitElement {
  static override styles = [
    sharedStyles,
    headerButtonStyles,
    css`
      circle { fill: currentColor; stroke: none; }
    `,
  ];

  override render() {
    return html`
      <a class="header-button" href="/lobby" aria-label="The lobby" title="The lobby: talk to other readers">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 4.5c4.7 0 8.3 3 8.3 6.9s-3.6 6.9-8.3 6.9c-.9 0-1.8-.1-2.6-.3L5 20.2l.9-3.9c-1.4-1.2-2.2-2.9-2.2-4.9 0-3.9 3.6-6.9 8.3-6.9Z" />
          <circle cx="8.5" cy="11.5" r="1" /><circle cx="12" cy="11.5" r="1" /><circle cx="15.5" cy="11.5" r="1" />
        </svg>
      </a>
    `;
  }
}

customElements.define('lobby-link', LobbyLink);
