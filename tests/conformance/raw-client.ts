/** Sends one HTTP request byte for byte as given, and reads the answer without interpreting more than its framing. */

import { connect } from 'node:net';

export type Lines = readonly (readonly [name: string, value: string])[];

export interface RawRequest {
  readonly method: string;
  readonly target: string;
  /** In this order and casing; `Connection: close` and Content-Length are added where they are missing. */
  readonly headers: Lines;
  readonly body: Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Lines;
  readonly body: Buffer;
}

const TIMEOUT_MS = 15_000;
const HEAD_END = Buffer.from('\r\n\r\n');

export function sendRaw(port: number, request: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received: Buffer = Buffer.alloc(0);
    const finish = (ended: boolean): void => {
      const answer = parseAnswer(received, request.method === 'HEAD', ended);
      if (answer === undefined && !ended) return;
      socket.destroy();
      if (answer === undefined) reject(new Error(`The connection ended after ${received.length} bytes`));
      else resolve(answer);
    };
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`No answer within ${TIMEOUT_MS} ms`)));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      finish(false);
    });
    socket.on('end', () => finish(true));
    socket.on('error', reject);
    socket.write(toBytes(request, port));
  });
}

function toBytes({ method, target, headers, body }: RawRequest, port: number): Buffer {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const lines = [`${method} ${target} HTTP/1.1`];
  if (!names.has('host')) lines.push(`Host: 127.0.0.1:${port}`);
  lines.push(...headers.map(([name, value]) => `${name}: ${value}`));
  if (!names.has('connection')) lines.push('Connection: close');
  const framed = names.has('content-length') || names.has('transfer-encoding');
  if (!framed && (body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method))) {
    lines.push(`Content-Length: ${body.length}`);
  }
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'), body]);
}

/** Undefined while the answer is not complete. */
function parseAnswer(bytes: Buffer, isHead: boolean, ended: boolean): RawAnswer | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd === -1) return undefined;
  const [statusLine = '', ...lines] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  const rest = bytes.subarray(headEnd + HEAD_END.length);
  if (status >= 100 && status < 200) return parseAnswer(rest, isHead, ended);
  const headers = lines.map(parseLine);
  const body = isHead || status === 204 || status === 304 ? Buffer.alloc(0) : readBody(rest, headers, ended);
  return body === undefined ? undefined : { status, headers, body };
}

function parseLine(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  const value = Buffer.from(line.slice(colon + 1).trim(), 'latin1').toString('utf8');
  return [line.slice(0, colon), value];
}

function readBody(bytes: Buffer, headers: Lines, ended: boolean): Buffer | undefined {
  if (/chunked/i.test(headerOf(headers, 'transfer-encoding') ?? ''))
    return readChunks(bytes) ?? (ended ? bytes : undefined);
  const length = headerOf(headers, 'content-length');
  if (length !== undefined && bytes.length >= Number(length)) return bytes.subarray(0, Number(length));
  return ended ? bytes : undefined;
}

function readChunks(bytes: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let position = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', position);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(bytes.subarray(position, lineEnd).toString('latin1'), 16);
    if (size === 0) return Buffer.concat(chunks);
    if (Number.isNaN(size) || bytes.length < lineEnd + 2 + size + 2) return undefined;
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    position = lineEnd + 2 + size + 2;
  }
}

/** The lines of one name joined with a comma and a blank; undefined when there is none. */
export function headerOf(headers: Lines, lowerCaseName: string): string | undefined {
  const values = headers.filter(([name]) => name.toLowerCase() === lowerCaseName).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}
