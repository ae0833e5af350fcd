/** What outlives a stack on purpose. */

import type { StackResource } from '../aws/stack.ts';

/** Of the resources of a stack that is gone. */
export function describeLeftovers(resources: readonly StackResource[]): string {
  const kept = resources.filter(({ status }) => status === 'DELETE_SKIPPED');
  // The versions of a function go with the function, whatever CloudFormation says of them.
  const left = kept.filter(({ type }) => type !== 'AWS::Lambda::Version');
  const lines = left.map(({ logicalId, type, physicalId }) => `  ${logicalId} (${type}): ${physicalId}`);
  if (left.length === 0) return 'Nothing is left of it.';
  const isAboutLogs = left.some(({ type }) => type === 'AWS::ApiGateway::Account');
  const why = isAboutLogs
    ? '\nThis is how API Gateway may write logs in this account and Region, for all of its APIs. It costs nothing. If no other API ' +
      'needs it, delete the role in the IAM console.'
    : '';
  return `Left on purpose:\n${lines.join('\n')}${why}`;
}
