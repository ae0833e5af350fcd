/** Somebody in the chat: comes, says something every second, reads what was said, and goes, or just vanishes. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Recorder } from './recorder.ts';

const PATIENCE_MS = 10_000;
const MOST_SAID = 15;
const EVERY_MS = 1_000;

interface Frame {
  readonly type: string;
  readonly requestId?: string;
  readonly code?: string;
}

/** Comes back until it is over. */
export async function chat(url: string, token: string, recorder: Recorder, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const socket = await recorder.time('chat', 'connect', () => connect(url, token));
    if (socket === undefined) await wait(EVERY_MS);
    else await talk(socket, recorder, isOver);
  }
}

async function talk(socket: WebSocket, recorder: Recorder, isOver: () => boolean): Promise<void> {
  const room = 'lobby';
  const act = (action: string, more: object = {}) =>
    recorder.time('chat', action, () => ask(socket, { action, room, ...more }));
  await recorder.time('streamed write', 'join', () => ask(socket, { action: 'join', room }));
  const count = 1 + Math.floor(Math.random() * MOST_SAID);
  for (let said = 0; said < count && !isOver(); said++) {
    await act('send', { text: `Good evening ${said}` });
    if (said % 5 === 0) await act('history');
    await wait(EVERY_MS);
  }
  if (Math.random() < 0.75) {
    await recorder.time('streamed write', 'leave', () => ask(socket, { action: 'leave', room }));
    socket.close();
  } else socket.terminate();
}

function connect(url: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(url, ['bookstore', token], { handshakeTimeout: PATIENCE_MS });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => resolve(socket));
  });
}

function ask(socket: WebSocket, asked: object): Promise<void> {
  const requestId = randomUUID();
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      socket.off('message', listen);
      act();
    };
    const listen = (data: WebSocket.RawData): void => {
      const frame: Frame = JSON.parse(String(data));
      if (frame.requestId !== requestId) return;
      settle(() => (frame.type === 'error' ? reject(new Error(frame.code)) : resolve()));
    };
    const timer = setTimeout(() => settle(() => reject(new Error('no answer'))), PATIENCE_MS);
    socket.on('message', listen);
    socket.send(JSON.stringify({ ...asked, requestId }));
  });
}
