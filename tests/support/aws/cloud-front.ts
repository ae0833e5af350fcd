/** CloudFront's invalidations. */

import { toXml, xml } from './protocols.ts';
import type { FakeService } from './service.ts';

export interface FakeCloudFront extends FakeService {
  /** Each with its distribution and paths. */
  readonly invalidations: { readonly distributionId: string; readonly paths: readonly string[] }[];
}

export function createCloudFront(): FakeCloudFront {
  const invalidations: FakeCloudFront['invalidations'] = [];
  return {
    signingName: 'cloudfront',
    invalidations,
    protocol: {
      read: ({ path, body }) => {
        const distributionId = /^\/2020-05-31\/distribution\/(\w+)\/invalidation$/.exec(path)?.[1] ?? '';
        const paths = [...body.toString().matchAll(/<Path>(.*?)<\/Path>/g)].map(([, it = '']) => it);
        return { operation: distributionId ? 'CreateInvalidation' : path, input: { distributionId, paths } };
      },
      write: (_operation, output) => xml(201, `<Invalidation>${toXml(output)}</Invalidation>`),
      writeError: ({ status, code, message }) =>
        xml(status, `<ErrorResponse><Error>${toXml({ Code: code, Message: message })}</Error></ErrorResponse>`),
    },
    operations: {
      CreateInvalidation: ({ distributionId, paths }) => {
        invalidations.push({ distributionId, paths });
        return { Id: 'I1', Status: 'InProgress', CreateTime: new Date(0) };
      },
    },
  };
}
