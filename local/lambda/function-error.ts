/** The JSON that a caller gets when a function fails, in the words of the Lambda runtime for Node.js. */

export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** An error whose name is the `errorType` that callers see. */
export class RuntimeError extends Error {
  constructor(errorType: string, message: string) {
    super(message);
    this.name = errorType;
    // Once more, so that the stack's first line says the new name too.
    Error.captureStackTrace(this, RuntimeError);
  }
}

export function toErrorPayload(error: unknown): ErrorPayload {
  try {
    if (error instanceof Error) {
      return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage: 'The thrown value has no readable message, name and stack',
      trace: [],
    };
  }
}

/** A getter of the error may throw, and so may its name be anything but a text. */
export function toErrorText(error: unknown): string {
  try {
    return JSON.stringify(toErrorPayload(error));
  } catch {
    return JSON.stringify({ errorType: 'handled', errorMessage: 'The thrown value cannot be serialised', trace: [] });
  }
}

export function timedOut(requestId: string, timeoutSeconds: number): ErrorPayload {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}

export function exited(requestId: string, exitCode: number): ErrorPayload {
  const how = exitCode === 0 ? 'without providing a reason' : `with error: exit status ${exitCode}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: Runtime exited ${how}` };
}

export function outOfMemory(requestId: string): ErrorPayload {
  return {
    errorType: 'Runtime.OutOfMemory',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  };
}
