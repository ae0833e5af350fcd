/** What a client sends to an API over HTTP, and what it gets back. */

/** Header lines in their order, with the sender's casing. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

export interface ClientRequest {
  /** As sent, before `X-HTTP-Method-Override`. */
  readonly method: string;
  /** Path and query as they stood in the request line, still encoded, stage included. */
  readonly rawTarget: string;
  readonly headers: HeaderLines;
  readonly body: Buffer;
  readonly sourceIp: string;
  /** Such as `HTTP/1.1`. */
  readonly protocol: string;
  readonly receivedAtMs: number;
}

export interface ClientResponse {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Buffer;
}
