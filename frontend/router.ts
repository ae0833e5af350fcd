/** Follows links and the back button without reloading the page, and knows where each page was scrolled to. */
import { parseRoute, type Route } from './routes.ts';
import type { TextStorage } from './storage.ts';

/** How the visitor came to a view. `scrollTop` says where they had left it. */
export type Arrival =
  | { readonly by: 'link' | 'typing' }
  | { readonly by: 'load' | 'history'; readonly scrollTop: number };

type Show = (route: Route, arrival: Arrival) => void;

const storageKey = 'scroll positions';

export class Router {
  readonly #show: Show;
  readonly #storage: TextStorage;
  readonly #scrollTops: Map<string, number>;
  #entry = '';
  #address = '';

  constructor(show: Show, storage: TextStorage) {
    this.#show = show;
    this.#storage = storage;
    this.#scrollTops = parseScrollTops(storage.getItem(storageKey) ?? '[]');
  }

  start(): void {
    history.scrollRestoration = 'manual';
    document.addEventListener('click', (event) => this.#onClick(event));
    addEventListener('popstate', () => this.#onHistory('history'));
    addEventListener('pagehide', () => this.#saveScrollTops());
    this.#onHistory('load');
  }

  /** As if the visitor had followed a link. */
  go(href: string): void {
    this.#go(href, 'link');
  }

  /** The address follows what the visitor types: one entry in the history, and the focus stays where it is. */
  follow(href: string): void {
    this.#go(href, 'typing');
  }

  #onClick(event: MouseEvent): void {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (link === undefined || !isPlainClick(event) || !isView(link)) return;
    event.preventDefault();
    this.#go(link.href, 'link');
  }

  #go(href: string, by: 'link' | 'typing'): void {
    this.#leave();
    this.#entry = createEntry();
    const address = new URL(href, location.href);
    const isSamePage =
      toAddress(address) === this.#address || (by === 'typing' && address.pathname === location.pathname);
    history[isSamePage ? 'replaceState' : 'pushState']({ entry: this.#entry }, '', address);
    this.#arrive({ by });
  }

  #onHistory(by: 'load' | 'history'): void {
    this.#leave();
    this.#entry = findEntry(history.state) ?? createEntry();
    history.replaceState({ entry: this.#entry }, '');
    // A fragment (the skip link) makes an entry too, but it is the same view.
    if (toAddress(location) === this.#address) return;
    this.#arrive({ by, scrollTop: this.#scrollTops.get(this.#entry) ?? 0 });
  }

  #arrive(arrival: Arrival): void {
    this.#address = toAddress(location);
    this.#show(parseRoute(location), arrival);
  }

  #leave(): void {
    if (this.#entry !== '') this.#scrollTops.set(this.#entry, scrollY);
  }

  #saveScrollTops(): void {
    this.#leave();
    this.#storage.setItem(storageKey, JSON.stringify([...this.#scrollTops].slice(-50)));
  }
}

/** Unlike crypto.randomUUID, this also works when the shop is shown over plain http on a local network. */
function createEntry(): string {
  return (performance.timeOrigin + performance.now()).toString(36);
}

function isPlainClick(event: MouseEvent): boolean {
  const hasModifier = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !event.defaultPrevented && !hasModifier;
}

/** Files have an extension; everything else of this origin is a view. */
function isView(link: HTMLAnchorElement): boolean {
  const isHere = link.origin === location.origin && link.target === '' && !link.hasAttribute('download');
  const isFile = link.pathname.slice(link.pathname.lastIndexOf('/')).includes('.');
  return isHere && !isFile && link.hash === '';
}

function toAddress({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
  return pathname + search;
}

function findEntry(state: unknown): string | undefined {
  const entry = typeof state === 'object' && state !== null ? Reflect.get(state, 'entry') : undefined;
  return typeof entry === 'string' ? entry : undefined;
}

function parseScrollTops(text: string): Map<string, number> {
  const entries: unknown = JSON.parse(text);
  const tops = new Map<string, number>();
  for (const entry of Array.isArray(entries) ? entries : []) {
    if (Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number')
      tops.set(entry[0], entry[1]);
  }
  return tops;
}
