/** A request as a way through five stations: how far it came, what each of them made of it, and the time each took. */

import { describeBackend, describeRequestMapping, describeResponseMapping } from './mapping-words.ts';
import type { RequestRecord } from './record.ts';
import { describeStatus } from './status-words.ts';

export const stationNames = [
  'methodRequest',
  'integrationRequest',
  'backend',
  'integrationResponse',
  'methodResponse',
] as const;

export type StationName = (typeof stationNames)[number];

export interface Station {
  readonly name: StationName;
  readonly label: string;
  /** Passed; or the request was turned away here; or it never came here. */
  readonly state: 'passed' | 'stopped' | 'skipped';
  /** What it did, in a few words. */
  readonly note: string;
  readonly durationInMs: number | undefined;
}

export interface Journey {
  readonly stations: Readonly<Record<StationName, Station>>;
  readonly stoppedAt: StationName | undefined;
  readonly isFromCache: boolean;
}

const LABELS: Readonly<Record<StationName, string>> = {
  methodRequest: 'Method request',
  integrationRequest: 'Integration request',
  backend: 'Backend',
  integrationResponse: 'Integration response',
  methodResponse: 'Method response',
};

export function toJourney(record: RequestRecord): Journey {
  const stoppedAt = stationNames.find((name) => name === record.refusal?.checkpoint);
  const toStation = (name: StationName): Station => ({
    name,
    label: name === 'methodResponse' && stoppedAt ? 'Gateway response' : LABELS[name],
    state: toState(record, name, stoppedAt),
    note: toNote(record, name),
    durationInMs: record[name]?.durationInMs,
  });
  return {
    stations: {
      methodRequest: toStation('methodRequest'),
      integrationRequest: toStation('integrationRequest'),
      backend: toStation('backend'),
      integrationResponse: toStation('integrationResponse'),
      methodResponse: toStation('methodResponse'),
    },
    stoppedAt,
    isFromCache: isFromCache(record),
  };
}

/** The station worth opening first: where it stopped, else where the request was reshaped. */
export function chooseStation(record: RequestRecord, preferred: StationName | undefined): StationName {
  const { stations, stoppedAt } = toJourney(record);
  if (stoppedAt) return stoppedAt;
  if (preferred && stations[preferred].state !== 'skipped') return preferred;
  return stations.integrationRequest.state === 'skipped' ? 'methodRequest' : 'integrationRequest';
}

function toState(record: RequestRecord, name: StationName, stoppedAt: StationName | undefined): Station['state'] {
  if (name === stoppedAt) return 'stopped';
  return record[name] === undefined ? 'skipped' : 'passed';
}

function isFromCache({ methodRequest }: RequestRecord): boolean {
  return methodRequest.steps.some(({ name, verdict }) => name === 'cache' && verdict === 'hit');
}

function toNote(record: RequestRecord, name: StationName): string {
  const { methodRequest, integrationRequest, backend, integrationResponse, methodResponse } = record;
  switch (name) {
    case 'methodRequest':
      return methodRequest.resourcePath ?? 'no such route';
    case 'integrationRequest':
      return integrationRequest ? describeRequestMapping(integrationRequest) : 'not reached';
    case 'backend':
      return backend ? describeBackend(backend) : 'not reached';
    case 'integrationResponse':
      return integrationResponse ? describeResponseMapping(integrationResponse) : 'not reached';
    case 'methodResponse':
      return methodResponse ? describeStatus(methodResponse.status) : 'no answer';
  }
}
