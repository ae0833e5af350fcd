/** One checkpoint in full: what came in, how it was decided or rewritten, and what went out. */
import { css, html, LitElement, nothing } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import { type Decision, toDecisions } from '../decisions.ts';
import { type StationName, toJourney } from '../journey.ts';
import { describeReply, describeTarget } from '../mapping-words.ts';
import type { HeaderLine } from '../members.ts';
import type { RequestRecord } from '../record.ts';
import { describeStatus } from '../status-words.ts';
import { formatDuration } from '../time.ts';
import { panelStyles } from './inspector-styles.ts';
import './code-block.ts';
import './line-table.ts';

const PURPOSES: Readonly<Record<StationName, string>> = {
  methodRequest: 'Who calls, may they, and is the request complete? Whatever fails here never reaches the backend.',
  integrationRequest: 'The client’s request becomes the backend’s.',
  backend: 'What does the work: a function, a table, or another service.',
  integrationResponse:
    'The backend’s reply becomes the API’s answer: a rule chooses by its status, and a template rewrites it.',
  methodResponse: 'What the client gets.',
};
const TYPES = new Map([
  ['AWS', 'An AWS service, or a function with templates'],
  ['AWS_PROXY', 'Lambda proxy: the function gets the whole request as an event'],
  ['HTTP', 'HTTP with templates'],
  ['HTTP_PROXY', 'HTTP proxy: passed on as it is'],
  ['MOCK', 'Mock: no backend, the template itself says the status'],
]);

