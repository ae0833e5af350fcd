/** Source: "Quotas for configuring and running a WebSocket API in API Gateway". */

import { ACCOUNT_THROTTLE, type Throttle } from '../api-gateway/token-bucket.ts';

export interface WebSocketLimits {
  readonly maxMessageBytes: number;
  readonly maxFrameBytes: number;
  /** Without a message in either direction. */
  readonly idleMs: number;
  readonly maxConnectionMs: number;
  /** What messages and @connections calls of all APIs may be together. */
  readonly accountThrottle: Throttle;
  /** What may wait for a client that reads too slowly, before it is dropped. */
  readonly maxBufferedBytes: number;
  /** Of one connection. Above it, nothing more is read from the client until some are done. */
  readonly maxMessagesUnderWay: number;
  /** How long a client may take to answer a close frame. */
  readonly closeMs: number;
}

export const DEFAULT_LIMITS: WebSocketLimits = {
  maxMessageBytes: 128 * 1024,
  maxFrameBytes: 32 * 1024,
  idleMs: 10 * 60_000,
  maxConnectionMs: 2 * 60 * 60_000,
  accountThrottle: ACCOUNT_THROTTLE,
  maxBufferedBytes: 1024 * 1024,
  maxMessagesUnderWay: 64,
  closeMs: 3_000,
};
