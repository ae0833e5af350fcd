/** One run of a Lambda function, as the inspector's server tells it. */

import { toList, toMembers, toNumber, toText } from './members.ts';

export interface Invocation {
  readonly requestId: string;
  readonly functionName: string;
  readonly durationInMs: number | undefined;
  /** How long loading the function took, where it had to be. */
  readonly initDurationInMs: number | undefined;
  readonly isColdStart: boolean;
  readonly invocationType: string | undefined;
  readonly functionError: string | undefined;
  readonly payload: string;
  readonly logs: readonly string[];
}

export function parseInvocation(value: unknown): Invocation | undefined {
  const members = toMembers(value) ?? {};
  const functionName = toText(members.functionName);
  if (functionName === undefined) return undefined;
  return {
    requestId: toText(members.requestId) ?? '',
    functionName,
    durationInMs: toNumber(members.durationInMs),
    initDurationInMs: toNumber(members.initDurationInMs),
    isColdStart: members.coldStart === true,
    invocationType: toText(members.invocationType),
    functionError: toText(members.functionError),
    payload: toText(members.payload) ?? '',
    logs: toList(members.logs).map(String),
  };
}
