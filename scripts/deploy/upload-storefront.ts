/** Puts the storefront's files into its bucket, and then takes away what is not of this release. */

import { DeleteObjectsCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { StorefrontFile } from './storefront-files.ts';

/** As many as S3 deletes in one call. */
const PAGE = 1000;

/** Gives how many older files it deleted. One after the other, so that a failure leaves the page before this one whole. */
export async function uploadStorefront(
  client: S3Client,
  bucket: string,
  files: readonly StorefrontFile[],
): Promise<number> {
  for (const { key, body, contentType, cacheControl } of files) {
    const put = { Bucket: bucket, Key: key, Body: body, ContentType: contentType, CacheControl: cacheControl };
    await client.send(new PutObjectCommand(put));
  }
  const kept = new Set(files.map(({ key }) => key));
  const stale: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
    stale.push(...Contents.map(({ Key = '' }) => Key).filter((key) => !kept.has(key)));
  }
  for (let start = 0; start < stale.length; start += PAGE) {
    await deleteSome(client, bucket, stale.slice(start, start + PAGE));
  }
  return stale.length;
}

async function deleteSome(client: S3Client, bucket: string, keys: readonly string[]): Promise<void> {
  const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true };
  const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }));
  const [first] = Errors;
  if (first) throw new Error(`S3 did not delete ${first.Key} from ${bucket}: ${first.Code}: ${first.Message}`);
}
