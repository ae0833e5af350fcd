/** Reads the files of a folder once, and keeps them with their compressed forms until they change. */
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { codeOf } from './error-code.ts';
import { contentTypeOf, isCompressible } from './mime-types.ts';

export type Encoding = 'br' | 'gzip';

export interface StoredFile {
  readonly contentType: string;
  readonly body: Buffer;
  /** Changes with the content; without quotation marks. */
  readonly hash: string;
  /** Undefined where compressing is of no use. */
  readonly compressed?: (encoding: Encoding) => Promise<Buffer>;
}

// "Serve compressed files": CloudFront compresses objects from 1,000 to 10,000,000 bytes.
const compressedFromBytes = 1000;
const compressedToBytes = 10_000_000;

export function toStoredFile(contentType: string, content: string | Uint8Array): StoredFile {
  const body = Buffer.from(content);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const isWorthIt = body.length >= compressedFromBytes && body.length <= compressedToBytes;
  if (!isWorthIt || !isCompressible(contentType)) return { contentType, body, hash };
  const forms = new Map<Encoding, Promise<Buffer>>();
  const compressed = (encoding: Encoding): Promise<Buffer> => {
    const form = forms.get(encoding) ?? compress(body, encoding);
    forms.set(encoding, form);
    return form;
  };
  return { contentType, body, hash, compressed };
}

export interface FileStore {
  /** Takes a path that begins with a slash and is known to be plain. */
  find(filePath: string): Promise<StoredFile | undefined>;
}

export function createFileStore(folder: string): FileStore {
  const known = new Map<string, { readonly version: string; readonly file: StoredFile }>();
  return {
    find: async (filePath) => {
      const absolute = await findInside(folder, filePath);
      if (absolute === undefined) return undefined;
      const { mtimeMs, size, ino } = await stat(absolute);
      const version = `${mtimeMs}-${size}-${ino}`;
      const entry = known.get(absolute);
      if (entry?.version === version) return entry.file;
      const file = toStoredFile(contentTypeOf(filePath), await readFile(absolute));
      known.set(absolute, { version, file });
      return file;
    },
  };
}

/** Undefined for what is not there, is no file, or is a link out of the folder. */
async function findInside(folder: string, filePath: string): Promise<string | undefined> {
  try {
    const root = await realpath(folder);
    const absolute = await realpath(path.join(root, filePath));
    if (!absolute.startsWith(root + path.sep)) return undefined;
    return (await stat(absolute)).isFile() ? absolute : undefined;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(body);
  return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
