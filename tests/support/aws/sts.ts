/** STS, which knows everybody. */

import { query } from './protocols.ts';
import type { FakeService } from './service.ts';

export function createSts(): FakeService {
  const caller = { Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/ada', UserId: 'AIDA' };
  return { signingName: 'sts', protocol: query, operations: { GetCallerIdentity: () => caller } };
}
