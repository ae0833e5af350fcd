/** What an integration does, in a few words. */

import type { Backend, IntegrationRequest, IntegrationResponse, RequestRecord } from './record.ts';
import { describeStatus } from './status-words.ts';

const services = new Map([
  ['dynamodb', 'DynamoDB'],
  ['s3', 'S3'],
  ['sns', 'SNS'],
  ['sqs', 'SQS'],
  ['states', 'Step Functions'],
]);

export function describeRequestMapping({ type, template }: IntegrationRequest): string {
  if (template !== undefined) return 'a template wrote the request';
  return type === 'AWS_PROXY' ? 'packed into an event' : 'passed on as it is';
}

export function describeResponseMapping({ template, selectionPattern, statusCode }: IntegrationResponse): string {
  const chosen = selectionPattern === undefined ? statusCode : `${selectionPattern} → ${statusCode}`;
  return template === undefined ? 'passed on as it is' : `${chosen}, by template`;
}

/** Such as `DynamoDB Scan` or `Lambda bookstore-dev-getCover:live`. */
export function describeTarget(target: string): string {
  const functionName = /^arn:[\w-]+:lambda:[^:]*:\d*:function:([^/]+)/.exec(target)?.[1];
  if (functionName !== undefined) return `Lambda ${functionName}`;
  const [service = '', ...rest] = target.split(' ');
  return [services.get(service) ?? service, ...rest].join(' ');
}

export function describeBackend({ target, reply }: Backend): string {
  if (target === 'MOCK') return 'none: a mock';
  const name = describeTarget(target);
  if (reply === undefined) return `${name}: no answer`;
  return reply.status === undefined ? name : `${name}: ${reply.status}`;
}

/** A function's reply has no status of its own: the one inside it is for the client. */
export function describeReply({ reply }: Backend): string | undefined {
  if (reply === undefined) return 'no usable answer';
  return reply.status === undefined ? undefined : describeStatus(reply.status);
}

/** Who decided on a status of 400 and above that API Gateway did not answer by itself. */
export function explainFailure({
  status = 0,
  refusal,
  backend,
  integrationResponse,
}: RequestRecord): string | undefined {
  if (status < 400 || refusal || backend?.reply?.status === undefined || integrationResponse === undefined)
    return undefined;
  const name = describeTarget(backend.target);
  const replied = describeStatus(backend.reply.status);
  if (integrationResponse.template === undefined) return `${name} itself answered ${replied}.`;
  if (backend.reply.status < 400) {
    return `${name} answered ${replied}, but the template of the integration response made it a ${describeStatus(status)}.`;
  }
  const by = integrationResponse.selectionPattern;
  const rule = by === undefined ? 'The default integration response' : `The integration response for ${by}`;
  const told = backend.target === 'MOCK' ? 'The mock' : name;
  return `${told} answered ${replied}. ${rule} took it and told the client ${describeStatus(status)}, in the API’s own words.`;
}
