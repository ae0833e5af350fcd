/** Wraps what a route of the HTTP API does: its errors become answers in the shape that the REST API has, too. */
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Answer } from './answer.ts';
import { toErrorAnswer } from './error-answer.ts';

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

export type HttpHandler = (event: HttpEvent) => Promise<Answer>;

/** No CORS headers here: the HTTP API sets them itself. Source: "Configure CORS for HTTP APIs". */
export function httpRoute(handle: HttpHandler): HttpHandler {
  return async (event) => {
    try {
      return await handle(event);
    } catch (error) {
      return toErrorAnswer(error, { route: event.routeKey, requestId: event.requestContext.requestId });
    }
  };
}
