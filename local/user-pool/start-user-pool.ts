/** Amazon Cognito user pools on this machine. */

import { createServer } from 'node:http';
import { join } from 'node:path';
import { closeServer } from '../server/close.ts';
import { toUrlHost } from '../server/hosts.ts';
import { answerBroken } from '../server/linger.ts';
import { listen } from '../server/listen.ts';
import { notFound } from './cognito-error.ts';
import type { UserPoolDefinition } from './definition.ts';
import { toJwksUri } from './documents.ts';
import { handleRequest } from './http.ts';
import { type CodeDelivery, openPool, type Pool, type Service } from './pool.ts';
import { openRecordLog } from './record-log.ts';

export interface UserPoolOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly pools: readonly UserPoolDefinition[];
  /** For users, sessions and signing keys. */
  readonly stateFolder: string;
  /** Origins whose pages may call, such as `http://localhost:8080`. */
  readonly allowedOrigins: readonly string[];
  /** Plays the mailbox: codes are handed over here and never answered. */
  readonly onCode: (delivery: CodeDelivery) => void;
  /** What went wrong inside; callers only hear that something did. */
  readonly onError?: (error: unknown) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface UserPoolService {
  readonly port: number;
  /** Such as `http://localhost:8084`. */
  readonly url: string;
  /** By the pool's ARN; undefined for an unknown one. */
  findIssuer(poolArn: string): { readonly issuer: string; readonly jwksUri: string } | undefined;
  /** Takes other settings for the pools; their users stay. */
  replace(definitions: readonly UserPoolDefinition[]): Promise<void>;
  close(): Promise<void>;
}

/** Throws PortTakenError, or an Error with code `StoreDamaged`. */
export async function startUserPool(options: UserPoolOptions): Promise<UserPoolService> {
  const { host, stateFolder, allowedOrigins, onCode, onError = console.error, now = Date.now } = options;
  const log = await openRecordLog(join(stateFolder, 'users.jsonl'));
  const server = createServer((request, response) => {
    handleRequest(http, request, response).catch((error: unknown) => {
      onError(error);
      response.destroy();
    });
  });
  server.on('clientError', answerBroken);
  let pools: readonly Pool[] = [];
  const service = createService(() => pools, now, onCode);
  const allowedHosts = new Set<string>();
  const http = {
    ...{ service, allowedHosts, onError, log },
    pools: () => pools,
    allowedOrigins: new Set(allowedOrigins),
  };
  const port = await listen(server, { port: options.port, host, what: 'user pool' });
  for (const name of ['localhost', '127.0.0.1', '[::1]', toUrlHost(host)]) allowedHosts.add(`${name}:${port}`);
  const url = `http://${['127.0.0.1', '0.0.0.0', '::'].includes(host) ? 'localhost' : toUrlHost(host)}:${port}`;
  const replace = async (definitions: readonly UserPoolDefinition[]): Promise<void> => {
    const open = (definition: UserPoolDefinition) => openPool(definition, { origin: url, stateFolder, log, now });
    pools = await Promise.all(definitions.map(open));
  };
  await replace(options.pools);
  return {
    port,
    url,
    replace,
    findIssuer: (poolArn) => {
      const issuer = pools.find(({ definition }) => definition.arn === poolArn)?.issuer;
      return issuer === undefined ? undefined : { issuer, jwksUri: toJwksUri(issuer) };
    },
    close: async () => {
      await closeServer(server);
      await log.close();
    },
  };
}

function createService(pools: () => readonly Pool[], now: () => number, deliver: Service['deliver']): Service {
  return {
    now,
    deliver,
    findIssuer: (issuer) => pools().find((pool) => pool.issuer === issuer),
    getPool: (poolId) => {
      const pool = pools().find(({ definition }) => definition.id === poolId);
      if (pool === undefined) throw notFound(`User pool ${poolId} does not exist.`);
      return pool;
    },
    getClient: (clientId) => {
      for (const pool of pools()) {
        const client = pool.definition.clients.find(({ id }) => id === clientId);
        if (client !== undefined) return { pool, client };
      }
      throw notFound(`User pool client ${clientId} does not exist.`);
    },
  };
}
