/** One run of a Lambda function: how long, whether it had to be started first, what it printed and returned. */
import { css, html, LitElement, nothing } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import type { Invocation } from '../invocation.ts';
import type { HeaderLine } from '../members.ts';
import { formatCount, formatDuration } from '../time.ts';
import { panelStyles } from './inspector-styles.ts';
import './code-block.ts';
import './line-table.ts';

class InvocationView extends LitElement {
  static override properties = { invocation: { attribute: false }, isPart: { type: Boolean } };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      .run { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
      .part { padding: 0.75rem; border: 1px solid var(--line); border-radius: 0.625rem; background: var(--surface); }
      h4 { font-size: 0.9375rem; }
      .facts { display: flex; flex-wrap: wrap; gap: 0.375rem; margin-top: 0.25rem; }
      .cold { background: var(--warn-soft); color: var(--low); }
      .failed { background: var(--bad-soft); color: var(--bad); }
    `,
  ];

  declare invocation: Invocation;
  /** Inside a request: its payload stands there already. */
  declare isPart: boolean;

  override render() {
    const { functionName, logs, payload, requestId, invocationType } = this.invocation;
    const about: HeaderLine[] = [
      ['Function', functionName],
      ['Request id', requestId],
    ];
    if (invocationType) about.push(['Invoked', invocationType === 'Event' ? 'in the background' : 'and waited for']);
    return html`
      <div class=${this.isPart ? 'run part' : 'run'}>
        <div>${this.isPart ? html`<h4>The function’s run</h4>` : nothing}${this.#renderFacts()}</div>
        ${this.isPart ? nothing : html`<line-table heading="Invocation" .lines=${about}></line-table>`}
        ${this.#renderLogs(logs)}
        ${this.isPart ? nothing : html`<code-block heading="What it returned" .text=${payload}></code-block>`}
      </div>
    `;
  }

  #renderLogs(logs: readonly string[]) {
    if (logs.length === 0) return html`<p class="muted small">Logs: it printed nothing.</p>`;
    const heading = `Logs: ${formatCount(logs.length, 'line')}`;
    return html`<code-block heading=${heading} language="text" .text=${logs.join('\n')}></code-block>`;
  }

  #renderFacts() {
    const { durationInMs, initDurationInMs, isColdStart, functionError } = this.invocation;
    const start = initDurationInMs === undefined ? '' : `, ${formatDuration(initDurationInMs)} to load`;
    return html`
      <p class="facts">
        ${isColdStart ? html`<span class="badge cold">Cold start${start}</span>` : html`<span class="badge">Warm</span>`}
        ${durationInMs === undefined ? nothing : html`<span class="badge">Ran ${formatDuration(durationInMs)}</span>`}
        ${functionError === undefined ? nothing : html`<span class="badge failed">Failed: ${functionError}</span>`}
      </p>
    `;
  }
}

customElements.define('invocation-view', InvocationView);
