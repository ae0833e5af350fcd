/** Why API Gateway itself answered, in words for somebody who meets it for the first time. */

export interface RefusalWords {
  readonly title: string;
  readonly meaning: string;
  readonly advice: string;
}

const words = new Map<string, RefusalWords>([
  [
    'ACCESS_DENIED',
    {
      title: 'The caller may not do this',
      meaning:
        'The caller is known, but the policy that the authorizer wrote, or the API’s own policy, does not allow this call.',
      advice:
        'Sign in as somebody who may, or look at the policy: a policy that is kept covers all routes of the authorizer.',
    },
  ],
  [
    'API_CONFIGURATION_ERROR',
    {
      title: 'The API’s own definition does not work out',
      meaning:
        'Nothing is wrong with the request. A template or a mapping of this method asks for something that cannot be done.',
      advice: 'The reason below says what. Look at the template of this checkpoint.',
    },
  ],
  [
    'AUTHORIZER_CONFIGURATION_ERROR',
    {
      title: 'The authorizer gave no usable answer',
      meaning: 'The authorizer cannot be reached, or what it returned is no policy.',
      advice: 'Look at the authorizer function’s logs and at what it returns.',
    },
  ],
  [
    'AUTHORIZER_FAILURE',
    {
      title: 'The authorizer failed',
      meaning: 'The function that decides who may call threw an error or took too long, so nobody is let through.',
      advice: 'Look at the authorizer function’s logs.',
    },
  ],
  [
    'BAD_REQUEST',
    {
      title: 'The request cannot be read',
      meaning: 'It is not what this kind of API expects: a message without a route, say, or a malformed address.',
      advice: 'The reason below says what is wrong with it.',
    },
  ],
  [
    'BAD_REQUEST_BODY',
    {
      title: 'The body does not fit the model',
      meaning:
        'The method request checks bodies against a JSON Schema before anything else sees them, and this one does not pass.',
      advice: 'Compare the body with the model that openapi.yml names for this method.',
    },
  ],
  [
    'BAD_REQUEST_PARAMETERS',
    {
      title: 'A required parameter is missing',
      meaning: 'The method request asks for query parameters or headers that this request does not carry.',
      advice: 'Send the parameters named below. Only their presence is checked here, not their value.',
    },
  ],
  [
    'CONNECT_REFUSED',
    {
      title: 'The function refused the connection',
      meaning: 'The $connect route’s function answered with a status other than 200, and so no connection was opened.',
      advice: 'Look at the function’s logs and at what it returned.',
    },
  ],
  [
    'EXPIRED_TOKEN',
    {
      title: 'The token has expired',
      meaning: 'The token in the Authorization header was good once, but its time is over.',
      advice: 'Refresh it, or sign in again.',
    },
  ],
  [
    'FORBIDDEN',
    {
      title: 'The caller may not do this',
      meaning: 'The caller is known, but the token lacks a scope that this route asks for, or the authorizer said no.',
      advice: 'Sign in as somebody who may, or compare the token’s scopes with the route’s.',
    },
  ],
  [
    'INTEGRATION_FAILURE',
    {
      title: 'The backend gave no usable answer',
      meaning:
        'The request was let through, but the backend failed, could not be reached, or answered something that cannot be passed on.',
      advice: 'Look at the backend below; for a function, at its logs.',
    },
  ],
  [
    'INTEGRATION_TIMEOUT',
    {
      title: 'The backend took too long',
      meaning: 'API Gateway waits only so long for a backend. The backend may well finish its work afterwards.',
      advice: 'Make the backend faster, or let it work on in the background and answer at once.',
    },
  ],
  [
    'INVALID_API_KEY',
    {
      title: 'No valid API key',
      meaning: 'This method wants a key in the header x-api-key, one that belongs to a usage plan of this stage.',
      advice: 'Send a key, or check that it is switched on and that its plan covers this stage.',
    },
  ],
  [
    'INVALID_SIGNATURE',
    {
      title: 'The Authorization header is no signature',
      meaning:
        'No method fits, so API Gateway took the request for a signed one and could not read its Authorization header as a signature.',
      advice: 'Most often simply the path or the method is wrong. Check both.',
    },
  ],
  [
    'MISSING_AUTHENTICATION_TOKEN',
    {
      title: 'There is no such route',
      meaning:
        'No path and method of the API fit. API Gateway itself speaks of a missing token then, which misleads many people.',
      advice: 'Check path and method, the stage at the beginning of the path included.',
    },
  ],
  [
    'NOT_FOUND',
    {
      title: 'There is no such route',
      meaning: 'No route of the API fits the method and the path.',
      advice: 'Check path and method, the stage at the beginning of the path included.',
    },
  ],
  [
    'QUOTA_EXCEEDED',
    {
      title: 'The key has used up its quota',
      meaning: 'The usage plan allows this key only so many requests a day, week or month.',
      advice: 'Wait for the next period, or raise the plan’s quota.',
    },
  ],
  [
    'REQUEST_TOO_LARGE',
    {
      title: 'The request is too large',
      meaning: 'API Gateway has limits for bodies and addresses that cannot be raised.',
      advice: 'Send less; large files go to S3 by a signed address.',
    },
  ],
  [
    'THROTTLED',
    {
      title: 'Too many requests',
      meaning:
        'Only so many requests a second are let through, and this one was one too many. The backend never saw it.',
      advice: 'Wait a moment and try again; after each such answer wait a little longer.',
    },
  ],
  [
    'UNAUTHORIZED',
    {
      title: 'Nobody is signed in',
      meaning: 'This method wants to know who calls, and the request carries no token, or one that is not valid here.',
      advice: 'Sign in and send the token in the Authorization header.',
    },
  ],
  [
    'UNSUPPORTED_MEDIA_TYPE',
    {
      title: 'No template for this type',
      meaning:
        'The integration request has templates for certain Content-Types only, and forwards nothing else: a body that no template has shaped must not reach the backend.',
      advice: 'Send the Content-Type that the API expects, mostly application/json.',
    },
  ],
]);

export function toRefusalWords(responseType: string): RefusalWords {
  return (
    words.get(responseType) ?? {
      title: 'API Gateway turned the request away',
      meaning: `It answered by itself, with the gateway response ${responseType}.`,
      advice: 'The reason below says more.',
    }
  );
}
