/** Which function a caller means: a name, a partial ARN or an ARN, each with or without a version or alias. */
import { functionNotFound } from './lambda-error.ts';

export interface Target {
  readonly functionName: string;
  readonly qualifier?: string;
}

// "Invoke", parameter FunctionName: arn:aws:lambda:region:account:function:name, account:function:name or name.
const pattern =
  /^(?:(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?\d{12}:function:|function:)?([A-Za-z0-9_-]+)(?::(\$LATEST|[A-Za-z0-9_-]+))?$/;

export function parseTarget(target: string, qualifier?: string): Target {
  const [, functionName, ownQualifier] = pattern.exec(target) ?? [];
  if (functionName === undefined) throw functionNotFound(target);
  const asked = qualifier ?? ownQualifier;
  return asked === undefined ? { functionName } : { functionName, qualifier: asked };
}
