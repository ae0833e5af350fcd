/** The user pool's port: Cognito's JSON protocol at `/`, and the pools' public documents. */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { endAfterRequest } from '../server/linger.ts';
import { callOperation } from './call-operation.ts';
import { CognitoError } from './cognito-error.ts';
import { findDocument } from './documents.ts';
import type { Pool, Service } from './pool.ts';
import type { RecordLog } from './record-log.ts';

export interface HttpOptions {
  readonly service: Service;
  readonly pools: () => readonly Pool[];
  /** Names under which this port is called, such as `localhost:8084`; others are refused, against DNS rebinding. */
  readonly allowedHosts: ReadonlySet<string>;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly log: Pick<RecordLog, 'changes' | 'flush'>;
  readonly onError: (error: unknown) => void;
}

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly errorType?: string;
}

const MAX_BODY_BYTES = 128 * 1024;
const ALLOWED_HEADERS = [
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'authorization',
  'cache-control',
  'content-type',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-target',
  'x-amz-user-agent',
];

export async function handleRequest(options: HttpOptions, request: IncomingMessage, response: ServerResponse) {
  const { origin, host } = request.headers;
  response.setHeader('Vary', 'Origin');
  if (!options.allowedHosts.has(host ?? '') || (origin && !options.allowedOrigins.has(origin)))
    return send(
      response,
      toRefusal(new CognitoError('ForbiddenException', 'Only the pages of this stack may call', 403)),
    );
  if (origin) allowOrigin(response, origin);
  if (request.method === 'OPTIONS') return void response.writeHead(200, { 'Content-Length': 0 }).end();
  const answer = request.method === 'POST' ? await answerCall(options, request) : answerGet(options, request);
  send(response, answer, answer.status === 413 ? request : undefined);
}

async function answerCall({ service, log, onError }: HttpOptions, request: IncomingMessage): Promise<Answer> {
  const changesBefore = log.changes;
  try {
    const target = request.headers['x-amz-target'];
    const answer = await callOperation(service, {
      target: Array.isArray(target) ? target[0] : target,
      authorization: request.headers.authorization,
      body: await readBody(request),
    }).finally(() => store(log, changesBefore));
    return { status: 200, body: answer };
  } catch (error) {
    if (error instanceof CognitoError) return toRefusal(error);
    onError(error);
    return toRefusal(new CognitoError('InternalErrorException', 'Something went wrong', 500));
  }
}

/** Whoever has changed nothing needn't suffer when the disk is full. */
async function store(log: HttpOptions['log'], changesBefore: number): Promise<void> {
  const mustBeStored = log.changes !== changesBefore;
  await log.flush().catch((error: unknown) => {
    if (mustBeStored) throw error;
  });
}

function answerGet({ pools }: HttpOptions, { method, url = '/' }: IncomingMessage): Answer {
  const document = method === 'GET' ? findDocument(pools(), url) : undefined;
  if (document !== undefined) return { status: 200, body: document };
  return toRefusal(new CognitoError('ResourceNotFoundException', 'There is no such document here', 404));
}

function toRefusal({ code, message, status }: CognitoError): Answer {
  return { status, errorType: code, body: { __type: code, message } };
}

/** `unread` is a request that is too long: the rest of it is not looked at. */
function send(response: ServerResponse, { status, body, errorType }: Answer, unread?: IncomingMessage): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/x-amz-json-1.1',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'x-amzn-RequestId': randomUUID(),
    ...(errorType && { 'x-amzn-ErrorType': `${errorType}:` }),
    ...(unread && { Connection: 'close' }),
  });
  response.write(text);
  if (unread) endAfterRequest(unread, response);
  else response.end();
}

function allowOrigin(response: ServerResponse, origin: string): void {
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Methods', 'GET,POST');
  response.setHeader('Access-Control-Allow-Headers', ALLOWED_HEADERS.join(','));
  response.setHeader('Access-Control-Expose-Headers', 'x-amzn-RequestId,x-amzn-ErrorType');
  response.setHeader('Access-Control-Max-Age', '172800');
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
      else reject(new CognitoError('RequestEntityTooLargeException', 'The body is too large', 413));
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
  });
}
