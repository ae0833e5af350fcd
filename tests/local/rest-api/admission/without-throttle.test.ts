import { createThrottle } from '../../../../local/rest-api/admission/throttle.ts';
import { createUsagePlans } from '../../../../local/rest-api/admission/usage-plans.ts';
import { UNLIMITED, withoutThrottle } from '../../../../local/rest-api/admission/without-throttle.ts';
import { aStage, NOON } from '../an-exchange.ts';

describe('a stage without its throttle', () => {
  const limits = { throttlingRateLimit: 1, throttlingBurstLimit: 1, cachingEnabled: true };
  const plan = {
    usagePlanId: 'plan',
    apiKeys: [{ apiKeyId: 'key', value: 'the-key-of-a-partner', enabled: true }],
    throttle: { rateLimit: 1, burstLimit: 1 },
    quota: { limit: 1, period: 'DAY' as const, offset: 0 },
    methodThrottles: new Map([['/books/GET', { rateLimit: 1, burstLimit: 1 }]]),
  };
  const stage = withoutThrottle(aStage({ methodSettings: new Map([['*/*', limits]]), usagePlans: [plan] }));

  it('takes more requests at once than any account may send', () => {
    const { admit } = createThrottle(stage, () => NOON, UNLIMITED);
    expect(() => {
      for (let request = 0; request < 20_000; request++) admit('/books', 'GET');
    }).not.toThrow();
  });

  it('takes as many requests with a key, and none without', () => {
    const { admit } = createUsagePlans(stage, () => NOON);
    expect(() => {
      for (let request = 0; request < 100; request++) admit('the-key-of-a-partner', '/books', 'GET');
    }).not.toThrow();
    expect(() => admit(undefined, '/books', 'GET')).toThrow('Forbidden');
  });

  it('keeps its other settings', () => {
    expect(stage.methodSettings.get('*/*')).toEqual({ cachingEnabled: true });
  });
});
