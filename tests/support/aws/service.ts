/** What a service of the fake is made of. */

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the SDK sent; each operation knows its own members
export type Input = Record<string, any>;

export interface Protocol {
  read(request: FakeRequest): { readonly operation: string; readonly input: Input };
  write(operation: string, output: unknown): Reply;
  writeError(error: AwsError): Reply;
}

export interface FakeService {
  /** As requests are signed for it. */
  readonly signingName: string;
  readonly protocol: Protocol;
  readonly operations: Readonly<Record<string, (input: Input) => unknown>>;
}

export class AwsError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
