/** What the method request looked at, in its order: what was recorded, and what follows from how it went on. */

import type { RequestRecord, Step } from './record.ts';

export interface Decision {
  readonly label: string;
  readonly verdict: string;
  readonly state: 'passed' | 'refused' | 'not reached';
  readonly detail?: unknown;
  readonly durationInMs?: number | undefined;
}

const ORDER = ['route', 'resource policy', 'authorizer', 'apiKey', 'throttle', 'validation', 'cache'];
const LABELS = new Map([
  ['route', 'Route'],
  ['resource policy', 'Resource policy'],
  ['authorizer', 'Authorizer'],
  ['apiKey', 'API key'],
  ['throttle', 'Throttle'],
  ['validation', 'Validation'],
  ['cache', 'Cache'],
]);
const REFUSING_STEPS = new Map([
  ['ACCESS_DENIED', 'authorizer'],
  ['AUTHORIZER_CONFIGURATION_ERROR', 'authorizer'],
  ['AUTHORIZER_FAILURE', 'authorizer'],
  ['BAD_REQUEST_BODY', 'validation'],
  ['BAD_REQUEST_PARAMETERS', 'validation'],
  ['EXPIRED_TOKEN', 'authorizer'],
  ['FORBIDDEN', 'authorizer'],
  ['INVALID_API_KEY', 'apiKey'],
  ['INVALID_SIGNATURE', 'authorizer'],
  ['MISSING_AUTHENTICATION_TOKEN', 'authorizer'],
  ['QUOTA_EXCEEDED', 'apiKey'],
  ['THROTTLED', 'throttle'],
  ['UNAUTHORIZED', 'authorizer'],
]);

export function toDecisions(record: RequestRecord): readonly Decision[] {
  const refused = findRefusingStep(record);
  const recorded = record.methodRequest.steps.map((step) => ({ name: step.name, decision: toDecision(step) }));
  const others = [...recorded, ...inferSteps(record, refused)].sort((a, b) => rank(a.name) - rank(b.name));
  return [...toRoute(record), ...others.map(({ decision }) => decision)];
}

function toRoute({ methodRequest, apiType, method }: RequestRecord): readonly Decision[] {
  const { resourcePath } = methodRequest;
  if (resourcePath === undefined) return [];
  // Other kinds of API name a route with its method.
  const verdict = apiType === 'REST' ? `${method} ${resourcePath}` : resourcePath;
  return [{ label: 'Route', verdict, state: 'passed' }];
}

interface Named {
  readonly name: string;
  readonly decision: Decision;
}

function inferSteps(record: RequestRecord, refused: string | undefined): readonly Named[] {
  const isRest = record.apiType === 'REST';
  if (refused === undefined && !isRest) return [];
  if (refused === undefined) {
    const label = labelOf('validation');
    return [{ name: 'validation', decision: { label, verdict: 'nothing to object to', state: 'passed' } }];
  }
  const { refusal } = record;
  const verdict = refusal?.reason ?? refusal?.message ?? 'refused';
  const stop: Named = { name: refused, decision: { label: labelOf(refused), verdict, state: 'refused' } };
  const usual = isRest && refused !== 'route' ? ['throttle', 'validation'] : [];
  const later = usual.filter((name) => rank(name) > rank(refused));
  const unreached = later.map((name): Named => {
    return { name, decision: { label: labelOf(name), verdict: 'not reached', state: 'not reached' } };
  });
  return [stop, ...unreached];
}

function findRefusingStep({ refusal, methodRequest }: RequestRecord): string | undefined {
  if (refusal?.checkpoint !== 'methodRequest') return undefined;
  if (methodRequest.resourcePath === undefined) return 'route';
  return REFUSING_STEPS.get(refusal.responseType) ?? 'other';
}

const toDecision = ({ name, verdict, detail, durationInMs }: Step): Decision => ({
  label: labelOf(name),
  verdict,
  state: 'passed',
  detail,
  durationInMs,
});

function labelOf(name: string): string {
  return LABELS.get(name) ?? (name === 'other' ? 'Refused' : name);
}

/** A step that this page does not know stands before the validation. */
function rank(name: string): number {
  const place = ORDER.indexOf(name);
  return place === -1 ? ORDER.indexOf('validation') - 0.5 : place;
}
