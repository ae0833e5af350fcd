/** The life of one request, checkpoint by checkpoint, for the inspector and for tests. Times are milliseconds. */

import type { HeaderLines } from './client.ts';

/**
 * Bodies and templates are kept by reference and cut only when somebody reads the record. Members are written out even
 * where they are undefined: a spread costs ten times as much, on every request.
 */
export interface RequestRecord {
  readonly requestId: string;
  readonly api: { readonly id: string; readonly name: string; readonly type: 'REST' | 'HTTP' | 'WEBSOCKET' };
  readonly stage: string;
  readonly startedAtMs: number;
  readonly method: string;
  readonly rawTarget: string;
  readonly checkpoints: {
    methodRequest: MethodRequestRecord;
    integrationRequest?: IntegrationRequestRecord;
    backend?: BackendRecord;
    integrationResponse?: IntegrationResponseRecord;
    methodResponse?: MethodResponseRecord;
  };
  /** Where the request was turned away, if it was. */
  refusal?: {
    readonly checkpoint: 'methodRequest' | 'integrationRequest' | 'backend' | 'integrationResponse';
    readonly responseType: string;
    readonly message: string | undefined;
    readonly reason?: string;
  };
  status?: number;
  durationInMs?: number;
}

export interface Step {
  /** Such as `route`, `validation`, `authorizer`, `apiKey`, `throttle`, `cache`. */
  readonly name: string;
  /** What was decided, in one short sentence or word. */
  readonly verdict: string;
  readonly detail?: unknown;
  readonly durationInMs?: number;
}

export interface MethodRequestRecord {
  readonly headers: HeaderLines;
  readonly body: Buffer;
  readonly resourcePath?: string | undefined;
  readonly parameters?: unknown;
  readonly steps: Step[];
  durationInMs?: number;
}

export interface IntegrationRequestRecord {
  readonly type: string;
  readonly contentType?: string | undefined;
  readonly template?: string | undefined;
  /** What the backend is sent; for a Lambda proxy its event. */
  readonly rendered?: string | Buffer;
  readonly mapped?: unknown;
  readonly durationInMs: number;
}

export interface BackendRecord {
  readonly target: string;
  readonly request?: { readonly headers?: HeaderLines; readonly body?: string | Buffer };
  readonly reply?:
    | { readonly status?: number; readonly headers?: HeaderLines; readonly body?: string | Buffer }
    | undefined;
  readonly durationInMs: number;
}

export interface IntegrationResponseRecord {
  readonly matchedOn?: string | undefined;
  readonly selectionPattern?: string | undefined;
  readonly statusCode: string;
  readonly template?: string | undefined;
  readonly rendered?: string | undefined;
  readonly mapped?: unknown;
  readonly durationInMs: number;
}

export interface MethodResponseRecord {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Buffer;
  readonly durationInMs: number;
}
