/** Puts a distribution on a port. */

import { startHttpServer } from '../api-gateway/http-server.ts';
import { createEdge, type Edge, type EdgeOptions } from './edge.ts';
import { EDGE_REFUSALS } from './failures.ts';

export interface CloudFrontOptions extends EdgeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Loopback unless said otherwise. */
  readonly host?: string | undefined;
}

export interface CloudFront {
  readonly url: string;
  readonly replace: Edge['replace'];
  readonly close: () => Promise<void>;
}

/** Throws PortTakenError; see `createEdge` for what else it throws. */
export async function startCloudFront(options: CloudFrontOptions): Promise<CloudFront> {
  const edge = createEdge(options);
  const server = await startHttpServer({
    ...{ port: options.port, host: options.host, what: 'edge' },
    handle: edge.handle,
    refusals: EDGE_REFUSALS,
    now: Date.now,
  });
  return {
    url: server.url,
    replace: edge.replace,
    close: async () => {
      await server.close();
      await edge.close();
    },
  };
}
