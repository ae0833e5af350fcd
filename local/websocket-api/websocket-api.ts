/** Running WebSocket APIs: their stages, their open connections, and what happens on them. */

import type { ClientRequest, ClientResponse } from '../api-gateway/client.ts';
import { parseRequestLine } from '../api-gateway/request-line.ts';
import { assertDistinctNames } from '../api-gateway/stage-names.ts';
import { createTokenBucket } from '../api-gateway/token-bucket.ts';
import type { WebSocketBackends } from './backends.ts';
import type { ClientFacts, Connection, Disconnection } from './connection.ts';
import { type Connections, createConnections } from './connections.ts';
import type { WebSocketStageDefinition } from './definition.ts';
import { type ConnectAnswer, handleConnect } from './handle-connect.ts';
import { handleDisconnect } from './handle-disconnect.ts';
import { handleMessage } from './handle-message.ts';
import type { WebSocketLimits } from './limits.ts';
import { handleManagement } from './management.ts';
import { createPostRecords } from './post-records.ts';
import type { OnRecord } from './recording.ts';
import { type RunningStage, startStage } from './running-stage.ts';

export interface WebSocketApi {
  /** Undefined when there is nothing to connect to at that path. */
  readonly connect: (request: ClientRequest) => Promise<ConnectAnswer> | undefined;
  readonly open: (connection: Connection) => void;
  readonly receive: (connection: Connection, message: string) => Promise<void>;
  /** For a client that `$connect` has accepted, whether or not it was ever open. */
  readonly disconnected: (facts: ClientFacts, disconnection: Disconnection) => void;
  /** An HTTP request that asks for no upgrade. */
  readonly handle: (request: ClientRequest) => ClientResponse;
  /** Serves other stages from now on. Connections stay open, but for those whose stage is gone. */
  readonly replace: (stages: readonly WebSocketStageDefinition[]) => void;
  /** Ends all connections and waits until that is told. */
  readonly close: () => Promise<void>;
}

/** Throws StageNameTakenError when two stages share a name, and an Error for a model that is broken. */
export function createWebSocketApi(
  stages: readonly WebSocketStageDefinition[],
  backends: WebSocketBackends,
  limits: WebSocketLimits,
  onRecord: OnRecord,
): WebSocketApi {
  const { now } = backends;
  const account = createTokenBucket('the account', limits.accountThrottle);
  const connections = createConnections(limits, now);
  const disconnects = new Set<Promise<void>>();
  const start = (definitions: readonly WebSocketStageDefinition[]): ReadonlyMap<string, RunningStage> => {
    assertDistinctNames(definitions);
    return new Map(definitions.map((stage) => [stage.stageName, startStage(stage, backends, account)]));
  };
  let running = start(stages);
  const postRecords = createPostRecords(onRecord);
  const findStage = (name: string) => running.get(name);
  const management = { connections, limits, account, now, onRecord, postRecords, findStage };

  const tellDisconnect = (stage: RunningStage, facts: ClientFacts, disconnection: Disconnection): void => {
    const told = handleDisconnect(stage, facts, disconnection, now(), onRecord);
    disconnects.add(told);
    told.finally(() => disconnects.delete(told));
  };
  return {
    connect: (request) => {
      const { stageName, path, query } = parseRequestLine(request.rawTarget);
      const stage = path === '/' ? running.get(stageName) : undefined;
      return stage && handleConnect(stage, request, query, onRecord);
    },
    open: connections.add,
    receive: async (connection, message) => {
      const stage = running.get(connection.facts.stageName);
      connection.lastActiveAtMs = now();
      if (stage !== undefined) await connection.work(() => handleMessage(stage, connection, message, now, onRecord));
    },
    disconnected: (facts, disconnection) => {
      connections.delete(facts.connectionId);
      const stage = running.get(facts.stageName);
      if (stage !== undefined) tellDisconnect(stage, facts, disconnection);
    },
    handle: (request) => handleManagement(management, request),
    replace: (definitions) => {
      const next = start(definitions);
      closeOrphans(connections, next);
      running = next;
    },
    close: async () => {
      connections.stop();
      for (const connection of connections.all()) connection.close(1001, 'Going away');
      await Promise.all(disconnects);
      postRecords.close();
    },
  };
}

/** Those whose stage is gone, or belongs to another API now. */
function closeOrphans(connections: Connections, stages: ReadonlyMap<string, RunningStage>): void {
  for (const connection of connections.all()) {
    const { stageName, apiId } = connection.facts;
    if (stages.get(stageName)?.stage.api.apiId !== apiId) connection.close(1001, 'Going away');
  }
}
