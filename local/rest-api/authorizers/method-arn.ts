/** What a policy is asked about: the method's ARN and the circumstances of the request. */

import type { ConditionKeys } from '../../api-gateway/policy/conditions.ts';
import type { PolicyRequest } from '../../api-gateway/policy/policy.ts';
import type { Exchange } from '../exchange.ts';
import { methodArnTooLong } from './refusals.ts';

/** Source: "Amazon API Gateway important notes". */
const MAX_METHOD_ARN_BYTES = 1600;

/** The resource's own path with this request's values, so that no odd spelling of a path slips past a policy. Throws a 414. */
export function toMethodArn({ stage, method, httpMethod, parameters }: Exchange): string {
  const { region, accountId, restApiId } = stage.api;
  const path = method.resourcePath.replace(/\{([^}+]+)\+?\}/g, (whole, name: string) =>
    Object.hasOwn(parameters.path, name) ? (parameters.path[name] ?? whole) : whole,
  );
  const arn = `arn:aws:execute-api:${region}:${accountId}:${restApiId}/${stage.stageName}/${httpMethod}${path}`;
  const bytes = Buffer.byteLength(arn);
  if (bytes > MAX_METHOD_ARN_BYTES) throw methodArnTooLong(bytes);
  return arn;
}

export const toPolicyRequest = (exchange: Exchange, methodArn: string): PolicyRequest => ({
  action: 'execute-api:Invoke',
  resource: methodArn,
  conditionKeys: toConditionKeys(exchange),
});

function toConditionKeys({ request }: Exchange): ConditionKeys {
  const keys = new Map([
    ['aws:sourceip', request.sourceIp.replace(/^::ffff:(?=\d+\.)/i, '')],
    ['aws:currenttime', new Date(request.receivedAtMs).toISOString()],
    ['aws:epochtime', String(Math.floor(request.receivedAtMs / 1000))],
    // On AWS there is no way to an API but TLS.
    ['aws:securetransport', 'true'],
    ['aws:principaltype', 'Anonymous'],
  ]);
  for (const [name, value] of request.headers) {
    const lowerCase = name.toLowerCase();
    if (lowerCase === 'user-agent') keys.set('aws:useragent', value);
    if (lowerCase === 'referer') keys.set('aws:referer', value);
  }
  return keys;
}
