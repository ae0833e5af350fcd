/** A request that is understood and turned down. Thrown anywhere, rendered by the route. */

/** More members for the answer's body, beside `message`. */
export type RefusalDetails = Readonly<Record<string, unknown>> & { readonly message?: never };

export class Refusal extends Error {
  readonly status: number;
  /** Stable, for tests and logs; the message is for people and may change. */
  readonly code: string;
  readonly details: RefusalDetails;

  constructor(status: number, code: string, message: string, details: RefusalDetails = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}
