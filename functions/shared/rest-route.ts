/** Wraps what a REST route does: its errors become answers in one shape, and every answer gets the CORS headers. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { type Answer, json } from './answer.ts';
import { getSetting } from './environment.ts';
import { Refusal } from './refusal.ts';

export type RestHandler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** API Gateway adds nothing to a proxy integration's answer: "Enable CORS for a REST API resource". */
const headers = {
  'Access-Control-Allow-Origin': getSetting('ALLOWED_ORIGIN'),
  // The same list as in resources/cors.cjs, which sees to the routes without a function.
  'Access-Control-Expose-Headers': 'ETag,Retry-After,x-amzn-RequestId,x-amzn-ErrorType',
  'X-Content-Type-Options': 'nosniff',
};

/** What DynamoDB throws when it is asked too much, after the SDK's own retries. */
const throttles = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
]);
const retryLater = { 'Retry-After': '1' };

export function restRoute(handle: (event: APIGatewayProxyEvent) => Promise<Answer>): RestHandler {
  const handleSafely = async (event: APIGatewayProxyEvent): Promise<Answer> => {
    try {
      return await handle(event);
    } catch (error) {
      return toAnswer(error, event);
    }
  };
  return async (event) => {
    const answer = await handleSafely(event);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };
}

function toAnswer(error: unknown, event: APIGatewayProxyEvent): Answer {
  if (error instanceof Refusal) {
    return json(error.status, { message: error.message, ...error.details }, error.status === 503 ? retryLater : {});
  }
  logError(error, event);
  if (error instanceof Error && throttles.has(error.name)) {
    return json(503, { message: 'The shop is busy. Please try again in a moment.' }, retryLater);
  }
  return json(500, { message: 'Internal server error' });
}

function logError(error: unknown, { httpMethod, resource, requestContext }: APIGatewayProxyEvent): void {
  const { name, message, stack, cause } = error instanceof Error ? error : new Error(String(error));
  const line = { level: 'ERROR', route: `${httpMethod} ${resource}`, requestId: requestContext.requestId };
  console.error(JSON.stringify({ ...line, name, message, stack, cause: cause && String(cause) }));
}
