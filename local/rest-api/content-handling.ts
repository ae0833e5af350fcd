/** Conversion of bodies between text and bytes. Source: "Content type conversions in API Gateway". */

import type { ContentHandling } from './definition.ts';
import { configurationError } from './failures.ts';
import { Payload } from './payload.ts';

/** `isBinary`: the payload's media type is listed; `wantsBinary`: what decides where nothing is forced. */
export function convertPayload(
  payload: Payload,
  isBinary: boolean,
  wantsBinary: boolean,
  contentHandling: ContentHandling | undefined,
): Payload {
  const toBinary = contentHandling === undefined ? wantsBinary : contentHandling === 'CONVERT_TO_BINARY';
  if (isBinary) return toBinary ? payload : new Payload(payload.bytes.toString('base64'));
  return toBinary ? new Payload(decodeBase64(payload.text)) : toTextPayload(payload);
}

const toTextPayload = (payload: Payload): Payload =>
  typeof payload.content === 'string' ? payload : new Payload(payload.text);

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Takes a JSON string too, as a function returns it. Throws API_CONFIGURATION_ERROR for text that is not base64. */
export function decodeBase64(text: string): Buffer {
  const bare = text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  const compact = /[\r\n]/.test(bare) ? bare.replace(/[\r\n]+/g, '') : bare;
  const isPadded = compact.endsWith('=');
  const isWhole = isPadded ? compact.length % 4 === 0 : compact.length % 4 !== 1;
  if (!isWhole || !BASE64.test(compact)) throw configurationError('the body is not base64');
  return Buffer.from(compact, 'base64');
}
