/** What can go wrong between the page and the API, told apart by a stable code. */

export type FailureCode =
  | 'offline'
  | 'unreachable'
  | 'refused'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'throttled'
  | 'failed'
  | 'unavailable'
  | 'unexpected';

export class ApiError extends Error {
  readonly code: FailureCode;
  readonly status: number | undefined;
  /** The answer's body, in whatever shape. */
  readonly body: unknown;

  constructor(code: FailureCode, message: string, status?: number, options?: ErrorOptions & { body?: unknown }) {
    super(message, options);
    this.code = code;
    this.status = status;
    this.body = options?.body;
  }
}

const codeByStatus = new Map<number, FailureCode>([
  [401, 'signed-out'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'conflict'],
  [429, 'throttled'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
]);

/** For an answer that is not a success; `body` is what it carried, in whatever shape. */
export function toApiError(status: number, body: unknown): ApiError {
  return new ApiError(findCode(status), findMessage(body) ?? `The API answered with status ${status}.`, status, {
    body,
  });
}

/** For a request without an answer that the page may read. */
export function toNetworkError(cause: unknown, isOnline: boolean, url: string): ApiError {
  if (cause instanceof SyntaxError) return new ApiError('unexpected', 'The answer is not JSON.', undefined, { cause });
  if (!isOnline) return new ApiError('offline', 'There is no network connection.', undefined, { cause });
  return new ApiError('unreachable', `${url} did not answer.`, undefined, { cause });
}

/** Anything but an ApiError is a bug of ours: the console gets all of it, the visitor an honest sentence. */
export function toKnownError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  console.error(error);
  return new ApiError('unexpected', 'This page has a fault.', undefined, { cause: error });
}

function findCode(status: number): FailureCode {
  const code = codeByStatus.get(status);
  if (code !== undefined) return code;
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'unexpected';
}

function findMessage(body: unknown): string | undefined {
  const message = typeof body === 'object' && body !== null ? Reflect.get(body, 'message') : undefined;
  return typeof message === 'string' && message !== '' ? message : undefined;
}
