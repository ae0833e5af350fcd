/** The sizes that Lambda allows, from "Lambda quotas". */

/** Of a synchronous event, in bytes. */
export const maxRequestBytes = 6_291_456;

/** Of an asynchronous event, in bytes. */
export const maxEventBytes = 1_048_576;

/** Of an answer, in bytes: 6 MB and a little, as the error message on AWS says. */
export const maxResponseBytes = 6_291_556;

/** Of an unpacked deployment package, in bytes. */
export const maxUnpackedBytes = 262_144_000;

/** Measures only texts that could be too long, since most are far below. */
export function isLongerThan(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && Buffer.byteLength(text) > bytes);
}
