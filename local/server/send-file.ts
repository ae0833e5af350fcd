/** Sends a stored file or a line of text over HTTP, with caching and compression as on CloudFront. */
import type http from 'node:http';
import type { Encoding, StoredFile } from './file-store.ts';

/** A name with a hash of the content, such as `main-5QX2KJ7A.js`, never changes its content. */
export function cacheControlOf(path: string): string {
  const isHashed = /[-.](?:[A-Z0-9]{8}|[0-9a-f]{8,64})\.[^/]+$/.test(path);
  return isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** Answers GET and HEAD with the file, compressed where the client takes it, or with 304 where it has it already. */
export async function sendFile(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  file: StoredFile,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const encoding = file.compressed && chooseEncoding(String(request.headers['accept-encoding'] ?? ''));
  // Compressed on the way, the bytes are other ones: CloudFront makes the ETag a weak one too.
  const etag = encoding ? `W/"${file.hash}"` : `"${file.hash}"`;
  const allHeaders = { ...headers, ETag: etag, ...(file.compressed && { Vary: 'Accept-Encoding' }) };
  if (isUnchanged(request.headers['if-none-match'], file.hash)) {
    response.writeHead(304, allHeaders).end();
    return;
  }
  const body = (encoding && (await file.compressed?.(encoding))) ?? file.body;
  const about = { 'Content-Type': file.contentType, 'Content-Length': body.length };
  response.writeHead(200, { ...allHeaders, ...about, ...(encoding && { 'Content-Encoding': encoding }) });
  // Node.js leaves the body of an answer to HEAD away itself.
  response.end(body);
}

function chooseEncoding(accepted: string): Encoding | undefined {
  const names = accepted
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
    .filter(([, weight]) => !/^q=0(?:\.0*)?$/.test(weight ?? ''))
    .map(([name]) => name);
  return (['br', 'gzip'] as const).find((encoding) => names.includes(encoding));
}

function isUnchanged(ifNoneMatch: string | undefined, hash: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(`"${hash}"`);
}

export function sendText(
  response: http.ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, {
    ...headers,
    'Cache-Control': 'no-store',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': text.length + 1,
  });
  response.end(`${text}\n`);
}
