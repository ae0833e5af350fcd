/** On one's own machine no mail is sent: says where the code is to be found instead. */
import { css, html, LitElement, nothing } from 'lit';
import type { Outputs } from '../../outputs.ts';
import { sharedStyles } from '../shared-styles.ts';

class CodeHint extends LitElement {
  static override properties = { outputs: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      p { padding: 0.75rem 1rem; border: 1px dashed var(--line-strong); border-radius: var(--round); color: var(--muted); font-size: 0.9375rem; }
      code { color: var(--ink); font-size: 0.9em; }
      a { color: var(--accent); text-underline-offset: 0.2em; }
    `,
  ];

  declare outputs: Outputs | undefined;

  override render() {
    if (this.outputs?.UserPoolEndpoint === undefined) return nothing;
    const { InspectorUrl } = this.outputs;
    const inspector =
      InspectorUrl === undefined
        ? nothing
        : html`, and in the <a href=${InspectorUrl} target="_blank" rel="noopener">inspector</a>`;
    return html`<p>This shop runs on your machine and sends no mail. The code stands where you typed <code>npm start</code>${inspector}.</p>`;
  }
}

customElements.define('code-hint', CodeHint);
