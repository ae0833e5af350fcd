/** Stands in for API Gateway's @connections: a real server that writes down what is posted to whom. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface ConnectionsApi {
  readonly endpoint: string;
  /** Connections that get a 410, and those that get a 500. */
  readonly gone: Set<string>;
  readonly broken: Set<string>;
  /** Frames in the order of their arrival. Forgets them. */
  takeFrames(): readonly Post[];
  /** The most posts that were under way at once. Forgets it. */
  takePeak(): number;
  stop(): Promise<void>;
}

export interface Post {
  readonly to: string;
  // biome-ignore lint/suspicious/noExplicitAny: a frame is whatever JSON was posted; the tests say what they expect of it
  readonly frame: any;
}

/** Long enough for posts to meet. */
const LATENCY_MS = 5;

export async function startConnectionsApi(): Promise<ConnectionsApi> {
  const gone = new Set<string>();
  const broken = new Set<string>();
  let posts: Post[] = [];
  let underWay = 0;
  let peak = 0;

  const server = createServer(async (request, response) => {
    peak = Math.max(peak, ++underWay);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    await wait(LATENCY_MS);
    const to = decodeURIComponent(request.url?.match(/^\/dev\/@connections\/([^/]+)$/)?.[1] ?? '');
    const isSigned = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') === true;
    const [status, error] = answer(request.method, to, isSigned);
    if (status === 200) posts.push({ to, frame: JSON.parse(Buffer.concat(chunks).toString()) });
    underWay -= 1;
    response.writeHead(status, error === undefined ? {} : { 'x-amzn-ErrorType': error }).end();
  });
  const answer = (method: string | undefined, to: string, isSigned: boolean): [number, string?] => {
    if (method !== 'POST' || to === '' || !isSigned) return [403, 'ForbiddenException'];
    if (gone.has(to)) return [410, 'GoneException'];
    return broken.has(to) ? [500, 'InternalServerErrorException'] : [200];
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev`,
    gone,
    broken,
    takeFrames: () => {
      const taken = posts;
      posts = [];
      return taken;
    },
    takePeak: () => {
      const taken = peak;
      peak = 0;
      return taken;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
