import { createThrottle } from '../../../../local/rest-api/admission/throttle.ts';
import { UNLIMITED, withoutThrottle } from '../../../../local/rest-api/admission/without-throttle.ts';
import { aStage, NOON } from '../an-exchange.ts';

describe('a stage without its throttle', () => {
  const limits = { throttlingRateLimit: 1, throttlingBurstLimit: 1, cachingEnabled: true };
  const stage = withoutThrottle(aStage({ methodSettings: new Map([['*/*', limits]]) }));

  it('takes more requests at once than any account may send', () => {
    const { admit } = createThrottle(stage, () => NOON, UNLIMITED);
    expect(() => {
      for (let request = 0; request < 20_000; request++) admit('/books', 'GET');
    }).not.toThrow();
  });

  it('keeps its other settings', () => {
    expect(stage.methodSettings.get('*/*')).toEqual({ cachingEnabled: true });
  });
});
