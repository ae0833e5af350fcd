/** An entry of a kind that has no picture of its own: a verification code, or whatever else is reported. */
import { css, html, LitElement, nothing } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import type { Entry } from '../entry.ts';
import { toFamily } from '../entry-words.ts';
import type { HeaderLine } from '../members.ts';
import { formatDuration } from '../time.ts';
import { panelStyles } from './inspector-styles.ts';
import './code-block.ts';
import './copy-button.ts';
import './line-table.ts';

const shownElsewhere = new Set(['id', 'kind', 'atMs', 'detail', 'code']);
/** A member that has no word here keeps its name. */
const labels = new Map([
  ['mappingId', 'Mapping'],
  ['functionName', 'Function'],
  ['records', 'Records'],
  ['attempt', 'Attempt'],
  ['outcome', 'Outcome'],
  ['error', 'Error'],
  ['durationInMs', 'Took'],
  ['email', 'Email'],
  ['purpose', 'Purpose'],
]);

class PlainView extends LitElement {
  static override properties = { entry: { attribute: false }, detail: { attribute: false } };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      article { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
      .code { display: flex; flex-wrap: wrap; align-items: center; gap: 1rem; font: 600 2.25rem/1.2 var(--mono); letter-spacing: 0.12em; }
    `,
  ];

  declare entry: Entry;
  declare detail: unknown;

  override render() {
    const { code } = this.entry.members;
    const text = code === undefined ? '' : String(code);
    return html`
      <article>
        ${text === '' ? nothing : html`<p class="code"><span>${text}</span><copy-button label="Copy the code" .text=${() => text}></copy-button></p>`}
        <line-table heading=${toFamily(this.entry)} .lines=${this.#lines}></line-table>
        ${this.detail === undefined ? nothing : html`<code-block heading="All of it" .text=${JSON.stringify(this.detail)}></code-block>`}
      </article>
    `;
  }

  get #lines(): readonly HeaderLine[] {
    const members = Object.entries(this.entry.members).filter(([name]) => !shownElsewhere.has(name));
    return members.map(([name, value]) => [labels.get(name) ?? name, toText(name, value)]);
  }
}

function toText(name: string, value: unknown): string {
  if (name === 'durationInMs' && typeof value === 'number') return formatDuration(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

customElements.define('plain-view', PlainView);
