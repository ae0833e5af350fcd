/** One connection for all that is live in the shop, while somebody needs it. */
import type { OrderNews } from '../../../frontend/live/frames.ts';
import type { OrderFollower } from '../../../frontend/live/live.ts';
import { tokenOf } from '../a-session.ts';
import { pause, until } from '../until.ts';
import { aLive, type Setting } from './a-live.ts';

let setting: Setting;

beforeEach(async () => {
  setting = await aLive();
});

afterEach(() => setting.stop());

function aFollower(): OrderFollower & { readonly news: OrderNews[]; beginnings: number } {
  const follower = {
    news: [] as OrderNews[],
    beginnings: 0,
    onOrder: (news: OrderNews) => void follower.news.push(news),
    onLive: () => {
      follower.beginnings += 1;
    },
  };
  return follower;
}

const isLive = () => setting.live.state === 'live';

describe('the connection', () => {
  it('is there only while somebody needs it, and a little longer', async () => {
    const { live, server } = setting;
    await pause(30);
    expect(server.attempts).toEqual([]);
    const [lobby, book] = [live.enter('lobby'), live.enter('book:emma')];
    const stop = live.follow(aFollower());
    await until(isLive);
    live.leave(lobby);
    live.leave(book);
    await pause(100);
    expect(live.state).toBe('live');
    stop();
    await pause(15);
    const next = live.enter('lobby');
    await pause(100);
    expect([live.state, server.attempts.length]).toEqual(['live', 1]);
    live.leave(next);
    await until(() => live.state === 'closed');
    await until(() => server.connections === 0);
  });

  it('ends when the reader signs out, and is another one for the next reader', async () => {
    const { live, server, session } = setting;
    const room = live.enter('lobby');
    live.follow(aFollower());
    await until(isLive);
    await session.signOut();
    expect(live.state).toBe('closed');
    await until(() => server.connections === 0);
    live.leave(room);
    await session.signIn('ann', 'x');
    await until(isLive);
    expect(server.attempts.map(({ protocols }) => protocols[1])).toEqual([tokenOf(1), tokenOf(2, 'ann')]);
  });

  it('is not made for somebody who is signed out, and not kept when the session is over', async () => {
    const { live, server, session, pool } = setting;
    await session.signOut();
    live.enter('lobby');
    await pause(50);
    expect([live.state, server.attempts]).toEqual(['closed', []]);
    await session.signIn('robin', 'x');
    await until(isLive);
    pool.isOver = true;
    server.isRefusing = true;
    server.cut();
    await until(() => session.hasEnded);
    expect(live.state).toBe('closed');
    await pause(50);
    expect(server.attempts.length).toBeLessThanOrEqual(3);
  });

  it('is dropped when the network is gone, and made when it is back', async () => {
    await setting.stop();
    setting = await aLive({ toWait: () => 60_000 });
    const { live, server, browser } = setting;
    live.enter('lobby');
    await until(isLive);
    browser.dispatchEvent(new Event('offline'));
    await until(() => live.state === 'offline');
    await until(() => server.connections === 0);
    browser.dispatchEvent(new Event('online'));
    await until(isLive);
  });

  it('is looked after when the page is looked at again', async () => {
    const { live, server, browser } = setting;
    live.enter('lobby');
    await until(isLive);
    browser.dispatchEvent(new Event('visibilitychange'));
    await until(() => server.requestsOf('ping').length === 1);
  });
});

describe('a room', () => {
  it('is shared by all who are in it, and left with the last one', async () => {
    const { live, server } = setting;
    const [first, second] = [live.enter('lobby'), live.enter('lobby')];
    live.follow(aFollower());
    await until(() => !first.isCatchingUp);
    expect(second).toBe(first);
    live.leave(first);
    await pause(30);
    expect(server.requestsOf('leave')).toEqual([]);
    live.leave(second);
    await until(() => server.requestsOf('leave').length === 1);
    live.leave(second);
    server.say('unheard');
    await pause(30);
    expect([first.messages, server.requestsOf('join').length]).toEqual([[], 1]);
  });

  it('is joined again only when the server has let the reader go', async () => {
    const { live, server } = setting;
    server.answers.set('leave', (request, socket) => {
      setTimeout(
        () => socket.send(JSON.stringify({ ...server.answer(request, socket), requestId: request.requestId })),
        60,
      );
      return undefined;
    });
    const room = live.enter('lobby');
    await until(() => !room.isCatchingUp);
    live.leave(room);
    const again = live.enter('lobby');
    await until(() => !again.isCatchingUp);
    expect(server.requests.map(({ action }) => action)).toEqual(['join', 'history', 'leave', 'join', 'history']);
    await pause(100);
    server.say('Welcome back');
    await until(() => again.messages.length === 1);
    expect(again).not.toBe(room);
  });
});

describe('news of orders', () => {
  it('reach all who follow, who hear of each new connection, too', async () => {
    const { live, server } = setting;
    const [first, second] = [aFollower(), aFollower()];
    const stop = live.follow(first);
    live.follow(second);
    await until(() => first.beginnings === 1);
    server.send({ type: 'order', orderId: 'o1', status: 'packed' });
    server.send({ type: 'order', orderId: 'o1', status: 'eaten' });
    await until(() => second.news.length === 1);
    expect(first.news).toMatchObject([{ orderId: 'o1', status: 'packed' }]);
    stop();
    server.cut();
    await until(() => second.beginnings === 2);
    server.send({ type: 'order', orderId: 'o1', status: 'shipped' });
    await until(() => second.news.length === 2);
    expect([first.beginnings, first.news.length]).toEqual([1, 1]);
  });
});
