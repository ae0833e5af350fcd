/** Reads a request's body as JSON. */

import type { IncomingMessage } from 'node:http';
import { InspectorRefusal } from './inspector-refusal.ts';

const MAX_BYTES = 1024 * 1024;

/** Throws InspectorRefusal for what is too long or no JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new InspectorRefusal(413, 'TooLong', 'This is too long to be sent from the page.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new InspectorRefusal(400, 'BadJson', 'The body is no JSON.');
  }
}
