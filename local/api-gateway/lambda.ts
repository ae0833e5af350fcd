/** What an API needs to know of Lambda to call a function. */

export interface LambdaReply {
  /** JSON text. */
  readonly payload: string;
  /** Set when the function raised, timed out or crashed. */
  readonly functionError?: string | undefined;
}

/** Invokes a function by name or ARN, with or without an alias. Throws an error with code `ResourceNotFoundException` for an unknown one. */
export type InvokeLambda = (
  target: string,
  payload: string,
  invocationType: 'RequestResponse' | 'Event',
) => Promise<LambdaReply>;

const INVOCATION = /:lambda:path\/.*\/functions\/(.+)\/invocations$/s;

/** Function name or ARN, with its alias, of an invocation URI; undefined for a URI that names none. */
export const findLambdaTarget = (uri: string): string | undefined => INVOCATION.exec(uri)?.[1];

/** What a failed function says went wrong: its `errorMessage`, or all it said where there is none. */
export function readErrorMessage(payload: string): string {
  try {
    const error: unknown = JSON.parse(payload);
    if (typeof error === 'object' && error !== null && 'errorMessage' in error) return String(error.errorMessage);
  } catch {
    // Not JSON: the text itself says what went wrong.
  }
  return payload;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
