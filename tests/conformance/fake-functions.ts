/** Plays the functions and authorizers behind a WebSocket API in a vector: one per route, each remembered by it. */

import { setTimeout as delay } from 'node:timers/promises';
import type { LambdaReply } from '../../local/api-gateway/lambda.ts';
import type { WebSocketBackends } from '../../local/websocket-api/backends.ts';
import { findAt, parseJson } from './json-path.ts';
import { fillIn } from './placeholders.ts';
import { isMembers, type Members } from './vectors.ts';

export interface Invocation {
  readonly route: string;
  readonly event: unknown;
}

export interface FakeFunctions {
  readonly backends: WebSocketBackends;
  readonly invocations: Invocation[];
  readonly authorizerEvents: unknown[];
  /** Statuses that functions got when they posted to their own connection. */
  readonly handlerStatuses: number[];
}

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:';
const toUri = (name: string): string =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ARN}${name}/invocations`;

export const routeUri = (index: number): string => toUri(`route-${index}`);
export const authorizerUri = (name: string): string => toUri(`authorizer-${name}`);

/** `post` sends a text to a connection through the API's own endpoint and gives the status. */
export function createFakeFunctions(
  routes: readonly Members[],
  authorizers: Members,
  post: (connectionId: string) => Promise<number>,
): FakeFunctions {
  const invocations: Invocation[] = [];
  const authorizerEvents: unknown[] = [];
  const handlerStatuses: number[] = [];
  const invokeLambda: WebSocketBackends['invokeLambda'] = async (target, payload) => {
    const name = target.slice(ARN.length);
    const event = parseJson(payload);
    if (name.startsWith('authorizer-')) {
      authorizerEvents.push(event);
      return reply(backendOf(authorizers[name.slice('authorizer-'.length)]), event);
    }
    const route = routes[Number(name.slice('route-'.length))] ?? {};
    invocations.push({ route: String(route.RouteKey), event });
    if (route.managePostFromHandler === true)
      handlerStatuses.push(await post(String(findAt(event, 'requestContext.connectionId'))));
    return reply(backendOf(route), event);
  };
  return { backends: { invokeLambda, now: Date.now }, invocations, authorizerEvents, handlerStatuses };
}

const backendOf = (owner: unknown): Members => (isMembers(owner) && isMembers(owner.backend) ? owner.backend : {});

async function reply(backend: Members, event: unknown): Promise<LambdaReply> {
  if (typeof backend.delayMs === 'number') await delay(backend.delayMs);
  const { returns, raises } = fillIn(backend, { METHOD_ARN: String(findAt(event, 'methodArn')) });
  if (raises !== undefined) return { payload: JSON.stringify(raises), functionError: 'Unhandled' };
  return { payload: JSON.stringify(backend.echo === 'event' ? event : returns) ?? 'null' };
}
