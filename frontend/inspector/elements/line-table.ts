/** Names and values, such as header lines. */
import { css, html, LitElement, nothing } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import type { HeaderLine } from '../members.ts';
import { panelStyles } from './inspector-styles.ts';

class LineTable extends LitElement {
  static override properties = { heading: {}, lines: { attribute: false } };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      p { margin-bottom: 0.25rem; color: var(--muted); font-size: var(--text-small); font-weight: 600; }
      dl { display: grid; grid-template-columns: minmax(6rem, auto) minmax(0, 1fr); font: var(--text-code)/1.5 var(--mono); }
      dt, dd { padding: 0.1875rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
      dt { max-width: 15rem; padding-right: 1.25rem; color: var(--muted); }
    `,
  ];

  declare heading: string;
  declare lines: readonly HeaderLine[];

  constructor() {
    super();
    this.heading = '';
    this.lines = [];
  }

  override render() {
    if (this.lines.length === 0) return nothing;
    return html`
      <p>${this.heading}</p>
      <dl>${this.lines.map(([name, value]) => html`<dt>${name}</dt><dd>${value || '\u00a0'}</dd>`)}</dl>
    `;
  }
}

customElements.define('line-table', LineTable);
