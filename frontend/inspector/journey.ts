/** A request as a way through five stations: how far it came, what each of them made of it, and the time each took. */

import { describeBackend, describeRequestMapping, describeResponseMapping } from './mapping-words.ts';
import type { RequestRecord } from './record.ts';
import { toRefusalWords } from './refusal-words.ts';
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
  /** It went on from here, but with a refusal or a failure of the backend. */
  readonly isTroubled: boolean;
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
/** HTTP and WebSocket APIs know routes where REST APIs know methods. */
const ROUTE_LABELS = { ...LABELS, methodRequest: 'Route request', methodResponse: 'Route response' };

export function toJourney(record: RequestRecord): Journey {
  const stoppedAt = stationNames.find((name) => name === record.refusal?.checkpoint);
  const labels = record.apiType === 'REST' ? LABELS : ROUTE_LABELS;
  const toStation = (name: StationName): Station => ({
    name,
    label: name === 'methodResponse' && stoppedAt ? 'Gateway response' : labels[name],
    state: toState(record, name, stoppedAt),
    note: name === stoppedAt ? toRefusalWords(record.refusal?.responseType ?? '').title : toNote(record, name),
    durationInMs: record[name]?.durationInMs ?? (name === stoppedAt ? toRest(record) : undefined),
    isTroubled: name === 'backend' && isTroubled(record),
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

/** The station worth opening first: where it stopped or failed, else the template, else the backend. */
export function chooseStation(record: RequestRecord, preferred: StationName | undefined): StationName {
  const { stations, stoppedAt } = toJourney(record);
  if (stoppedAt) return stoppedAt;
  if (isTroubled(record)) return 'backend';
  if (preferred && stations[preferred].state !== 'skipped') return preferred;
  if (stations.integrationRequest.state === 'skipped') return 'methodRequest';
  return record.integrationRequest?.template === undefined ? 'backend' : 'integrationRequest';
}

/** Where a request is turned away the clock of that station is never read: it took what the others did not. */
function toRest(record: RequestRecord): number {
  const known = stationNames.reduce((sum, name) => sum + (record[name]?.durationInMs ?? 0), 0);
  return Math.max(0, (record.durationInMs ?? 0) - known);
}

function toState(record: RequestRecord, name: StationName, stoppedAt: StationName | undefined): Station['state'] {
  if (name === stoppedAt) return 'stopped';
  return record[name] === undefined ? 'skipped' : 'passed';
}

function isTroubled({ backend, refusal }: RequestRecord): boolean {
  return refusal === undefined && (backend?.reply?.status ?? 0) >= 400;
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
