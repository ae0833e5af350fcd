/**
 * The live list: however many entries there are, only the rows in sight exist. Newest first; who has scrolled down stays
 * where they are while new ones come in. Fires `choose` with an entry's id.
 */
import { html, LitElement } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import type { Entry } from '../entry.ts';
import type { EntryList } from '../entry-list.ts';
import { toFamily, toOutcome, toRemark, toRemarkLevel, toTitle, toVerb } from '../entry-words.ts';
import { formatClock, formatDuration } from '../time.ts';
import { toRowWindow } from '../window.ts';
import { entryRowStyles, ROW_HEIGHT } from './entry-row-styles.ts';
import { panelStyles } from './inspector-styles.ts';

const HOLD_MS = 800;

class EntryRows extends LitElement {
  static override properties = { list: { attribute: false }, chosenId: {} };
  static override styles = [sharedStyles, panelStyles, entryRowStyles];

  declare list: EntryList;
  declare chosenId: string;
  #scrollTop = 0;
  #height = 0;
  #added = 0;
  /** At the top, so that new entries are to be seen at once. */
  #isFollowing = true;
  #release: ReturnType<typeof setTimeout> | undefined;
  readonly #observer = new ResizeObserver(([entry]) => {
    this.#height = entry?.contentRect.height ?? 0;
    this.requestUpdate();
  });

  protected override firstUpdated(): void {
    this.#observer.observe(this.#scroller);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#observer.observe(this.#scroller);
  }

  override render() {
    this.#keepPlace();
    const { length } = this.list;
    const { start, end } = toRowWindow(this.#scrollTop, this.#height, ROW_HEIGHT, length);
    const entries = this.list.slice(start, end);
    const isChosenThere = entries.some(({ id }) => id === this.chosenId);
    return html`
      <div class="scroller" role="listbox" tabindex="0" aria-label="Requests, newest first"
        aria-activedescendant=${isChosenThere ? `entry-${this.chosenId}` : ''}
        @scroll=${this.#onScroll} @mousemove=${this.#hold} @mousedown=${this.#onPress} @keydown=${this.#onKey}>
        <div class="space">
          <div class="rows">${entries.map((entry, index) => this.#renderRow(entry, start + index, length))}</div>
        </div>
      </div>
    `;
  }

  /** Through the object model: the security policy lets no style be written into the markup. */
  protected override updated(): void {
    const space = this.renderRoot.querySelector<HTMLElement>('.space');
    const rows = this.renderRoot.querySelector<HTMLElement>('.rows');
    if (space === null || rows === null) return;
    const { start } = toRowWindow(this.#scrollTop, this.#height, ROW_HEIGHT, this.list.length);
    space.style.height = `${this.list.length * ROW_HEIGHT}px`;
    rows.style.transform = `translateY(${start * ROW_HEIGHT}px)`;
    if (this.#scroller.scrollTop !== this.#scrollTop) this.#scroller.scrollTop = this.#scrollTop;
  }

  #renderRow(entry: Entry, index: number, count: number) {
    const { id, atMs, durationInMs } = entry;
    const { text, level } = toOutcome(entry);
    const remark = toRemark(entry);
    return html`
      <div id="entry-${id}" class="row" role="option" data-id=${id} aria-selected=${id === this.chosenId}
        aria-posinset=${index + 1} aria-setsize=${count}>
        <span class="verb verb-${toVerb(entry).toLowerCase()}">${toVerb(entry)}</span>
        <span class="title">${toTitle(entry)}</span>
        <span class="outcome ${level}">${text}</span>
        <span class="when">${formatClock(atMs)} · ${toFamily(entry)}${remark ? html` · <em class=${toRemarkLevel(entry)}>${remark}</em>` : ''}</span>
        <span class="took">${durationInMs === undefined ? '' : formatDuration(durationInMs)}</span>
      </div>
    `;
  }

  /** At the top the newest slide in; further down, or under a moving pointer, nothing moves away. */
  #keepPlace(): void {
    const added = this.list.added - this.#added;
    this.#added = this.list.added;
    const isStill = this.#scrollTop > 0 || this.#release !== undefined;
    if (isStill && added > 0) this.#scrollTop += added * ROW_HEIGHT;
    this.#scrollTop = Math.max(0, Math.min(this.#scrollTop, this.list.length * ROW_HEIGHT - this.#height));
  }

  /** On pressing, not on letting go: by then another row may be under the pointer. */
  #onPress(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.row') : null;
    if (event.button === 0 && row?.dataset.id !== undefined) this.#choose(row.dataset.id);
  }

  #onScroll(): void {
    const { scrollTop } = this.#scroller;
    const isByReader = Math.abs(scrollTop - this.#scrollTop) > 1;
    if (isByReader) this.#isFollowing = scrollTop <= 0;
    this.#scrollTop = scrollTop;
    this.requestUpdate();
  }

  /** Who moves the pointer over the rows is about to choose one of them. */
  #hold(): void {
    clearTimeout(this.#release);
    this.#release = setTimeout(() => {
      this.#release = undefined;
      if (this.#isFollowing) this.#scrollTop = 0;
      this.requestUpdate();
    }, HOLD_MS);
  }

  #onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.#height / ROW_HEIGHT) - 1);
    const current = this.list.indexOf(this.chosenId);
    const last = this.list.length - 1;
    const moves = new Map([
      ['ArrowDown', current + 1],
      ['ArrowUp', current - 1],
      ['PageDown', current + page],
      ['PageUp', current - page],
      ['Home', 0],
      ['End', last],
      ['Enter', current],
    ]);
    const move = moves.get(event.key);
    if (move === undefined || last < 0) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(move, last));
    const [entry] = this.list.slice(index, index + 1);
    if (entry === undefined) return;
    this.#reveal(index);
    this.#choose(entry.id, event.key === 'Enter');
  }

  #reveal(index: number): void {
    const top = index * ROW_HEIGHT;
    const bottom = top + ROW_HEIGHT - this.#height;
    this.#scrollTop = Math.max(Math.min(this.#scrollTop, top), bottom);
    this.#isFollowing = this.#scrollTop <= 0;
    this.requestUpdate();
  }

  #choose(id: string, isEntering = false): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: { id, isEntering } }));
  }

  get #scroller(): HTMLElement {
    const scroller = this.renderRoot.querySelector<HTMLElement>('.scroller');
    if (scroller === null) throw new Error('The list is not rendered yet.');
    return scroller;
  }
}

customElements.define('entry-rows', EntryRows);
