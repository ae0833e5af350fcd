import { findPeriodStart } from '../../../../local/rest-api/admission/quota.ts';
import { createUsagePlans } from '../../../../local/rest-api/admission/usage-plans.ts';
import type { UsagePlanDefinition } from '../../../../local/rest-api/definition.ts';
import { aStage, NOON, refusalOf } from '../an-exchange.ts';

const DAY_MS = 86_400_000;
const PARTNER = { apiKeyId: 'k1', value: 'partner-key-0123456789', enabled: true };
const FRIEND = { apiKeyId: 'k2', value: 'friend-key-0123456789', enabled: true };

function plansWith(plan: Partial<UsagePlanDefinition>) {
  const clock = { ms: NOON };
  const full = { usagePlanId: 'partners', apiKeys: [PARTNER, FRIEND], methodThrottles: new Map(), ...plan };
  const { admit } = createUsagePlans(aStage({ usagePlans: [full] }), () => clock.ms);
  return { clock, admit, call: (key = PARTNER.value, path = '/books', method = 'GET') => admit(key, path, method) };
}

describe('API keys', () => {
  it('are found by their value', () => {
    expect(plansWith({}).call()).toEqual({
      apiKeyId: 'k1',
      apiKey: PARTNER.value,
      step: { name: 'apiKey', verdict: 'admitted as key k1', detail: { usagePlanId: 'partners' } },
    });
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['unknown', 'nobody-key-0123456789'],
    ['disabled', PARTNER.value],
    ['spelt like a member of every object', 'constructor'],
  ])('are refused with 403 when %s', (_case, value) => {
    const { admit } = plansWith({ apiKeys: [{ ...PARTNER, enabled: false }] });
    expect(refusalOf(() => admit(value, '/books', 'GET'))).toMatchObject({
      responseType: 'INVALID_API_KEY',
      detail: { status: 403, errorType: 'ForbiddenException', message: 'Forbidden' },
    });
  });
});

describe('the throttle of a usage plan', () => {
  it('gives each key a bucket that refills with time', () => {
    const { call, clock } = plansWith({ throttle: { rateLimit: 1, burstLimit: 1 } });
    call();
    expect(refusalOf(() => call())).toMatchObject({ responseType: 'THROTTLED', detail: { status: 429 } });
    call(FRIEND.value);
    clock.ms += 1000;
    call();
    expect(() => call()).toThrow('Too Many Requests');
  });

  it('is replaced for a method that has its own', () => {
    const methodThrottles = new Map([['/search/GET', { rateLimit: 1, burstLimit: 2 }]]);
    const { call } = plansWith({ throttle: { rateLimit: 1, burstLimit: 1 }, methodThrottles });
    call(PARTNER.value, '/search');
    call(PARTNER.value, '/search');
    expect(() => call(PARTNER.value, '/search')).toThrow('Too Many Requests');
    call(PARTNER.value, '/books');
    expect(() => call(PARTNER.value, '/books')).toThrow('Too Many Requests');
  });

  it('refuses before the quota is touched', () => {
    const { call, clock } = plansWith({
      throttle: { rateLimit: 1, burstLimit: 1 },
      quota: { limit: 2, period: 'DAY', offset: 0 },
    });
    call();
    expect(() => call()).toThrow('Too Many Requests');
    clock.ms += 1000;
    expect(call().step.detail).toEqual({ usagePlanId: 'partners', quotaRemaining: 0 });
  });
});

describe('the quota of a usage plan', () => {
  it('is counted for each key and starts anew with the next period', () => {
    const { call, clock } = plansWith({ quota: { limit: 2, period: 'DAY', offset: 0 } });
    expect([call(), call()].map(({ step }) => step.detail)).toEqual([
      { usagePlanId: 'partners', quotaRemaining: 1 },
      { usagePlanId: 'partners', quotaRemaining: 0 },
    ]);
    expect(refusalOf(() => call())).toMatchObject({
      responseType: 'QUOTA_EXCEEDED',
      detail: { status: 429, errorType: 'LimitExceededException', message: 'Limit Exceeded' },
    });
    call(FRIEND.value);
    clock.ms += DAY_MS / 2 - 1;
    expect(() => call()).toThrow('Limit Exceeded');
    clock.ms += 1;
    expect(() => call()).not.toThrow();
  });

  it.each([
    ['DAY', 0, '2026-03-04T23:59:59.999Z', '2026-03-04'],
    ['WEEK', 0, '2026-03-04T12:00:00Z', '2026-03-01'],
    ['WEEK', 1, '2026-03-04T12:00:00Z', '2026-03-02'],
    ['WEEK', 4, '2026-03-04T12:00:00Z', '2026-02-26'],
    ['WEEK', 3, '2026-03-04T00:00:00Z', '2026-03-04'],
    ['MONTH', 0, '2026-03-04T12:00:00Z', '2026-03-01'],
    ['MONTH', 3, '2026-03-04T00:00:00Z', '2026-03-04'],
    ['MONTH', 4, '2026-03-04T12:00:00Z', '2026-02-05'],
    ['MONTH', 14, '2026-01-03T12:00:00Z', '2025-12-15'],
  ] as const)('has periods of a %s with offset %i: at %s since %s', (period, offset, now, start) => {
    const found = new Date(findPeriodStart({ limit: 1, period, offset }, Date.parse(now)));
    expect(found.toISOString()).toBe(`${start}T00:00:00.000Z`);
  });
});
