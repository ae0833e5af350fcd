/** The shop's live part of somebody who is signed in, before a server of its own. */
import { WebSocket } from 'ws';
import type { Session } from '../../../frontend/account/session.ts';
import { Live, type LiveSetting } from '../../../frontend/live/live.ts';
import { aSession, type Pool } from '../a-session.ts';
import { ChatServer } from './a-chat-server.ts';

export interface Setting {
  readonly server: ChatServer;
  readonly session: Session;
  readonly pool: Pool;
  /** Stands for the window. */
  readonly browser: EventTarget;
  readonly live: Live;
  stop(): Promise<void>;
}

export async function aLive(changes: Partial<LiveSetting> = {}): Promise<Setting> {
  const [server, { session, pool }] = await Promise.all([new ChatServer().start(), aSession()]);
  const browser = new EventTarget();
  const live = new Live({
    url: server.url,
    tokens: session.idTokens,
    readers: session,
    browser,
    openSocket: (url, protocols) => new WebSocket(url, protocols) as never,
    timing: { heartbeatMs: 60_000, answerMs: 2000, stableMs: 0 },
    toWait: () => 10,
    lingerMs: 60,
    ...changes,
  });
  const stop = async () => {
    await session.signOut();
    await server.stop();
  };
  return { server, session, pool, browser, live, stop };
}
