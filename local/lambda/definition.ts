/** Reads the functions of a compiled template: CloudFormation's properties in, what a worker needs out. */
import path from 'node:path';

/** Everything that the local Lambda service knows of one function. */
export interface FunctionDefinition {
  readonly functionName: string;
  readonly arn: string;
  /** Such as `index.handler`: a file without its extension, and what it exports. */
  readonly handler: string;
  /** Such as `nodejs24.x`. */
  readonly runtime: string;
  /** Absolute path of the deployment package, a zip. */
  readonly artifact: string;
  readonly timeoutSeconds: number;
  readonly memorySizeInMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
  readonly logGroupName?: string;
  /** The lowest level that is logged, with the log format JSON; there is none for text. */
  readonly jsonLogLevel?: string;
  /** The aliases and versions by which it can be called besides `$LATEST`; all run the same code here. */
  readonly qualifiers?: readonly string[];
  /** For asynchronous events that fail; 2 where nothing says otherwise. */
  readonly maximumRetryAttempts?: number;
}

/** A resource of the stack with its intrinsics resolved. */
export interface FunctionResource {
  readonly logicalId: string;
  readonly type: string;
  /** What `Ref` gives: a function's name, or the ARN of an alias or version. */
  readonly physicalId: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface FunctionSources {
  /** Where the packages lie, each under the last part of its S3 key. */
  readonly artifactFolder: string;
  readonly region: string;
  readonly accountId: string;
}

export interface FunctionsOfStack {
  readonly functions: readonly FunctionDefinition[];
  /** Functions that can't run here, and why. */
  readonly refused: readonly { readonly logicalId: string; readonly reason: string }[];
}

/** Takes the functions, versions, aliases and event invoke configurations, and leaves other resources alone. */
export function readFunctions(resources: readonly FunctionResource[], sources: FunctionSources): FunctionsOfStack {
  const functions: FunctionDefinition[] = [];
  const refused: { logicalId: string; reason: string }[] = [];
  // Reading the properties of others may fail for reasons that are no concern of Lambda.
  const own = resources.filter(({ type }) => type.startsWith('AWS::Lambda::'));
  for (const resource of own.filter(({ type }) => type === 'AWS::Lambda::Function')) {
    const reason = findObstacle(resource.properties);
    if (reason === undefined) functions.push(readFunction(resource, own, sources));
    else refused.push({ logicalId: resource.logicalId, reason });
  }
  return { functions, refused };
}

/** Why a function with these properties cannot run here; undefined when it can. */
export function findObstacle(properties: FunctionResource['properties']): string | undefined {
  const runtime = textOf(properties.Runtime);
  if (runtime === undefined || !/^nodejs\d+\.x$/.test(runtime)) {
    return `Runtime ${runtime ?? '(none)'} cannot run here, only Node.js can`;
  }
  if (textOf(membersOf(properties.Code).S3Key) === undefined) return 'Code has no S3Key, so no package is known';
  return textOf(properties.Handler) === undefined ? 'Handler is missing' : undefined;
}

/** Where the deployment package should lie; absolute. */
export function findArtifact({ Code }: FunctionResource['properties'], artifactFolder: string): string {
  return path.resolve(artifactFolder, path.posix.basename(textOf(membersOf(Code).S3Key) ?? ''));
}

function readFunction(
  { physicalId: functionName, properties }: FunctionResource,
  resources: readonly FunctionResource[],
  { artifactFolder, region, accountId }: FunctionSources,
): FunctionDefinition {
  const reservedConcurrency = numberOf(properties.ReservedConcurrentExecutions);
  const { LogGroup, LogFormat, ApplicationLogLevel } = membersOf(properties.LoggingConfig);
  const logGroupName = textOf(LogGroup);
  const related = resources.filter((resource) => nameIn(resource.properties.FunctionName) === functionName);
  const invokeConfig = related.find(({ type }) => type === 'AWS::Lambda::EventInvokeConfig');
  const maximumRetryAttempts = numberOf(invokeConfig?.properties.MaximumRetryAttempts);
  return {
    functionName,
    arn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
    handler: textOf(properties.Handler) ?? '',
    runtime: textOf(properties.Runtime) ?? '',
    artifact: findArtifact(properties, artifactFolder),
    // The defaults of AWS::Lambda::Function.
    timeoutSeconds: numberOf(properties.Timeout) ?? 3,
    memorySizeInMb: numberOf(properties.MemorySize) ?? 128,
    environment: textsOf(membersOf(properties.Environment).Variables),
    qualifiers: related.filter(({ type }) => qualified.has(type)).map(({ physicalId }) => lastPart(physicalId)),
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    ...(logGroupName !== undefined && { logGroupName }),
    ...(LogFormat === 'JSON' && { jsonLogLevel: textOf(ApplicationLogLevel) ?? 'INFO' }),
    ...(maximumRetryAttempts !== undefined && { maximumRetryAttempts }),
  };
}

const qualified = new Set(['AWS::Lambda::Alias', 'AWS::Lambda::Version']);

/** A FunctionName that refers to a function may be its name or its ARN. */
function nameIn(reference: unknown): string | undefined {
  return /^(?:arn:[^:]+:lambda:[^:]*:[^:]*:function:)?([^:]+)/.exec(textOf(reference) ?? '')?.[1];
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** CloudFormation takes numbers written as texts too. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(membersOf(value)).map(([name, text]) => [name, String(text)]));
}
