/** A drawing for when there is nothing to show: a shelf with a gap in it. */
import { css, html, LitElement } from 'lit';
import { sharedStyles } from './shared-styles.ts';

class QuietShelf extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      svg { display: block; width: 11rem; height: auto; margin: 0 auto; }
      .board { stroke: var(--line-strong); stroke-width: 2; stroke-linecap: round; }
      .gap { fill: none; stroke: var(--line-strong); stroke-width: 1.5; stroke-dasharray: 3 4; }
      .a { fill: var(--accent); }
      .b { fill: var(--star); opacity: 0.75; }
      .c { fill: var(--good); opacity: 0.8; }
      .d { fill: var(--line-strong); opacity: 0.6; }
    `,
  ];

  override render() {
    return html`
      <svg viewBox="0 0 176 88" aria-hidden="true">
        <rect class="d" x="20" y="28" width="14" height="52" rx="1.5" />
        <rect class="a" x="36" y="16" width="17" height="64" rx="1.5" />
        <rect class="b" x="55" y="34" width="12" height="46" rx="1.5" />
        <rect class="gap" x="71" y="20" width="18" height="59" rx="1.5" />
        <rect class="c" x="100" y="24" width="15" height="57" rx="1.5" transform="rotate(-10 107 81)" />
        <rect class="d" x="118" y="22" width="13" height="58" rx="1.5" />
        <rect class="a" x="133" y="38" width="16" height="42" rx="1.5" />
        <path class="board" d="M8 81h160" />
      </svg>
    `;
  }
}

customElements.define('quiet-shelf', QuietShelf);
