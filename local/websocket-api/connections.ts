/** All open connections by their ids, and the sweep that ends those that have been idle or open for too long. */

import type { Connection } from './connection.ts';
import type { WebSocketLimits } from './limits.ts';

const ID = /^[A-Za-z0-9_-]{15}=$/;

/** Whether a text could be the id of a connection, open or not. */
export const isConnectionId = (text: string): boolean => ID.test(text);

export interface Connections {
  readonly add: (connection: Connection) => void;
  readonly find: (connectionId: string) => Connection | undefined;
  readonly delete: (connectionId: string) => void;
  readonly all: () => readonly Connection[];
  readonly stop: () => void;
}

const MAX_SWEEP_MS = 5_000;

export function createConnections({ idleMs, maxConnectionMs }: WebSocketLimits, now: () => number): Connections {
  const connections = new Map<string, Connection>();
  const sweep = (): void => {
    const nowMs = now();
    for (const connection of connections.values()) {
      const isIdle = nowMs - connection.lastActiveAtMs >= idleMs;
      if (isIdle || nowMs - connection.facts.connectedAtMs >= maxConnectionMs) connection.close(1001, 'Going away');
    }
  };
  const intervalMs = Math.min(MAX_SWEEP_MS, Math.max(10, Math.min(idleMs, maxConnectionMs) / 10));
  const timer = setInterval(sweep, intervalMs).unref();
  return {
    add: (connection) => connections.set(connection.facts.connectionId, connection),
    find: (connectionId) => connections.get(connectionId),
    delete: (connectionId) => connections.delete(connectionId),
    all: () => [...connections.values()],
    stop: () => clearInterval(timer),
  };
}
