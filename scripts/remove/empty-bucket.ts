/** Deletes all that a bucket holds, older versions too: CloudFormation deletes empty buckets only. */

import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  type S3Client,
} from '@aws-sdk/client-s3';

/** Gives how many objects, versions and delete markers there were; 0 also when the bucket is gone already. */
export async function emptyBucket(client: S3Client, bucket: string): Promise<number> {
  let count = 0;
  for (;;) {
    // Always the first page: what is deleted is on no list any more.
    const objects = await listSome(client, bucket);
    if (objects.length === 0) return count;
    const Delete = { Objects: [...objects], Quiet: true };
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }));
    const [first] = Errors;
    if (first) throw new Error(`S3 did not delete ${first.Key} from ${bucket}: ${first.Code}: ${first.Message}`);
    count += objects.length;
  }
}

async function listSome(client: S3Client, bucket: string): Promise<readonly ObjectIdentifier[]> {
  try {
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket') return [];
    throw error;
  }
}
