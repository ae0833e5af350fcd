/** Plays what stands behind an API in a vector: a function, an HTTP service, an AWS service, an authorizer. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { LambdaReply } from '../../local/api-gateway/lambda.ts';
import type { Backends } from '../../local/rest-api/backends.ts';
import { parseJson } from './json-path.ts';
import { fillIn } from './placeholders.ts';
import type { Lines } from './raw-client.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { isMembers, type Members } from './vectors.ts';

export const LAMBDA_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:backend';
export const AUTHORIZER_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:conformance-authorizer';
export const USER_POOL_ARN = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Conform1';

/** What an HTTP or AWS backend received. */
export interface ReceivedRequest {
  readonly method: string;
  /** As in the request line. */
  readonly target: string;
  readonly headers: Lines;
  readonly body: Buffer;
}

export interface FakeBackends {
  readonly url: string;
  readonly backends: Backends;
  readonly requests: ReceivedRequest[];
  readonly events: unknown[];
  readonly authorizerEvents: unknown[];
  readonly close: () => Promise<void>;
}

export async function startFakeBackends(backend: Members, issuer: TokenIssuer): Promise<FakeBackends> {
  const requests: ReceivedRequest[] = [];
  const events: unknown[] = [];
  const authorizerEvents: unknown[] = [];
  const server = createServer((request, response) => {
    answer(backend, request, response, requests).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const invokeLambda: Backends['invokeLambda'] = async (target, payload) => {
    const event = parseJson(payload);
    if (target === AUTHORIZER_ARN) {
      authorizerEvents.push(event);
      return invokeAuthorizer(backend, event);
    }
    if (typeof backend.name === 'string' && !target.includes(backend.name)) throw unknownFunction(target);
    events.push(event);
    return invokeFunction(backend, payload);
  };
  return {
    url,
    requests,
    events,
    authorizerEvents,
    backends: {
      invokeLambda,
      serviceEndpoint: (service) => (backend.kind === 'aws' && service === backend.service ? url : undefined),
      userPool: (arn) => (arn === USER_POOL_ARN ? { issuer: issuer.issuer, jwksUri: issuer.jwksUri } : undefined),
      now: Date.now,
      random: Math.random,
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function invokeFunction(backend: Members, payload: string): Promise<LambdaReply> {
  await wait(backend);
  if (backend.echo === 'event') return { payload };
  return toReply(backend);
}

function invokeAuthorizer(backend: Members, event: unknown): LambdaReply {
  const authorizer = isMembers(backend.authorizer) ? backend.authorizer : {};
  const methodArn = isMembers(event) ? String(event.methodArn ?? event.routeArn) : '';
  return toReply(fillIn(authorizer, { METHOD_ARN: methodArn }));
}

function toReply({ returns, raises }: Members): LambdaReply {
  if (raises !== undefined) return { payload: JSON.stringify(raises), functionError: 'Unhandled' };
  return { payload: JSON.stringify(returns) ?? 'null' };
}

const unknownFunction = (target: string): Error =>
  Object.assign(new Error(`Function not found: ${target}`), { code: 'ResourceNotFoundException' });

const wait = (backend: Members): Promise<void> =>
  typeof backend.delayMs === 'number' ? delay(backend.delayMs) : Promise.resolve();

async function answer(
  backend: Members,
  request: IncomingMessage,
  response: ServerResponse,
  requests: ReceivedRequest[],
): Promise<void> {
  const received = await receive(request);
  requests.push(received);
  await wait(backend);
  if (backend.echo === 'body') echoBody(received, response);
  else if (backend.echo === 'httpbin') echoRequest(received, response);
  else sendStated(isMembers(backend.response) ? backend.response : {}, response);
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const raw = request.rawHeaders;
  const headers: [string, string][] = [];
  for (let i = 0; i < raw.length; i += 2) headers.push([raw[i] ?? '', raw[i + 1] ?? '']);
  return { method: request.method ?? '', target: request.url ?? '', headers, body: Buffer.concat(chunks) };
}

function echoBody(received: ReceivedRequest, response: ServerResponse): void {
  const contentType = received.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (contentType !== undefined) response.setHeader('Content-Type', contentType);
  response.end(received.body);
}

function echoRequest({ method, target, headers, body }: ReceivedRequest, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(target, 'http://backend');
  const data = body.toString('utf8');
  const json = data === '' ? null : parseJson(data);
  const echoed = {
    method,
    path: pathname,
    args: Object.fromEntries(searchParams),
    headers: Object.fromEntries(headers),
    data,
    json: typeof json === 'string' && json === data ? null : json,
  };
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify(echoed));
}

function sendStated(stated: Members, response: ServerResponse): void {
  const headers = Object.entries(isMembers(stated.headers) ? stated.headers : {});
  const body =
    typeof stated.bodyBase64 === 'string'
      ? Buffer.from(stated.bodyBase64, 'base64')
      : Buffer.from(typeof stated.body === 'string' ? stated.body : '');
  for (const [name, value] of headers)
    response.setHeader(name, Array.isArray(value) ? value.map(toHeaderBytes) : toHeaderBytes(value));
  response.statusCode = typeof stated.status === 'number' ? stated.status : 200;
  response.end(body);
}

/** Node writes header values as Latin-1; vectors mean UTF-8. */
const toHeaderBytes = (value: unknown): string => Buffer.from(String(value), 'utf8').toString('latin1');
