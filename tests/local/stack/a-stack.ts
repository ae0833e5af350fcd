/** Builds small stacks for the tests of this folder. */

import type { StackError } from '../../../local/stack/errors.ts';
import { readStack, type Stack, type StackOptions } from '../../../local/stack/stack.ts';

export const OPTIONS: StackOptions = { stackName: 'shop-dev', region: 'eu-west-1', accountId: '123456789012' };

export function aStack(sections: Record<string, unknown>, options: Partial<StackOptions> = {}): Stack {
  return readStack({ Resources: {}, ...sections }, { ...OPTIONS, ...options });
}

/** The code and message of the StackError that the call throws. */
export function refusalOf(call: () => unknown): { code: string; message: string; where: string } {
  try {
    call();
  } catch (error) {
    const { code, message, where } = error as StackError;
    return { code, message, where };
  }
  throw new Error('Nothing was thrown');
}
