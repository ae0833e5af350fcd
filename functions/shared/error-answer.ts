/** What a REST or HTTP route answers when something was thrown. */
import { type Answer, json } from './answer.ts';
import { logError } from './log-error.ts';
import { isPassing } from './passing-failure.ts';
import { Refusal } from './refusal.ts';

const retryLater = { 'Retry-After': '1' };

/** `where` names the route and the request, for the log. */
export function toErrorAnswer(error: unknown, where: { readonly route: string; readonly requestId: string }): Answer {
  if (error instanceof Refusal) {
    return json(error.status, { message: error.message, ...error.details }, error.status === 503 ? retryLater : {});
  }
  logError(error, where);
  if (isPassing(error)) {
    return json(503, { message: 'The shop is busy. Please try again in a moment.' }, retryLater);
  }
  return json(500, { message: 'Internal server error' });
}
