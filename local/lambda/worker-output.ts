/** Sends what a function prints to the service, line by line, on the channel of its answers, so that none comes late. */
import { consoleMethods, type ToLine } from './log-format.ts';

/** Of one invocation, in characters: a function that prints in an endless loop must not fill the other thread's memory. */
const maxCharactersPerInvocation = 1_048_576;

export interface WorkerOutput {
  /** Lines from here on belong to this invocation. */
  begin(requestId: string): void;
  print(text: string): void;
  /** Sends a last line that lacks its line break. */
  flush(): void;
}

export function captureOutput(send: (requestId: string, line: string) => void, toLine: ToLine): WorkerOutput {
  let requestId = '';
  let charactersLeft = maxCharactersPerInvocation;
  const print = (text: string): void => {
    if (charactersLeft <= 0) return;
    for (const line of text.split(/\r?\n/)) send(requestId, line);
    charactersLeft -= text.length + 1;
    if (charactersLeft <= 0) send(requestId, 'WARN This invocation printed 1 MB; the rest is left out.');
  };
  for (const method of consoleMethods) {
    console[method] = (...values: unknown[]) => {
      const line = toLine(method, values, requestId);
      if (line !== undefined) print(line);
    };
  }
  const flushes = [process.stdout, process.stderr].map((stream) => patchStream(stream, print));
  const flush = (): void => {
    for (const flushStream of flushes) flushStream();
  };
  const begin = (id: string): void => {
    requestId = id;
    charactersLeft = maxCharactersPerInvocation;
  };
  return { begin, print, flush };
}

/** Gives a function that prints what stands after the last line break. */
function patchStream(stream: NodeJS.WriteStream, print: (text: string) => void): () => void {
  let rest = '';
  const write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
    const text = rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const end = text.lastIndexOf('\n');
    rest = text.slice(end + 1);
    if (end >= 0) print(text.slice(0, end));
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') queueMicrotask(() => done());
    return true;
  };
  stream.write = write;
  return () => {
    if (rest !== '') print(rest);
    rest = '';
  };
}
