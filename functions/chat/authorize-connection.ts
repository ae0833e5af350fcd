/** The Lambda authorizer of $connect: says who is behind a connection, for as long as it lasts. */
import { createHash } from 'node:crypto';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { findClaims } from '../shared/id-token.ts';
import { findHeader } from '../shared/request.ts';
import { toPublicName } from '../shared/shown-text.ts';
import { PROTOCOL } from './protocol.ts';

type Event = Pick<APIGatewayRequestAuthorizerEvent, 'headers' | 'methodArn'>;

export async function handler(event: Event): Promise<APIGatewayAuthorizerResult> {
  const token = findToken(findHeader(event, 'Sec-WebSocket-Protocol') ?? '');
  const claims = token === undefined ? undefined : await findClaims(token);
  // This very word makes API Gateway answer 401; any other is a 500.
  if (!claims) throw new Error('Unauthorized');
  return {
    principalId: claims.sub,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }],
    },
    // Comes with each later event of the connection: getChatter in functions/shared/caller.ts.
    context: { name: toPublicName(claims.name), publicId: toPublicId(claims.sub) },
  };
}

/**
 * A browser can't set headers of a WebSocket, but it can offer subprotocols: `new WebSocket(url, ['bookstore', token])`.
 * In an address the token would end up in logs.
 */
function findToken(offered: string): string | undefined {
  const [protocol, token, ...others] = offered.split(',').map((it) => it.trim());
  return protocol === PROTOCOL && others.length === 0 ? token : undefined;
}

/** Nobody can tell the user's id from it: that is random and long. */
function toPublicId(userId: string): string {
  return createHash('sha256').update(`chat/${userId}`).digest('base64url').slice(0, 22);
}
