/** What the views of the shop share: whom they ask, and who is signed in. */
import { Session } from './account/session.ts';
import { UserPool } from './account/user-pool.ts';
import { Api } from './api.ts';
import { ApiTransport } from './api-transport.ts';
import { Cart } from './cart.ts';
import { Checkout } from './checkout.ts';
import { Live } from './live/live.ts';
import { type Outputs, toUserPoolEndpoint } from './outputs.ts';
import { PageTrail } from './page-trail.ts';
import { ReaderApi } from './reader-api.ts';
import { StaffApi } from './staff-api.ts';
import type { TextStorage } from './storage.ts';
import { Wishlist } from './wishlist.ts';
import { WishlistApi, type WishlistPaths } from './wishlist-api.ts';

/** Leads to other views. */
export interface Guide {
  go(href: string): void;
  follow(href: string): void;
}

export interface Shop {
  readonly outputs: Outputs;
  readonly api: Api;
  readonly readerApi: ReaderApi;
  readonly staffApi: StaffApi;
  readonly userPool: UserPool;
  readonly session: Session;
  readonly cart: Cart;
  readonly checkout: Checkout;
  readonly wishlistApi: WishlistApi;
  readonly wishlist: Wishlist;
  readonly live: Live;
  readonly trail: PageTrail;
  /** For this visit only. */
  readonly storage: TextStorage;
  readonly guide: Guide;
}

export function createShop(outputs: Outputs, storage: TextStorage, guide: Guide): Shop {
  const userPool = new UserPool({ endpoint: toUserPoolEndpoint(outputs), clientId: outputs.UserPoolClientId });
  const session = new Session(userPool, storage, new BroadcastChannel('session'));
  const transport = new ApiTransport(outputs.ApiUrl, { tokens: session.idTokens });
  const readerApi = new ReaderApi(transport);
  const httpApi = new ApiTransport<WishlistPaths>(outputs.HttpApiUrl, { tokens: session.accessTokens });
  const wishlistApi = new WishlistApi(httpApi);
  return {
    ...{ outputs, storage, guide, userPool, session, readerApi, wishlistApi },
    api: new Api(transport),
    staffApi: new StaffApi(transport),
    cart: new Cart(readerApi, session),
    checkout: new Checkout(readerApi, storage),
    wishlist: new Wishlist(wishlistApi, session),
    live: new Live({ url: outputs.WebSocketUrl, tokens: session.idTokens, readers: session, browser: window }),
    trail: new PageTrail(storage),
  };
}
