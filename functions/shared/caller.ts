/** Who calls: what API Gateway's authorizers found out. Nothing that the client itself wrote. */
import type { APIGatewayProxyEvent } from 'aws-lambda';

type Event = Pick<APIGatewayProxyEvent, 'requestContext'>;

/** `userId` is the Cognito `sub`. It never leaves the backend, except towards staff. */
export type Caller = { readonly userId: string; readonly name: string };

/** Routes with the user pool authorizer. */
export function getCaller(event: Event): Caller {
  const claims: unknown = event.requestContext.authorizer?.claims;
  return { userId: getText(claims, 'sub'), name: findText(claims, 'name') ?? '' };
}

/** Routes with the Lambda authorizer: functions/accounts/authorize-staff.ts names the caller. */
export function getStaff(event: Event): Caller {
  const authorizer: unknown = event.requestContext.authorizer;
  return { userId: getText(authorizer, 'principalId'), name: findText(authorizer, 'name') ?? '' };
}

/** A route that is reached without its authorizer is misconfigured: that is a bug, not a refusal. */
function getText(value: unknown, name: string): string {
  const text = findText(value, name);
  if (!text) throw new Error(`The authorizer says nothing of ${name}. openapi.yml names each route's authorizer.`);
  return text;
}

function findText(value: unknown, name: string): string | undefined {
  const member: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof member === 'string' ? member : undefined;
}
