/** A view for the shop's staff. It only hides what would not work: the API decides who may do what. */
import type { Route } from '../../routes.ts';
import { ReaderPage } from '../reader-page.ts';
import './staff-nav.ts';

export abstract class StaffPage<R extends Route> extends ReaderPage<R> {
  protected override isWelcome(): boolean {
    return this.shop.session.reader?.isStaff ?? false;
  }
}
