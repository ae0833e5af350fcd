/** Starts the storefront: reads where the API is, then shows the view that the address names. */
import { html, render, type TemplateResult } from 'lit';
import { announce } from './announce.ts';
import { PageElement, type Readiness } from './elements/page-element.ts';
import { loadOutputs, type Outputs, OutputsError } from './outputs.ts';
import { type Arrival, Router } from './router.ts';
import type { Route } from './routes.ts';
import { createShop } from './shop.ts';
import { openStorage } from './storage.ts';
import { toView } from './views.ts';
import './elements/error-notice.ts';
import './elements/site-footer.ts';
import './elements/site-header.ts';

const main = getMain();
const session = openStorage('sessionStorage');

try {
  startShop(await loadOutputs((file) => fetch(file)));
} catch (error) {
  if (!(error instanceof OutputsError)) throw error;
  show(
    html`<h1 class="visually-hidden">Bookstore</h1><error-notice .error=${error} @retry=${() => location.reload()}></error-notice>`,
  );
}

function startShop(outputs: Outputs): void {
  const footer = document.querySelector('site-footer');
  if (footer) footer.outputs = outputs;
  const header = document.querySelector('site-header');
  let last: Route | undefined;
  const router = new Router((route, arrival) => {
    if (header) Object.assign(header, { shop, route });
    show(toView(route, shop));
    void settle(arrival, last !== undefined && isRefinement(last, route));
    last = route;
  }, session);
  const shop = createShop(outputs, session, router);
  router.start();
  if (outputs.InspectorUrl) void addInspector(outputs.InspectorUrl);
}

/** Only where there is one, which is on one's own machine. Last, so that it takes nothing from the page itself. */
async function addInspector(url: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve));
  const { addInspectorDrawer } = await import('./inspector/drawer.ts');
  addInspectorDrawer(url);
}

/** Another order of the same shelf: the visitor stays where they are, with the focus on the link they chose. */
function isRefinement(last: Route, next: Route): boolean {
  if (last.view !== 'catalogue' || next.view !== 'catalogue') return false;
  return last.category === next.category && last.sort !== next.sort && last.page === 1 && next.page === 1;
}

async function settle(arrival: Arrival, isRefined: boolean): Promise<void> {
  const page = main.firstElementChild;
  if (!(page instanceof PageElement)) return;
  page.addEventListener('view-ready', (event) => onReady(event, arrival), { once: true });
  await nextFrame();
  if (arrival.by === 'typing') return scrollTo(0, 0);
  if (arrival.by === 'link' && isRefined) return;
  if (arrival.by !== 'load') page.focusHeading();
  scrollTo(0, findScrollTop(arrival));
}

async function onReady(event: Event, arrival: Arrival): Promise<void> {
  if (!(event instanceof CustomEvent)) return;
  const { title, summary }: Readiness = event.detail;
  document.title = `${title} · Bookstore`;
  announce(summary);
  await nextFrame();
  // Where the list was not remembered, there was nothing to scroll to until now.
  if (scrollY < findScrollTop(arrival)) scrollTo(0, findScrollTop(arrival));
}

function findScrollTop(arrival: Arrival): number {
  return 'scrollTop' in arrival ? arrival.scrollTop : 0;
}

function show(view: TemplateResult): void {
  document.title = 'Bookstore';
  announce('Loading…');
  render(view, main);
}

/** Until the elements inside the view have been rendered, too. */
function nextFrame(): Promise<number> {
  return new Promise(requestAnimationFrame);
}

function getMain(): HTMLElement {
  const element = document.getElementById('main');
  if (element === null) throw new Error('index.html has no element with the id "main".');
  element.replaceChildren();
  return element;
}
