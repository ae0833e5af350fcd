/** What the readers need of a stack. */

import type { Stack } from '../stack/stack.ts';

export type ResourceReader = Pick<Stack, 'resources' | 'region' | 'accountId'>;
