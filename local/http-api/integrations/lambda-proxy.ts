/** AWS_PROXY: the request goes to a function as an event, and its result is the answer. */

import { withDeadline } from '../../api-gateway/deadline.ts';
import { findLambdaTarget, type LambdaReply, messageOf } from '../../api-gateway/lambda.ts';
import type { HttpBackends } from '../backends.ts';
import type { IntegrationDefinition } from '../definition.ts';
import { toEventV1 } from '../event-v1.ts';
import { toEventV2 } from '../event-v2.ts';
import type { HttpExchange } from '../exchange.ts';
import { integrationFailure, integrationTimeout, serviceUnavailable } from '../failures.ts';
import { parseResultV1, parseResultV2, type ResultParser } from '../lambda-result.ts';
import type { HttpAnswer } from '../parameter-mapping.ts';
import type { Integration } from './integration.ts';

export function createLambdaProxy(integration: IntegrationDefinition, backends: HttpBackends): Integration {
  const isV2 = integration.payloadFormatVersion === '2.0';
  const toEvent = isV2 ? toEventV2 : toEventV1;
  const parse = isV2 ? parseResultV2 : parseResultV1;
  return (exchange, request) => {
    const target = toFunction(integration.uri, exchange.stage.variables);
    const body = JSON.stringify(toEvent(exchange, request));
    return {
      target,
      body,
      send: async () => {
        const reply = await invoke(backends, target, body, integration.timeoutInMillis);
        return { raw: { body: reply.payload }, toAnswer: () => readReply(parse, reply) };
      },
    };
  };
}

/** A function's ARN, or the invocation URI that REST APIs use; stage variables filled in. */
export function toFunction(uri: string, variables: HttpExchange['stage']['variables']): string {
  const filled = uri.replace(/\$\{stageVariables\.(\w+)\}/g, (_whole, name: string) => variables[name] ?? '');
  return findLambdaTarget(filled) ?? filled;
}

function invoke(backends: HttpBackends, target: string, event: string, timeoutInMillis: number): Promise<LambdaReply> {
  const reply = backends.invokeLambda(target, event, 'RequestResponse').catch((error: unknown) => {
    const isThrottled = error instanceof Error && 'code' in error && error.code === 'TooManyRequestsException';
    throw isThrottled
      ? serviceUnavailable(`${target} is throttled`)
      : integrationFailure(`${target}: ${messageOf(error)}`);
  });
  return withDeadline(reply, timeoutInMillis, integrationTimeout);
}

function readReply(parse: ResultParser, { payload, functionError }: LambdaReply): HttpAnswer {
  if (functionError !== undefined) throw integrationFailure(`the function failed: ${payload}`);
  try {
    return parse(payload);
  } catch (error) {
    throw integrationFailure(`malformed Lambda result: ${messageOf(error)}`);
  }
}
