/** For measurements: a stage that takes as many requests as the machine can answer. */

import type { StageDefinition, UsagePlanDefinition } from '../definition.ts';
import type { ThrottleOptions } from './throttle.ts';

/** More than any machine can do, in place of the account's own limits. */
export const UNLIMITED: ThrottleOptions = { accountRateLimit: 1e9, accountBurstLimit: 1e9 };

export function withoutThrottle(stage: StageDefinition): StageDefinition {
  const methodSettings = [...stage.methodSettings].map(([method, settings]) => {
    const { throttlingRateLimit: _rate, throttlingBurstLimit: _burst, ...others } = settings;
    return [method, others] as const;
  });
  return { ...stage, methodSettings: new Map(methodSettings), usagePlans: stage.usagePlans.map(withoutLimits) };
}

/** Its keys are asked for all the same. */
function withoutLimits({ usagePlanId, apiKeys }: UsagePlanDefinition): UsagePlanDefinition {
  return { usagePlanId, apiKeys, methodThrottles: new Map() };
}
