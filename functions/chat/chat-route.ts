/** Wraps what a route of the chat does: its answer and its errors become frames, sent to whoever asked and nobody else. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Body, parseBody } from '../shared/body.ts';
import { logError } from '../shared/log-error.ts';
import { isPassing } from '../shared/passing-failure.ts';
import { Refusal } from '../shared/refusal.ts';
import type { ChatEvent } from './chat-event.ts';

export type Frame = { readonly type: string } & Readonly<Record<string, unknown>>;

export type ChatHandler = (event: ChatEvent) => Promise<APIGatewayProxyStructuredResultV2>;

const MAX_REQUEST_ID = 64;

/** serverless.yml gives each route a route response, which sends the body back. The connection stays open in any case. */
export function chatRoute(handle: (request: Body, event: ChatEvent) => Promise<Frame>): ChatHandler {
  return async (event) => {
    let requestId: string | undefined;
    try {
      const request = parseBody({ body: event.body ?? null });
      requestId = findRequestId(request);
      return toResult({ ...(await handle(request, event)), requestId });
    } catch (error) {
      return toResult({ ...toErrorFrame(error, event), requestId });
    }
  };
}

/** The client's own mark, by which it knows the answer. It goes back to the client and nowhere else. */
function findRequestId({ requestId }: Body): string | undefined {
  return typeof requestId === 'string' && requestId.length <= MAX_REQUEST_ID ? requestId : undefined;
}

function toErrorFrame(error: unknown, { requestContext }: ChatEvent): Frame {
  if (error instanceof Refusal) return { type: 'error', code: error.code, message: error.message };
  const { routeKey, requestId, connectionId } = requestContext;
  logError(error, { route: routeKey, requestId, connectionId });
  if (isPassing(error)) {
    return { type: 'error', code: 'Busy', message: 'The chat is busy. Please try again in a moment.' };
  }
  return { type: 'error', code: 'InternalError', message: 'Something went wrong. Please try again.' };
}

function toResult(frame: Frame): APIGatewayProxyStructuredResultV2 {
  return { statusCode: 200, body: JSON.stringify(frame) };
}
