/** The Lambda authorizer of all routes below /admin: lets the group `admins` in. */
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { findClaims } from '../shared/id-token.ts';
import { toStaffPolicy } from './staff-policy.ts';

const GROUP = 'admins';

/** A token that proves nothing is a 401, one of somebody else a 403. */
export async function handler(event: APIGatewayTokenAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const token = event.authorizationToken.replace(/^Bearer +/i, '');
  const claims = await findClaims(token);
  // This very word makes API Gateway answer 401; any other is a 500.
  if (!claims) throw new Error('Unauthorized');
  const { sub, name, groups } = claims;
  return toStaffPolicy(event.methodArn, { userId: sub, name }, groups.includes(GROUP));
}
