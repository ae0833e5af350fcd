/** A WebSocket client that remembers what it received, for the scripts of vectors. */

import { WebSocket } from 'ws';
import type { Lines } from './raw-client.ts';

export interface WsClient {
  /** Status of a refused upgrade; undefined once connected. */
  readonly rejectStatus: number | undefined;
  /** Text frames, in order. */
  readonly frames: string[];
  /** Undefined while it is open. */
  readonly closeCode: () => number | undefined;
  readonly socket: WebSocket;
}

export async function connectWs(url: string, headers: Lines): Promise<WsClient> {
  const isProtocol = (name: string) => name.toLowerCase() === 'sec-websocket-protocol';
  const protocols = headers.filter(([name]) => isProtocol(name)).flatMap(([, value]) => value.split(/, */));
  const others = headers.filter(([name]) => !isProtocol(name));
  const socket = new WebSocket(url, protocols, { headers: toMembers(others), perMessageDeflate: false });
  const frames: string[] = [];
  let closeCode: number | undefined;
  socket.on('message', (data) => frames.push(data.toString()));
  socket.on('close', (code) => {
    closeCode = code;
  });
  const rejectStatus = await new Promise<number | undefined>((resolve, reject) => {
    socket.on('open', () => resolve(undefined));
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode);
      response.destroy();
    });
    socket.on('error', reject);
  });
  return { rejectStatus, frames, closeCode: () => closeCode, socket };
}

function toMembers(lines: Lines): Record<string, string[]> {
  const members: Record<string, string[]> = {};
  for (const [name, value] of lines) members[name] = [...(members[name] ?? []), value];
  return members;
}

/** As one frame, or as a message of several. */
export function sendText(socket: WebSocket, text: string, frameSize = text.length): void {
  if (text.length === 0) socket.send(text);
  for (let at = 0; at < text.length; at += frameSize) {
    socket.send(text.slice(at, at + frameSize), { fin: at + frameSize >= text.length });
  }
}
