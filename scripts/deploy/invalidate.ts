/** Makes CloudFront ask for the files again that keep their names from release to release. */

import { randomUUID } from 'node:crypto';
import { type CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import type { StorefrontFile } from './storefront-files.ts';

/** CloudFront needs a minute or two; nothing waits for it, since browsers ask for these files at every visit anyhow. */
export async function invalidate(
  client: CloudFrontClient,
  distributionId: string,
  files: readonly StorefrontFile[],
): Promise<void> {
  const paths = files.filter(({ cacheControl }) => !cacheControl.includes('immutable')).map(({ key }) => `/${key}`);
  await client.send(
    new CreateInvalidationCommand({
      DistributionId: distributionId,
      InvalidationBatch: { CallerReference: randomUUID(), Paths: { Quantity: paths.length, Items: paths } },
    }),
  );
}
