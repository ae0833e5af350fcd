/** One line of the live list: a request, a function's invocation, a verification code, or whatever else is reported. */

import { type Members, toList, toMembers, toNumber, toText } from './members.ts';

export interface Entry {
  readonly id: string;
  readonly kind: string;
  /** When it began, in milliseconds since the epoch. */
  readonly atMs: number;
  /** Such as `REST`. */
  readonly api: string | undefined;
  readonly method: string | undefined;
  readonly target: string | undefined;
  readonly status: number | undefined;
  readonly durationInMs: number | undefined;
  /** The type of the gateway response, where API Gateway itself answered. */
  readonly refusedBy: string | undefined;
  /** The invocation that a Lambda proxy made of this request. */
  readonly invocationId: string | undefined;
  /** Of a WebSocket connection, which all its messages share. */
  readonly connectionId: string | undefined;
  readonly functionName: string | undefined;
  readonly isColdStart: boolean;
  readonly functionError: string | undefined;
  /** All of it, for kinds that this page knows nothing of. */
  readonly members: Members;
}

/** Undefined for what has no id. */
export function parseEntry(value: unknown): Entry | undefined {
  const members = toMembers(value) ?? {};
  const id = toText(members.id);
  if (id === undefined) return undefined;
  return {
    id,
    kind: toText(members.kind) ?? 'unknown',
    atMs: toNumber(members.atMs) ?? 0,
    api: toText(members.api),
    method: toText(members.method),
    target: toText(members.rawTarget),
    status: toNumber(members.status),
    durationInMs: toNumber(members.durationInMs),
    refusedBy: toText(members.refusedBy),
    invocationId: toText(members.invocationId),
    connectionId: toText(members.connectionId),
    functionName: toText(members.functionName),
    isColdStart: members.coldStart === true,
    functionError: toText(members.functionError),
    members,
  };
}

export function parseEntries(value: unknown): readonly Entry[] {
  return toList(value).flatMap((item) => parseEntry(item) ?? []);
}
