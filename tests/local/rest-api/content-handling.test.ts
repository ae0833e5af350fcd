import { convertPayload, decodeBase64 } from '../../../local/rest-api/content-handling.ts';
import { createBinaryMatcher } from '../../../local/rest-api/media-types.ts';
import { Payload } from '../../../local/rest-api/payload.ts';

describe('createBinaryMatcher', () => {
  it.each([
    [[], 'image/png', false],
    [['image/png'], 'image/png', true],
    [['image/png'], 'IMAGE/PNG; q=0.8', true],
    [['image/png'], 'image/png,image/*', true],
    [['image/png'], 'text/html,image/png', false],
    [['image/png'], 'image/*', false],
    [['image/png'], '*/*', false],
    [['application/*'], 'application/whatever', true],
    [['application/*'], 'application/*', true],
    [['application/*'], 'application', false],
    [['*/test'], 'random/test', false],
    [['*/*'], 'anything/at-all', true],
    [['*/*'], undefined, true],
    [['image/png'], undefined, false],
    [['image/png'], '', false],
  ])('of %j for %j is %j', (binaryMediaTypes, headerValue, expected) => {
    expect(createBinaryMatcher(binaryMediaTypes)(headerValue)).toBe(expected);
  });
});

describe('convertPayload', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  const base64 = png.toString('base64');
  const mangled = Buffer.from('\ufffdPNG');

  it.each([
    // payload, listed as binary, client wants binary, contentHandling, outcome
    [png, true, true, undefined, png],
    [png, true, false, undefined, Buffer.from(base64)],
    [png, true, true, 'CONVERT_TO_TEXT', Buffer.from(base64)],
    [png, true, false, 'CONVERT_TO_BINARY', png],
    [png, false, false, undefined, mangled],
    [png, false, true, 'CONVERT_TO_TEXT', mangled],
    [Buffer.from(base64), false, true, undefined, png],
    [Buffer.from(base64), false, false, 'CONVERT_TO_BINARY', png],
    // Encoded input is encoded again without complaint.
    [Buffer.from(base64), true, false, undefined, Buffer.from(Buffer.from(base64).toString('base64'))],
    [Buffer.alloc(0), false, true, undefined, Buffer.alloc(0)],
  ] as const)('turns %j (binary %j, wanted %j, %j)', (body, isBinary, wantsBinary, handling, expected) => {
    expect(convertPayload(new Payload(body), isBinary, wantsBinary, handling).bytes).toEqual(expected);
  });
});

describe('decodeBase64', () => {
  it.each([
    ['', ''],
    ['aGk=', 'hi'],
    ['aGk', 'hi'],
    ['"aGk="', 'hi'],
    ['aGVs\r\nbG8=', 'hello'],
  ])('decodes %j', (text, expected) => {
    expect(decodeBase64(text).toString()).toBe(expected);
  });

  it.each(['not base64', '"', 'aGk=x', 'a', 'aG-_', 'è', 'aGk==', '===='])('refuses %j', (text) => {
    expect(() => decodeBase64(text)).toThrow(expect.objectContaining({ responseType: 'API_CONFIGURATION_ERROR' }));
  });
});