class StationPanel extends LitElement {
  static override properties = { record: { attribute: false }, name: {} };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      :host { container-type: inline-size; }
      .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75rem; margin-bottom: 1rem; }
      h3 { font-size: 1.0625rem; }
      section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
      .decisions { display: grid; gap: 0; border: 1px solid var(--line); border-radius: 0.5rem; overflow: hidden; }
      .decisions li { display: grid; grid-template-columns: 1.25rem 8rem minmax(0, 1fr) auto; gap: 0.25rem 0.5rem; align-items: baseline; padding: 0.4375rem 0.75rem; background: var(--surface); font-size: 0.875rem; }
      .decisions li + li { border-top: 1px solid var(--line); }
      .decisions b { font-weight: 600; }
      .decisions .verdict { overflow-wrap: anywhere; }
      .decisions .refused { background: var(--bad-soft); }
      .decisions .unreached { color: var(--muted); }
      .decisions details { grid-column: 2 / -1; }
      summary { color: var(--muted); font-size: var(--text-small); cursor: pointer; }
      details code-block { margin-top: 0.5rem; }
      @container (width < 32rem) {
        .decisions li { grid-template-columns: 1.25rem minmax(0, 1fr) auto; }
        .decisions .verdict { grid-column: 2 / -1; }
      }
      @container (width >= 44rem) {
        .pair { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); align-items: start; gap: 0.75rem; --text-code: 0.75rem; }
        .pair > :only-child { grid-column: 1 / -1; }
      }
      .pair > * + * { margin-top: 1rem; }
      @container (width >= 44rem) { .pair > * + * { margin-top: 0; } }
    `,
  ];

  declare record: RequestRecord;
  declare name: StationName;

  override render() {
    const { label } = toJourney(this.record).stations[this.name];
    return html`
      <div class="head"><h3>${label}</h3><p class="muted small">${PURPOSES[this.name]}</p></div>
      <section aria-label=${label}>${this.#renderStation()}</section>
    `;
  }

  #renderStation() {
    switch (this.name) {
      case 'methodRequest':
        return this.#renderMethodRequest();
      case 'integrationRequest':
        return this.#renderIntegrationRequest();
      case 'backend':
        return this.#renderBackend();
      case 'integrationResponse':
        return this.#renderIntegrationResponse();
      case 'methodResponse':
        return this.#renderMethodResponse();
    }
  }

  #renderMethodRequest() {
    const { headers, body, pathParameters, queryParameters } = this.record.methodRequest;
    return html`
      <ol class="decisions" aria-label="Decisions">${toDecisions(this.record).map(toDecisionItem)}</ol>
      ${toTable('Path parameters', pathParameters)} ${toTable('Query parameters', queryParameters)}
      ${toTable('Headers that came in', headers)} ${toCode('Body that came in', body)}
    `;
  }

  #renderIntegrationRequest() {
    const it = this.record.integrationRequest;
    if (it === undefined) return html`<p>The request was turned away before anything was written for the backend.</p>`;
    const about: HeaderLine[] = [['Integration', TYPES.get(it.type) ?? it.type]];
    if (it.contentType !== undefined) about.push(['Template for', it.contentType]);
    if (it.uri !== undefined) about.push(['Sent to', `${it.method ?? ''} ${it.uri}`]);
    const sent = it.type === 'AWS_PROXY' ? 'Event for the function' : 'What went out';
    return html`
      ${toTable('Mapping', about)}
      <div class="pair">${toTemplate('Template', it.template)} ${toCode(sent, it.rendered, true)}</div>
      ${toTable('Headers for the backend', it.headers)} ${toTable('Query for the backend', it.query)}
    `;
  }

  #renderBackend() {
    const it = this.record.backend;
    if (it === undefined) return nothing;
    const { target, sent, reply } = it;
    const about: HeaderLine[] = [['Target', describeTarget(target)]];
    const replied = describeReply(it);
    if (replied !== undefined) about.push(['Replied', replied]);
    return html`
      ${toTable('Call', about)}
      <slot></slot>
      <div class="pair">${toCode('What it was sent', sent.body, true)} ${reply ? toCode('What it replied', reply.body, true) : nothing}</div>
      ${toTable('Headers of the reply', reply?.headers ?? [])}
    `;
  }

  #renderIntegrationResponse() {
    const it = this.record.integrationResponse;
    if (it === undefined) return html`<p>The backend’s reply could not be turned into an answer.</p>`;
    const { matchedOn, selectionPattern } = it;
    const isProxy = it.template === undefined;
    const about: HeaderLine[] = [];
    if (matchedOn !== undefined) about.push(['Looked at', matchedOn]);
    if (matchedOn !== undefined) about.push(['Rule', selectionPattern ?? 'default']);
    about.push(['Status', it.statusCode]);
    return html`
      ${toTable(isProxy ? 'Passed on as it is' : 'Choice', about)}
      <div class="pair">${toTemplate('Template', it.template)} ${isProxy ? nothing : toCode('What went out', it.rendered)}</div>
      ${toTable('Headers', it.headers)}
    `;
  }

  #renderMethodResponse() {
    const it = this.record.methodResponse;
    if (it === undefined) return nothing;
    return html`
      ${toTable('Answer', [['Status', describeStatus(it.status)]])} ${toCode('Body for the client', it.body)}
      ${toTable('Headers for the client', it.headers)}
    `;
  }
}

const SIGNS = { passed: '✓', refused: '✕', 'not reached': '–' };

function toDecisionItem({ label, verdict, state, detail, durationInMs }: Decision) {
  const level = state === 'passed' ? 'good' : state === 'refused' ? 'bad' : 'muted';
  return html`
    <li class=${state === 'refused' ? 'refused' : state === 'passed' ? '' : 'unreached'}>
      <span class=${level} aria-hidden="true">${SIGNS[state]}</span><b>${label}</b>
      <span class="verdict">${state === 'refused' ? html`<span class="visually-hidden">refused: </span>` : nothing}${verdict}</span>
      <span class="muted small">${durationInMs === undefined ? nothing : formatDuration(durationInMs)}</span>
      ${detail === undefined ? nothing : toDetail(detail)}
    </li>
  `;
}

const toDetail = (detail: unknown) => html`
  <details><summary>Details</summary>${toCode('Recorded with the decision', JSON.stringify(detail))}</details>
`;

const toTable = (heading: string, lines: readonly HeaderLine[]) =>
  lines.length === 0 ? nothing : html`<line-table heading=${heading} .lines=${lines}></line-table>`;

const toTemplate = (heading: string, template: string | undefined) =>
  template === undefined
    ? nothing
    : html`<code-block heading=${heading} language="vtl" .text=${template}></code-block>`;

/** An empty body is worth a word only where one was to be expected. */
const toCode = (heading: string, text: string, isExpected = false) =>
  text === '' && !isExpected ? nothing : html`<code-block heading=${heading} .text=${text}></code-block>`;

customElements.define('station-panel', StationPanel);
