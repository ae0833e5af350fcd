/** The answer of the Lambda authorizer: an IAM policy for all routes of staff at once. */
import type { APIGatewayAuthorizerResult } from 'aws-lambda';

export type Staff = { readonly userId: string; readonly name: string };

/**
 * API Gateway keeps the answer for a while and uses it for every route that has this authorizer. A policy that names
 * one route would lock the caller out of the next. Source: "Configure a Lambda authorizer using the console".
 */
export function toStaffPolicy(
  methodArn: string,
  { userId, name }: Staff,
  isAllowed: boolean,
): APIGatewayAuthorizerResult {
  return {
    principalId: userId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Action: 'execute-api:Invoke', Effect: isAllowed ? 'Allow' : 'Deny', Resource: toAllStaffRoutes(methodArn) },
      ],
    },
    // What the functions behind it see beside principalId: getStaff in functions/shared/caller.ts.
    context: { name },
  };
}

/** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/PUT/admin/books/emma` covers every method below /admin. */
function toAllStaffRoutes(methodArn: string): string {
  const [api, stage] = methodArn.split('/');
  return `${api}/${stage}/*/admin/*`;
}
