/** Passes requests on to the origin as CloudFront does where it caches nothing. */

import { randomBytes } from 'node:crypto';
import type { ClientRequest, ClientResponse, HeaderLines } from '../api-gateway/client.ts';
import { toHeaderValue } from '../api-gateway/header-lines.ts';
import { createHttpClient, type HttpClient, type HttpRequest } from '../api-gateway/http-client.ts';
import { CONNECTION_HEADERS } from '../server/connection-headers.ts';
import type { Distribution } from './distribution.ts';
import { EdgeError, toErrorPage } from './failures.ts';
import { createViewerFunction, type ViewerFunction, type ViewerRequest } from './viewer-function.ts';

export interface EdgeOptions {
  readonly distribution: Distribution;
  /** Where the origin runs, such as `http://localhost:8081`. */
  readonly origin: string;
  readonly log: (line: string) => void;
}

export interface Edge {
  /** Never throws: whatever fails is answered as CloudFront answers it. */
  readonly handle: (request: ClientRequest) => Promise<ClientResponse>;
  /** Serves another distribution from the next request on. Throws as `createEdge` does, and then changes nothing. */
  readonly replace: (options: EdgeOptions) => void;
  /** Breaks off whatever is under way. */
  readonly close: () => Promise<void>;
}

/** What CloudFront waits for an origin unless told otherwise. */
const ORIGIN_TIMEOUT_MS = 30_000;

/** Throws what is wrong with the syntax of the distribution's function. */
export function createEdge(options: EdgeOptions): Edge {
  const client = createHttpClient({
    integrationTimeout: () => new EdgeError(504, 'OriginTimeout', 'The origin did not answer in time.'),
    integrationFailure: (reason) => new EdgeError(502, 'OriginUnreachable', `The origin can't be asked: ${reason}`),
    networkFailure: (reason) => new EdgeError(502, 'OriginUnreachable', `The origin does not answer: ${reason}`),
  });
  let pass = createPass(options, client);
  return {
    handle: (request) => pass(request).catch((error: unknown) => toErrorPage(toEdgeError(error, options.log))),
    replace: (changed) => {
      pass = createPass(changed, client);
    },
    close: client.close,
  };
}

function createPass(options: EdgeOptions, client: HttpClient): (request: ClientRequest) => Promise<ClientResponse> {
  const { distribution, log } = options;
  const run = createFunction(distribution, log);
  return async (request) => {
    assertAllowed(request, distribution);
    const { method, rawTarget: target, headers, sourceIp } = request;
    const verdict = await run({ method, target, headers }, sourceIp);
    if ('response' in verdict) {
      const { status, headers: own, body } = verdict.response;
      return toViewer({ status, headers: own, body: Buffer.from(body) }, distribution, 'FunctionGeneratedResponse');
    }
    const reply = await client.send(toOriginRequest(verdict.request, request, options));
    return toViewer(reply, distribution, reply.status < 400 ? 'Miss' : 'Error');
  };
}

function createFunction(
  { viewerRequest: code, id: distributionId, domainName }: Distribution,
  log: (line: string) => void,
): ViewerFunction {
  if (code === undefined) return async (request) => ({ request });
  const run = createViewerFunction({ code, distributionId, domainName, log });
  return (request, ip) =>
    run(request, ip).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EdgeError(503, 'FunctionExecutionError', `The CloudFront function failed: ${reason}`);
    });
}

function assertAllowed({ method, body }: ClientRequest, { allowedMethods }: Distribution): void {
  if (!allowedMethods.has(method)) throw new EdgeError(403, 'MethodNotAllowed', `${method} is not allowed here.`);
  if (['GET', 'HEAD'].includes(method) && body.length > 0) {
    throw new EdgeError(403, 'BodyNotAllowed', `A ${method} request carries no body.`);
  }
}

function toOriginRequest(
  { method, target, headers }: ViewerRequest,
  { body, sourceIp }: ClientRequest,
  { distribution, origin }: EdgeOptions,
): HttpRequest {
  const own = new Set(distribution.originHeaders.map(([name]) => name.toLowerCase()));
  const isForwarded = (name: string): boolean =>
    !CONNECTION_HEADERS.has(name) && !own.has(name) && name !== FORWARDED_FOR;
  const kept = headers.filter(([name]) => isForwarded(name.toLowerCase()));
  const lines: HeaderLines = [
    ...kept,
    [FORWARDED_FOR, toForwardedFor(headers, sourceIp)],
    ...distribution.originHeaders,
  ];
  return {
    method,
    url: origin + distribution.originPath + target,
    headers: lines.map(([name, value]) => [name, toHeaderValue(value)]),
    body: body.length === 0 ? undefined : body,
    timeoutInMillis: ORIGIN_TIMEOUT_MS,
  };
}

const FORWARDED_FOR = 'x-forwarded-for';

const toForwardedFor = (headers: HeaderLines, sourceIp: string): string =>
  [...headers.filter(([name]) => name.toLowerCase() === FORWARDED_FOR).map(([, value]) => value), sourceIp].join(', ');

function toViewer(answer: ClientResponse, { domainName }: Distribution, cache: string): ClientResponse {
  const kept = answer.headers.filter(
    ([name]) => !['connection', 'keep-alive', 'transfer-encoding'].includes(name.toLowerCase()),
  );
  const id = randomBytes(42).toString('base64url');
  const own: HeaderLines = [
    ['X-Cache', `${cache} from cloudfront`],
    ['Via', `1.1 ${domainName} (CloudFront)`],
    ['X-Amz-Cf-Id', id],
  ];
  return { ...answer, headers: [...kept, ...own] };
}

function toEdgeError(error: unknown, log: (line: string) => void): EdgeError {
  if (error instanceof EdgeError) return error;
  log(`ERROR ${error instanceof Error ? error.stack : String(error)}`);
  return new EdgeError(500, 'InternalError', 'Something broke.');
}
