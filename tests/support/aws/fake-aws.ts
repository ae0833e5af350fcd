/** Stands in for AWS: one real server for all services, told apart by what requests are signed for. Keeps state, writes down every call. */

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError, type FakeRequest, type FakeService, type Input, type Reply } from './service.ts';

export interface Call {
  readonly operation: string;
  readonly input: Input;
}

export interface FakeAws {
  readonly endpoint: string;
  /** All calls so far, in the order of their arrival. Forgets them. */
  takeCalls(): readonly Call[];
  /** The names of those calls that are no reads. Forgets all. */
  takeChanges(): readonly string[];
  /** The call of this operation after so many others fails for good, before it has done anything. */
  refuse(operation: string, error: AwsError, after?: number): void;
  /** The next call of this operation is done, but its connection ends before the answer. */
  loseReply(operation: string): void;
  /** A page of the shop, for requests that nobody signed. */
  serve(path: string, page: Page): void;
  stop(): Promise<void>;
}

/** What a page of the shop answers. */
export type Page = (request: FakeRequest) => Reply;

export async function startFakeAws(services: readonly FakeService[]): Promise<FakeAws> {
  const byName = new Map(services.map((service) => [service.signingName, service]));
  const refusals: { operation: string; error: AwsError; after: number }[] = [];
  const lost = new Set<string>();
  const pages = new Map<string, Page>();
  let calls: Call[] = [];

  const answer = (service: FakeService, request: FakeRequest): Reply | 'lost' => {
    try {
      const { operation, input } = service.protocol.read(request);
      calls.push({ operation, input });
      const refusal = refusals.find((it) => it.operation === operation);
      if (refusal && refusal.after-- <= 0) {
        refusals.splice(refusals.indexOf(refusal), 1);
        throw refusal.error;
      }
      const act = service.operations[operation];
      if (act === undefined) throw new AwsError(501, 'NotImplemented', `The fake has no ${operation}.`);
      const reply = service.protocol.write(operation, act(input) ?? {});
      return lost.delete(operation) ? 'lost' : reply;
    } catch (error) {
      return service.protocol.writeError(
        error instanceof AwsError ? error : new AwsError(501, 'BugInTheFake', String(error)),
      );
    }
  };

  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming);
    const service = byName.get(signingNameOf(request));
    const reply = service ? answer(service, request) : (pages.get(request.path)?.(request) ?? nothingThere);
    if (reply === 'lost') return void incoming.socket.destroy();
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const takeCalls = () => {
    const taken = calls;
    calls = [];
    return taken;
  };
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeCalls,
    takeChanges: () =>
      takeCalls()
        .map(({ operation }) => operation)
        .filter((operation) => !/^(Get|List|Describe|Head)/.test(operation)),
    refuse: (operation, error, after = 0) => refusals.push({ operation, error, after }),
    loseReply: (operation) => lost.add(operation),
    serve: (path, page) => pages.set(path, page),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const nothingThere: Reply = { status: 404, headers: {}, body: '' };

/** `Credential=KEY/20260101/eu-central-1/lambda/aws4_request` is signed for lambda. */
function signingNameOf({ headers }: FakeRequest): string {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(String(headers.authorization))?.[1] ?? '';
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const url = new URL(incoming.url ?? '/', 'http://fake');
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}
