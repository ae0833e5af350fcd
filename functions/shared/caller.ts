/** Who calls: what API Gateway's authorizers found out. Nothing that the client itself wrote. */

type Event = { readonly requestContext: object };

/** `userId` is the Cognito `sub`. It never leaves the backend, except towards staff. */
export type Caller = { readonly userId: string; readonly name: string };

/** Somebody in the chat. `publicId` stands for the user towards others, since names are not unique. */
export type Chatter = Caller & { readonly publicId: string };

/** Routes of the REST API with the user pool authorizer. */
export function getCaller(event: Event): Caller {
  const claims = findMember(findAuthorizer(event), 'claims');
  return { userId: getText(claims, 'sub'), name: findText(claims, 'name') ?? '' };
}

/** Routes of the HTTP API with the JWT authorizer. An access token says nothing of the name. */
export function getUserId(event: Event): string {
  return getText(findMember(findMember(findAuthorizer(event), 'jwt'), 'claims'), 'sub');
}

/** Routes with the Lambda authorizer: functions/accounts/authorize-staff.ts names the caller. */
export function getStaff(event: Event): Caller {
  const authorizer = findAuthorizer(event);
  return { userId: getText(authorizer, 'principalId'), name: findText(authorizer, 'name') ?? '' };
}

/** The chat: functions/chat/authorize-connection.ts named the caller when the connection was made. */
export function getChatter(event: Event): Chatter {
  const authorizer = findAuthorizer(event);
  return {
    userId: getText(authorizer, 'principalId'),
    name: getText(authorizer, 'name'),
    publicId: getText(authorizer, 'publicId'),
  };
}

function findAuthorizer({ requestContext }: Event): unknown {
  return findMember(requestContext, 'authorizer');
}

/** A route that is reached without its authorizer is misconfigured: that is a bug, not a refusal. */
function getText(value: unknown, name: string): string {
  const text = findText(value, name);
  if (!text) {
    throw new Error(`The authorizer says nothing of ${name}. openapi.yml and serverless.yml name the authorizers.`);
  }
  return text;
}

function findText(value: unknown, name: string): string | undefined {
  const member = findMember(value, name);
  return typeof member === 'string' ? member : undefined;
}

function findMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
