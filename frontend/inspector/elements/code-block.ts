/** A body or a template: laid out, coloured, shortened at first when it is long. Always text, whatever it holds. */
import { css, html, LitElement, nothing } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import { guessLanguage, highlight, type Language } from '../highlight.ts';
import { prettyJson } from '../pretty-json.ts';
import { formatCount } from '../time.ts';
import { panelStyles } from './inspector-styles.ts';
import './copy-button.ts';

const LINES_AT_FIRST = 160;
const COLOURED_CHARACTERS = 40_000;

class CodeBlock extends LitElement {
  static override properties = {
    heading: {},
    text: { attribute: false },
    language: {},
    isWhole: { state: true },
  };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      figure { margin: 0; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--code-paper); overflow: hidden; }
      figcaption { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; min-height: 2rem; padding: 0.125rem 0.25rem 0.125rem 0.75rem; border-bottom: 1px solid var(--line); color: var(--muted); font-size: var(--text-small); font-weight: 600; }
      pre { margin: 0; padding: 0.625rem 0.75rem 0.75rem; font: var(--text-code)/1.55 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; }
      .more { margin: 0 0.75rem 0.75rem; }
      .empty { padding: 0.5rem 0.75rem; color: var(--muted); font-size: var(--text-small); font-style: italic; }
      .comment { color: var(--code-comment); font-style: italic; }
      .directive { color: var(--code-directive); font-weight: 600; }
      .reference { color: var(--code-reference); }
      .string { color: var(--code-string); }
      .name { color: var(--code-name); }
      .number { color: var(--code-number); }
      .mark { color: var(--muted); }
    `,
  ];

  declare heading: string;
  declare text: string;
  /** Guessed from the text when it is empty. */
  declare language: Language | '';
  declare isWhole: boolean;

  constructor() {
    super();
    this.heading = '';
    this.text = '';
    this.language = '';
    this.isWhole = false;
  }

  override render() {
    const copy = this.text === '' ? nothing : html`<copy-button isQuiet .text=${() => this.text}></copy-button>`;
    return html`<figure><figcaption><span>${this.heading}</span>${copy}</figcaption>${this.#renderText()}</figure>`;
  }

  #renderText() {
    if (this.text === '') return html`<p class="empty">Empty</p>`;
    const language = this.language || guessLanguage(this.text);
    const lines = (language === 'json' ? prettyJson(this.text) : this.text.trimEnd()).split('\n');
    const isCut = !this.isWhole && lines.length > LINES_AT_FIRST;
    const shown = (isCut ? lines.slice(0, LINES_AT_FIRST) : lines).join('\n');
    const pieces = shown.length > COLOURED_CHARACTERS ? highlight(shown, 'text') : highlight(shown, language);
    return html`<pre>${pieces.map(({ tone, text }) => (tone === 'plain' ? text : html`<span class=${tone}>${text}</span>`))}</pre>
      ${isCut ? this.#renderMore(lines.length) : nothing}`;
  }

  #renderMore(lines: number) {
    const showAll = () => {
      this.isWhole = true;
    };
    return html`<button class="tool more" type="button" @click=${showAll}>Show all ${formatCount(lines, 'line')}</button>`;
  }
}

customElements.define('code-block', CodeBlock);
