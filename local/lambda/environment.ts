/** The environment variables of a worker: what Lambda defines and what the function was given, nothing of this process. */
import { randomBytes } from 'node:crypto';
import type { FunctionDefinition } from './definition.ts';

export interface EnvironmentOptions {
  readonly region: string;
  readonly taskRoot: string;
  /** Variables of the local stack, such as `AWS_ENDPOINT_URL_DYNAMODB`; they win over the function's own. */
  readonly extra: Readonly<Record<string, string>>;
}

/** Source: "Using Lambda environment variables", section "Defined runtime environment variables". */
export function createEnvironment(definition: FunctionDefinition, options: EnvironmentOptions): Record<string, string> {
  return {
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    TZ: 'UTC',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    ...definition.environment,
    ...reserved(definition, options),
    ...options.extra,
  };
}

function reserved(definition: FunctionDefinition, { region, taskRoot }: EnvironmentOptions): Record<string, string> {
  const { functionName, jsonLogLevel } = definition;
  return {
    _HANDLER: definition.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memorySizeInMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroupName ?? `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: createLogStreamName(new Date()),
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    ...(jsonLogLevel && { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: jsonLogLevel }),
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
  };
}

function createLogStreamName(now: Date): string {
  return `${now.toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`;
}
