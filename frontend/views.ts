/** Which element shows which view. */
import { html, type TemplateResult } from 'lit';
import type { Route } from './routes.ts';
import type { Shop } from './shop.ts';
import './elements/account/confirm-page.ts';
import './elements/account/forgot-password-page.ts';
import './elements/account/sign-in-page.ts';
import './elements/account/sign-up-page.ts';
import './elements/book-page.ts';
import './elements/cart/cart-page.ts';
import './elements/catalogue-page.ts';
import './elements/chat/lobby-page.ts';
import './elements/checkout/checkout-page.ts';
import './elements/not-found-page.ts';
import './elements/orders/order-page.ts';
import './elements/orders/orders-page.ts';
import './elements/search/search-page.ts';
import './elements/staff/edit-book-page.ts';
import './elements/staff/inventory-page.ts';
import './elements/staff/new-book-page.ts';
import './elements/staff/staff-orders-page.ts';
import './elements/wishlist/wishlist-page.ts';

type Render = (shop: Shop, route: Route) => TemplateResult;

// A record, so that the compiler finds a view without an element.
const views: Readonly<Record<Route['view'], Render>> = {
  catalogue: (shop, route) => html`<catalogue-page .shop=${shop} .route=${route}></catalogue-page>`,
  book: (shop, route) => html`<book-page .shop=${shop} .route=${route}></book-page>`,
  search: (shop, route) => html`<search-page .shop=${shop} .route=${route}></search-page>`,
  cart: (shop, route) => html`<cart-page .shop=${shop} .route=${route}></cart-page>`,
  checkout: (shop, route) => html`<checkout-page .shop=${shop} .route=${route}></checkout-page>`,
  lobby: (shop) => html`<lobby-page .shop=${shop}></lobby-page>`,
  wishlist: (shop, route) => html`<wishlist-page .shop=${shop} .route=${route}></wishlist-page>`,
  orders: (shop, route) => html`<orders-page .shop=${shop} .route=${route}></orders-page>`,
  order: (shop, route) => html`<order-page .shop=${shop} .route=${route}></order-page>`,
  'sign-in': (shop, route) => html`<sign-in-page .shop=${shop} .route=${route}></sign-in-page>`,
  'sign-up': (shop, route) => html`<sign-up-page .shop=${shop} .route=${route}></sign-up-page>`,
  confirm: (shop, route) => html`<confirm-page .shop=${shop} .route=${route}></confirm-page>`,
  'forgot-password': (shop, route) => html`<forgot-password-page .shop=${shop} .route=${route}></forgot-password-page>`,
  inventory: (shop, route) => html`<inventory-page .shop=${shop} .route=${route}></inventory-page>`,
  'new-book': (shop, route) => html`<new-book-page .shop=${shop} .route=${route}></new-book-page>`,
  'edit-book': (shop, route) => html`<edit-book-page .shop=${shop} .route=${route}></edit-book-page>`,
  'staff-orders': (shop, route) => html`<staff-orders-page .shop=${shop} .route=${route}></staff-orders-page>`,
  'not-found': () => html`<not-found-page></not-found-page>`,
};

export function toView(route: Route, shop: Shop): TemplateResult {
  return views[route.view](shop, route);
}
