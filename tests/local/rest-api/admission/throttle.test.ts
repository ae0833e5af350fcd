import { createAccountBucket, createThrottle } from '../../../../local/rest-api/admission/throttle.ts';
import type { MethodSettings } from '../../../../local/rest-api/definition.ts';
import { aStage, NOON, refusalOf } from '../an-exchange.ts';

function aThrottle(settings: Record<string, MethodSettings>, options = {}) {
  const clock = { ms: NOON };
  const stage = aStage({ methodSettings: new Map(Object.entries(settings)) });
  const { admit } = createThrottle(stage, () => clock.ms, options);
  /** How many of ten requests in a row pass. */
  const passing = (path: string, method = 'GET') => {
    let count = 0;
    for (let i = 0; i < 10; i += 1) {
      try {
        admit(path, method);
        count += 1;
      } catch {}
    }
    return count;
  };
  return { admit, passing, clock };
}

describe('throttling of a stage', () => {
  it('lets a burst pass and then as many requests a second as the rate says', () => {
    const { passing, clock } = aThrottle({ '*/*': { throttlingRateLimit: 2, throttlingBurstLimit: 3 } });
    expect(passing('/books')).toBe(3);
    clock.ms += 499;
    expect(passing('/books')).toBe(0);
    clock.ms += 1;
    expect(passing('/books')).toBe(1);
    clock.ms += 1000;
    expect(passing('/books')).toBe(2);
    clock.ms += 60_000;
    expect(passing('/books')).toBe(3);
  });

  it('gives each method a bucket of its own', () => {
    const { passing } = aThrottle({ '*/*': { throttlingRateLimit: 1, throttlingBurstLimit: 2 } });
    expect([passing('/books'), passing('/cart'), passing('/books', 'POST')]).toEqual([2, 2, 2]);
  });

  it('prefers what is set for the method, member by member', () => {
    const { passing } = aThrottle({
      '*/*': { throttlingRateLimit: 1, throttlingBurstLimit: 5 },
      '/books/GET': { throttlingBurstLimit: 1 },
      '/orders/POST': { throttlingRateLimit: 0 },
    });
    expect([passing('/books'), passing('/books', 'POST'), passing('/orders', 'POST')]).toEqual([1, 5, 0]);
  });

  it('holds for a method that is declared as ANY', () => {
    const { passing } = aThrottle({ '/books/ANY': { throttlingRateLimit: 1, throttlingBurstLimit: 1 } });
    expect([passing('/books'), passing('/books', 'PUT')]).toEqual([1, 1]);
  });

  it('is off where the stage says -1', () => {
    const { passing } = aThrottle({ '*/*': { throttlingRateLimit: -1, throttlingBurstLimit: -1 } });
    expect(passing('/books')).toBe(10);
  });

  it('is not fooled by a clock that goes back', () => {
    const { passing, clock } = aThrottle({ '*/*': { throttlingRateLimit: 1, throttlingBurstLimit: 1 } });
    expect(passing('/books')).toBe(1);
    clock.ms -= 60_000;
    expect(passing('/books')).toBe(0);
    clock.ms += 1000;
    expect(passing('/books')).toBe(1);
  });

  it('answers 429 in AWS words', () => {
    const { admit } = aThrottle({ '*/*': { throttlingRateLimit: 0 } });
    expect(refusalOf(() => admit('/books', 'GET'))).toMatchObject({
      responseType: 'THROTTLED',
      detail: { status: 429, errorType: 'TooManyRequestsException', message: 'Too Many Requests' },
    });
  });

  it('tells what it decided only where the stage sets a limit', () => {
    expect(aThrottle({}).admit('/books', 'GET')).toBeUndefined();
    const limited = aThrottle({ '*/*': { throttlingRateLimit: 1, throttlingBurstLimit: 1 } });
    expect(limited.admit('/books', 'GET')).toEqual({ name: 'throttle', verdict: 'admitted' });
  });
});

describe('the limit of the account', () => {
  it('is shared by all methods', () => {
    const { passing } = aThrottle({}, { accountRateLimit: 1, accountBurstLimit: 4 });
    expect([passing('/books'), passing('/cart')]).toEqual([4, 0]);
  });

  it('is shared by stages that are given one bucket', () => {
    const accountBucket = createAccountBucket({ accountRateLimit: 1, accountBurstLimit: 3 });
    expect(aThrottle({}, { accountBucket }).passing('/books')).toBe(3);
    expect(aThrottle({}, { accountBucket }).passing('/books')).toBe(0);
  });

  it('costs nothing when the method itself is throttled', () => {
    const settings = { '/books/GET': { throttlingRateLimit: 0 } };
    const { passing } = aThrottle(settings, { accountRateLimit: 1, accountBurstLimit: 2 });
    expect([passing('/books'), passing('/cart')]).toEqual([0, 2]);
  });

  it('is a burst of 5000 by default', () => {
    const { admit } = createThrottle(aStage(), () => NOON);
    for (let i = 0; i < 5000; i += 1) admit('/books', 'GET');
    expect(() => admit('/books', 'GET')).toThrow('Too Many Requests');
  });
});
