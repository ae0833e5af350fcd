/** What a WebSocket API needs of the world around it, passed in by whoever starts it. */

import type { InvokeLambda } from '../api-gateway/lambda.ts';

export interface WebSocketBackends {
  readonly invokeLambda: InvokeLambda;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
