/** Wraps what a REST route does: its errors become answers in one shape, and every answer gets the CORS headers. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Answer } from './answer.ts';
import { getSetting } from './environment.ts';
import { toErrorAnswer } from './error-answer.ts';

export type RestHandler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** API Gateway adds nothing to a proxy integration's answer: "Enable CORS for a REST API resource". */
const headers = {
  'Access-Control-Allow-Origin': getSetting('ALLOWED_ORIGIN'),
  // The same list as in resources/cors.cjs, which sees to the routes without a function.
  'Access-Control-Expose-Headers': 'ETag,Retry-After,x-amzn-RequestId,x-amzn-ErrorType',
  'X-Content-Type-Options': 'nosniff',
};

export function restRoute(handle: (event: APIGatewayProxyEvent) => Promise<Answer>): RestHandler {
  const handleSafely = async (event: APIGatewayProxyEvent): Promise<Answer> => {
    try {
      return await handle(event);
    } catch (error) {
      const { httpMethod, resource, requestContext } = event;
      return toErrorAnswer(error, { route: `${httpMethod} ${resource}`, requestId: requestContext.requestId });
    }
  };
  return async (event) => {
    const answer = await handleSafely(event);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };
}
