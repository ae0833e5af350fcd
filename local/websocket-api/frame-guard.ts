/** Watches the bytes of a connection for a frame that is too large: the WebSocket library knows whole messages only. */

import type { Duplex } from 'node:stream';

const LENGTH_16 = 126;
const LENGTH_64 = 127;

/** Calls `onTooLarge` once, before the library sees the frame's bytes. Source: RFC 6455, "Base Framing Protocol". */
export function guardFrames(socket: Duplex, maxFrameBytes: number, onTooLarge: () => void): void {
  let header = Buffer.alloc(0);
  let payloadLeft = 0;
  const watch = (chunk: Buffer): void => {
    let at = 0;
    while (at < chunk.length) {
      const skipped = Math.min(payloadLeft, chunk.length - at);
      payloadLeft -= skipped;
      at += skipped;
      if (at >= chunk.length) return;
      header = Buffer.concat([header, chunk.subarray(at, at + 1)]);
      at += 1;
      const length = readPayloadLength(header);
      if (length === undefined) continue;
      if (length > maxFrameBytes) {
        socket.off('data', watch);
        onTooLarge();
        return;
      }
      header = Buffer.alloc(0);
      payloadLeft = length;
    }
  };
  socket.prependListener('data', watch);
}

/** Undefined until the header is complete, its masking key included. */
function readPayloadLength(header: Buffer): number | undefined {
  if (header.length < 2) return undefined;
  const second = header.readUInt8(1);
  const short = second & 0x7f;
  const lengthBytes = short === LENGTH_16 ? 2 : short === LENGTH_64 ? 8 : 0;
  const maskBytes = second & 0x80 ? 4 : 0;
  if (header.length < 2 + lengthBytes + maskBytes) return undefined;
  if (short === LENGTH_16) return header.readUInt16BE(2);
  return short === LENGTH_64 ? Number(header.readBigUInt64BE(2)) : short;
}
