/** Somebody in the chat, who counts what the room says. */

import { once } from 'node:events';
import { WebSocket } from 'ws';
import { untilTrue } from './ask.ts';

export interface Chatter {
  /** Sends so many at once; gives the ids of those that were taken, and the codes of the refusals. */
  say(texts: number): Promise<{ readonly messageIds: readonly string[]; readonly refusals: readonly string[] }>;
  leave(): void;
}

interface Frame {
  readonly type: string;
  readonly messageId?: string;
  readonly code?: string;
}

const ANSWERED_WITHIN_MS = 10_000;

/** Throws when the chat does not let them in. */
export async function enterChat(url: string, idToken: string): Promise<Chatter> {
  const socket = new WebSocket(url, ['bookstore', idToken]);
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data))));
  await once(socket, 'open');
  const send = (request: object): void => socket.send(JSON.stringify({ room: 'lobby', ...request }));
  send({ action: 'join' });
  if ((await untilTrue(ANSWERED_WITHIN_MS, () => frames.some(({ type }) => type === 'joined'))) === undefined)
    throw new Error(`The chat did not let anybody in: ${JSON.stringify(frames)}`);
  return {
    say: async (texts) => {
      const first = frames.length;
      const answers = () => frames.slice(first).filter(({ type }) => type === 'message' || type === 'error');
      for (let text = 0; text < texts; text++) send({ action: 'send', text: `Number ${text}` });
      await untilTrue(ANSWERED_WITHIN_MS, () => answers().length >= texts);
      return {
        messageIds: answers().flatMap(({ messageId }) => messageId ?? []),
        refusals: answers().flatMap(({ code }) => code ?? []),
      };
    },
    leave: () => socket.close(),
  };
}
