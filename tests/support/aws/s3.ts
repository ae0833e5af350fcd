/** S3's objects, with or without versions, and its buckets' names in the path. */

import { toXml, xml } from './protocols.ts';
import { AwsError, type FakeRequest, type FakeService, type Input, type Protocol } from './service.ts';

export interface FakeObject {
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Version {
  readonly id: string;
  /** Undefined for a delete marker. */
  readonly object: FakeObject | undefined;
}

export interface FakeBucket {
  isVersioned: boolean;
  /** Of each key, the newest first. */
  readonly versions: Map<string, Version[]>;
}

export interface FakeS3 extends FakeService {
  readonly buckets: Map<string, FakeBucket>;
  add(bucket: string, isVersioned?: boolean): FakeBucket;
  put(bucket: string, key: string, body: string): void;
  find(bucket: string, key: string): FakeObject | undefined;
  /** In the order of the alphabet, as S3 lists them. */
  keys(bucket: string): readonly string[];
}

/** As many objects as a page of a list holds. Few, so that tests see more than one page. */
const PAGE = 3;

export function createS3(): FakeS3 {
  const buckets = new Map<string, FakeBucket>();
  let count = 0;
  const get = (name: string): FakeBucket => {
    const bucket = buckets.get(name);
    if (bucket === undefined) throw new AwsError(404, 'NoSuchBucket', 'The specified bucket does not exist');
    return bucket;
  };
  const put = (bucket: string, key: string, object: FakeObject | undefined) => {
    const { isVersioned, versions } = get(bucket);
    const older = isVersioned ? (versions.get(key) ?? []) : [];
    if (object === undefined && !isVersioned) versions.delete(key);
    else versions.set(key, [{ id: isVersioned ? `v${++count}` : 'null', object }, ...older]);
  };
  const deleteVersion = (bucket: string, key: string, id: string) => {
    const { versions } = get(bucket);
    const left = (versions.get(key) ?? []).filter((it) => it.id !== id);
    if (left.length === 0) versions.delete(key);
    else versions.set(key, left);
  };
  const keys = (bucket: string) =>
    [...get(bucket).versions]
      .filter(([, [newest]]) => newest?.object !== undefined)
      .map(([key]) => key)
      .sort();

  return {
    signingName: 's3',
    protocol,
    buckets,
    add: (name, isVersioned = false) => {
      const bucket: FakeBucket = { isVersioned, versions: new Map() };
      buckets.set(name, bucket);
      return bucket;
    },
    put: (bucket, key, body) =>
      put(bucket, key, { body: Buffer.from(body), contentType: '', cacheControl: '', metadata: {} }),
    find: (bucket, key) => get(bucket).versions.get(key)?.[0]?.object,
    keys,
    operations: {
      HeadBucket: ({ bucket }) => void get(bucket),
      PutObject: ({ bucket, key, object }) => put(bucket, key, object),
      ListObjectsV2: (input) => listObjects(keys(input.bucket), input),
      ListObjectVersions: (input) => listVersions(get(input.bucket), input),
      DeleteObjects: ({ bucket, objects }) => {
        for (const { key, versionId } of objects) {
          if (versionId === undefined) put(bucket, key, undefined);
          else deleteVersion(bucket, key, versionId);
        }
      },
    },
  };
}

function listObjects(all: readonly string[], { prefix = '', token = '' }: Input) {
  const left = all.filter((key) => key.startsWith(prefix) && key > token);
  const page = left.slice(0, PAGE);
  const isTruncated = left.length > PAGE;
  return {
    IsTruncated: isTruncated,
    NextContinuationToken: isTruncated ? page.at(-1) : undefined,
    Contents: page.map((Key) => ({ Key, LastModified: new Date(0), Size: 1 })),
  };
}

function listVersions({ versions }: FakeBucket, { keyMarker = '', versionMarker = '' }: Input) {
  const all = [...versions]
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([Key, list]) => list.map(({ id, object }) => ({ Key, VersionId: id, isMarker: object === undefined })));
  const start = all.findIndex((it) => it.Key === keyMarker && it.VersionId === versionMarker) + 1;
  const page = all.slice(start, start + PAGE);
  const last = page.at(-1);
  const isTruncated = start + PAGE < all.length;
  const pick = (wanted: boolean) =>
    page.filter(({ isMarker }) => isMarker === wanted).map(({ Key, VersionId }) => ({ Key, VersionId }));
  return {
    IsTruncated: isTruncated,
    ...(isTruncated && { NextKeyMarker: last?.Key, NextVersionIdMarker: last?.VersionId }),
    Version: pick(false),
    DeleteMarker: pick(true),
  };
}

/** Path and query name the operation. */
const protocol: Protocol = {
  read(request) {
    const [, bucket = '', ...rest] = request.path.split('/');
    const key = decodeURIComponent(rest.join('/'));
    const { query } = request;
    const input = { bucket, key };
    if (request.method === 'HEAD') return { operation: key ? 'HeadObject' : 'HeadBucket', input };
    if (request.method === 'PUT') return { operation: 'PutObject', input: { ...input, object: toObject(request) } };
    if (request.method === 'POST' && 'delete' in query) {
      return { operation: 'DeleteObjects', input: { ...input, objects: toObjects(request.body.toString()) } };
    }
    if ('versions' in query) {
      const markers = { keyMarker: query['key-marker'], versionMarker: query['version-id-marker'] };
      return { operation: 'ListObjectVersions', input: { ...input, ...markers } };
    }
    const page = { prefix: query.prefix, token: query['continuation-token'] };
    return { operation: 'ListObjectsV2', input: { ...input, ...page } };
  },
  write: (operation, output) => xml(200, `<${operation}Result>${toXml(output)}</${operation}Result>`),
  writeError: ({ status, code, message }) => xml(status, `<Error>${toXml({ Code: code, Message: message })}</Error>`),
};

function toObject({ headers, body }: FakeRequest): FakeObject {
  const metadata = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith('x-amz-meta-') ? [[name.slice('x-amz-meta-'.length), String(value)]] : [],
  );
  return {
    body,
    contentType: String(headers['content-type'] ?? ''),
    cacheControl: String(headers['cache-control'] ?? ''),
    metadata: Object.fromEntries(metadata),
  };
}

function toObjects(body: string): readonly Input[] {
  return [...body.matchAll(/<Object>(.*?)<\/Object>/g)].map(([, object = '']) => ({
    key: /<Key>(.*?)<\/Key>/.exec(object)?.[1],
    versionId: /<VersionId>(.*?)<\/VersionId>/.exec(object)?.[1],
  }));
}
