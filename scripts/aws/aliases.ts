/** The two aliases that each function of the REST API has, and how the stage chooses between them. */

import { type DeployedStack, resourcesOf } from './stack.ts';

/** The stage variable that says which alias of its functions the REST API calls. */
export const ALIAS_VARIABLE = 'functionAlias';
export const LIVE = 'live';
export const NEXT = 'next';

/** An alias's id is its ARN: `arn:aws:lambda:eu-central-1:123456789012:function:bookstore-dev-getCover:live`. */
export function aliasesOf(stack: DeployedStack): readonly { readonly functionName: string; readonly alias: string }[] {
  return resourcesOf(stack, 'AWS::Lambda::Alias').map(({ physicalId }) => {
    const [functionName = '', alias = ''] = physicalId.split(':').slice(-2);
    return { functionName, alias };
  });
}
