/** A request with its four checkpoints, as the inspector's server tells it. */

import { type HeaderLine, type Members, toHeaderLines, toList, toMembers, toNumber, toText } from './members.ts';

export interface RequestRecord {
  readonly requestId: string;
  readonly apiType: string;
  readonly apiName: string;
  readonly stage: string;
  readonly startedAtMs: number;
  readonly method: string;
  readonly target: string;
  readonly status: number | undefined;
  readonly durationInMs: number | undefined;
  readonly methodRequest: MethodRequest;
  readonly integrationRequest: IntegrationRequest | undefined;
  readonly backend: Backend | undefined;
  readonly integrationResponse: IntegrationResponse | undefined;
  readonly methodResponse: MethodResponse | undefined;
  readonly refusal: Refusal | undefined;
}

export interface Refusal {
  readonly checkpoint: string;
  readonly responseType: string;
  readonly message: string | undefined;
  /** What the log would say. */
  readonly reason: string | undefined;
}

export interface Step {
  readonly name: string;
  readonly verdict: string;
  readonly detail: unknown;
  readonly durationInMs: number | undefined;
}

interface Timed {
  readonly durationInMs: number | undefined;
}

export interface MethodRequest extends Timed {
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  readonly resourcePath: string | undefined;
  readonly pathParameters: readonly HeaderLine[];
  readonly queryParameters: readonly HeaderLine[];
  /** Of a WebSocket API. */
  readonly connectionId: string | undefined;
  readonly steps: readonly Step[];
}

export interface IntegrationRequest extends Timed {
  readonly type: string;
  readonly contentType: string | undefined;
  readonly template: string | undefined;
  readonly rendered: string;
  readonly method: string | undefined;
  readonly uri: string | undefined;
  readonly headers: readonly HeaderLine[];
  readonly query: readonly HeaderLine[];
}

export interface Backend extends Timed {
  readonly target: string;
  readonly sent: Message;
  readonly reply: (Message & { readonly status: number | undefined }) | undefined;
}

export interface Message {
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

export interface IntegrationResponse extends Timed {
  readonly statusCode: string;
  readonly matchedOn: string | undefined;
  readonly selectionPattern: string | undefined;
  readonly template: string | undefined;
  readonly rendered: string;
  readonly headers: readonly HeaderLine[];
}

export interface MethodResponse extends Timed, Message {
  readonly status: number;
}

/** Undefined for what has no checkpoints. */
export function parseRecord(value: unknown): RequestRecord | undefined {
  const record = toMembers(value) ?? {};
  const checkpoints = toMembers(record.checkpoints);
  const methodRequest = toMembers(checkpoints?.methodRequest);
  if (checkpoints === undefined || methodRequest === undefined) return undefined;
  const api = toMembers(record.api) ?? {};
  return {
    requestId: toText(record.requestId) ?? '',
    apiType: toText(api.type) ?? '',
    apiName: toText(api.name) ?? '',
    stage: toText(record.stage) ?? '',
    startedAtMs: toNumber(record.startedAtMs) ?? 0,
    method: toText(record.method) ?? '',
    target: toText(record.rawTarget) ?? '',
    status: toNumber(record.status),
    durationInMs: toNumber(record.durationInMs),
    methodRequest: parseMethodRequest(methodRequest),
    integrationRequest: given(checkpoints.integrationRequest, parseIntegrationRequest),
    backend: given(checkpoints.backend, parseBackend),
    integrationResponse: given(checkpoints.integrationResponse, parseIntegrationResponse),
    methodResponse: given(checkpoints.methodResponse, parseMethodResponse),
    refusal: given(record.refusal, parseRefusal),
  };
}

function given<T>(value: unknown, parse: (members: Members) => T): T | undefined {
  const members = toMembers(value);
  return members && parse(members);
}

const timeOf = ({ durationInMs }: Members): Timed => ({ durationInMs: toNumber(durationInMs) });

const parseMessage = (members: Members): Message => ({
  headers: toHeaderLines(members.headers),
  body: toText(members.body) ?? '',
});

const parseRefusal = (refusal: Members): Refusal => ({
  checkpoint: toText(refusal.checkpoint) ?? '',
  responseType: toText(refusal.responseType) ?? '',
  message: toText(refusal.message),
  reason: toText(refusal.reason),
});

function parseMethodRequest(members: Members): MethodRequest {
  const parameters = toMembers(members.parameters) ?? {};
  return {
    ...timeOf(members),
    ...parseMessage(members),
    resourcePath: toText(members.resourcePath),
    pathParameters: toLines(parameters.path),
    queryParameters: toLines(parameters.querystring),
    connectionId: toText(parameters.connectionId),
    steps: toList(members.steps).flatMap(parseStep),
  };
}

function parseStep(value: unknown): Step[] {
  const { name, verdict, detail, durationInMs } = toMembers(value) ?? {};
  if (typeof name !== 'string') return [];
  return [{ name, verdict: toText(verdict) ?? '', detail, durationInMs: toNumber(durationInMs) }];
}

/** An object of texts, or of lists of texts, line by line. */
function toLines(value: unknown): readonly HeaderLine[] {
  return Object.entries(toMembers(value) ?? {}).flatMap(([name, values]): HeaderLine[] =>
    (Array.isArray(values) ? values : [values]).map((text) => [name, String(text)]),
  );
}

function parseIntegrationRequest(members: Members): IntegrationRequest {
  const mapped = toMembers(members.mapped) ?? {};
  return {
    ...timeOf(members),
    type: toText(members.type) ?? '',
    contentType: toText(members.contentType),
    template: toText(members.template),
    rendered: toText(members.rendered) ?? '',
    method: toText(mapped.method),
    uri: toText(mapped.uri),
    headers: toHeaderLines(mapped.headers),
    query: toHeaderLines(mapped.query),
  };
}

function parseBackend(members: Members): Backend {
  const reply = toMembers(members.reply);
  return {
    ...timeOf(members),
    target: toText(members.target) ?? '',
    sent: parseMessage(toMembers(members.request) ?? {}),
    reply: reply && { ...parseMessage(reply), status: toNumber(reply.status) },
  };
}

function parseIntegrationResponse(members: Members): IntegrationResponse {
  return {
    ...timeOf(members),
    statusCode: toText(members.statusCode) ?? '',
    matchedOn: toText(members.matchedOn),
    selectionPattern: toText(members.selectionPattern),
    template: toText(members.template),
    rendered: toText(members.rendered) ?? '',
    headers: toHeaderLines(toMembers(members.mapped)?.headers),
  };
}

const parseMethodResponse = (members: Members): MethodResponse => ({
  ...timeOf(members),
  ...parseMessage(members),
  status: toNumber(members.status) ?? 0,
});
