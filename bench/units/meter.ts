/** A proxy in front of DynamoDB that asks each call what it consumes, and keeps account of it. Callers notice nothing. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { closeServer } from '../../local/server/close.ts';
import { listen } from '../../local/server/listen.ts';

export interface MeteredCall {
  /** Such as `GetItem`. */
  readonly action: string;
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface Meter {
  /** Where callers find DynamoDB. */
  readonly endpoint: string;
  /** What `act` had DynamoDB do, call by call. Nothing else may run meanwhile. */
  measure(act: () => Promise<unknown>): Promise<readonly MeteredCall[]>;
  stop(): Promise<void>;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** `endpoint` is the engine's own. */
export async function startMeter(endpoint: string): Promise<Meter> {
  const pool = new Pool(endpoint, { connections: 32 });
  let calls: MeteredCall[] = [];
  const server = createServer((request, response) => {
    forward(pool, request, response, (call) => calls.push(call)).catch(() => response.destroy());
  });
  const port = await listen(server, { port: 0, host: '127.0.0.1', what: 'meter' });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    measure: async (act) => {
      calls = [];
      await act();
      return calls;
    },
    stop: async () => {
      await closeServer(server, 0);
      await pool.close();
    },
  };
}

async function forward(
  pool: Pool,
  request: IncomingMessage,
  response: ServerResponse,
  record: (call: MeteredCall) => void,
): Promise<void> {
  const body = await readText(request);
  const { host: _host, 'content-length': _length, connection: _connection, ...headers } = request.headers;
  const action = String(headers['x-amz-target']).replace(/^DynamoDB_\d+\./, '');
  const isMetered = READS.has(action) || WRITES.has(action);
  const question = isMetered ? JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: 'TOTAL' }) : body;
  const reply = await pool.request({ path: '/', method: 'POST', headers, body: question });
  const answer = await reply.body.text();
  if (isMetered) record(toCall(action, JSON.parse(answer)));
  response.writeHead(reply.statusCode, { 'Content-Type': 'application/x-amz-json-1.0' }).end(answer);
}

interface Reply {
  readonly ConsumedCapacity?: Capacity | readonly Capacity[];
}

interface Capacity {
  readonly CapacityUnits: number;
}

/** A call that DynamoDB refuses says nothing of its cost. */
function toCall(action: string, { ConsumedCapacity = [] }: Reply): MeteredCall {
  const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  return READS.has(action) ? { action, readUnits: units, writeUnits: 0 } : { action, readUnits: 0, writeUnits: units };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
