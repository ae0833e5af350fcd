/** CloudWatch Logs' groups. */

import { jsonTarget } from './protocols.ts';
import { AwsError, type FakeService } from './service.ts';

export interface FakeLogs extends FakeService {
  readonly groups: Set<string>;
}

export function createLogs(): FakeLogs {
  const groups = new Set<string>();
  return {
    signingName: 'logs',
    protocol: jsonTarget,
    groups,
    operations: {
      DescribeLogGroups: ({ logGroupNamePrefix = '' }) => ({
        logGroups: [...groups]
          .filter((name) => name.startsWith(logGroupNamePrefix))
          .map((logGroupName) => ({ logGroupName })),
      }),
      DeleteLogGroup: ({ logGroupName }) => {
        if (!groups.delete(logGroupName)) throw new AwsError(400, 'ResourceNotFoundException', 'No such group');
      },
    },
  };
}
