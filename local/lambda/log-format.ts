/** What Lambda makes of a call of `console`: a line of text, or JSON with time, level and request id. */
import { format } from 'node:util';

/** Undefined for what the level leaves out. */
export type ToLine = (method: ConsoleMethod, values: readonly unknown[], requestId: string) => string | undefined;

export type ConsoleMethod = (typeof consoleMethods)[number];
export const consoleMethods = ['trace', 'debug', 'log', 'info', 'warn', 'error'] as const;

const levels: readonly string[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const levelOf = (method: ConsoleMethod) => (method === 'log' ? 'INFO' : method.toUpperCase());

/** As the variables say that Lambda gives to a runtime. Source: "Configuring JSON and plain text log formats". */
export function chooseLogFormat(env: Readonly<Record<string, string | undefined>>): ToLine {
  if (env.AWS_LAMBDA_LOG_FORMAT !== 'JSON') return toTextLine;
  const lowest = levels.indexOf(env.AWS_LAMBDA_LOG_LEVEL ?? '');
  return (method, values, requestId) => {
    const level = levelOf(method);
    return levels.indexOf(level) < lowest ? undefined : toJsonLine(level, values, requestId);
  };
}

/** Time and request id are left out here: the console shows lines as they come, the inspector with their invocation. */
const toTextLine: ToLine = (method, values) => {
  const level = levelOf(method);
  return `${level === 'INFO' ? '' : `${level} `}${format(...values)}`;
};

/** One value stays as it is, so that the members of an object can be searched; several become one text. */
function toJsonLine(level: string, values: readonly unknown[], requestId: string): string {
  const head = { timestamp: new Date().toISOString(), level, requestId };
  const [value, ...others] = values;
  if (others.length > 0) {
    const error = others.find((other) => other instanceof Error);
    return JSON.stringify({ ...head, message: format(...values), ...(error && describe(error)) });
  }
  try {
    return JSON.stringify({ ...head, message: value }, (_name, it) =>
      it instanceof Error ? { ...describe(it), ...it } : it,
    );
  } catch {
    // A circle, or a number that JSON has no word for.
    return JSON.stringify({ ...head, message: format(value) });
  }
}

function describe(error: Error) {
  return { errorType: error.constructor.name, errorMessage: error.message, stackTrace: error.stack?.split('\n') ?? [] };
}

/** A line in CloudWatch's embedded metric format, which programs read and people don't. */
export function isMetricLine(line: string): boolean {
  return line.startsWith('{"_aws":{') && line.includes('"CloudWatchMetrics":[');
}
