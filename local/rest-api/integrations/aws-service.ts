/** AWS towards any service but Lambda: the request goes to whatever plays that service here. */

import type { HeaderLines } from '../../api-gateway/client.ts';
import { findHeader } from '../../api-gateway/header-lines.ts';
import { type HttpClient, type HttpReply, withQuery } from '../../api-gateway/http-client.ts';
import type { Backends } from '../backends.ts';
import type { IntegrationDefinition } from '../definition.ts';
import { integrationFailure, isNetworkFailure } from '../failures.ts';
import { toBackendReply } from './http.ts';
import type { BackendRequest, Integration } from './integration.ts';

interface ServiceCall {
  readonly region: string;
  /** May carry a subdomain before a dot, such as `abc.appsync-api`. */
  readonly service: string;
  readonly kind: 'action' | 'path';
  /** The action's name with its parameters, or the path without its first slash. */
  readonly rest: string;
}

interface JsonProtocol {
  readonly targetPrefix: string;
  readonly contentType: string;
}

/** Services whose action travels in `X-Amz-Target`; all others take it as the query parameter `Action`. */
const JSON_PROTOCOLS = new Map<string, JsonProtocol>([
  ['dynamodb', { targetPrefix: 'DynamoDB_20120810', contentType: 'application/x-amz-json-1.0' }],
  ['kinesis', { targetPrefix: 'Kinesis_20131202', contentType: 'application/x-amz-json-1.1' }],
  ['firehose', { targetPrefix: 'Firehose_20150804', contentType: 'application/x-amz-json-1.1' }],
  ['states', { targetPrefix: 'AWSStepFunctions', contentType: 'application/x-amz-json-1.0' }],
  ['events', { targetPrefix: 'AWSEvents', contentType: 'application/x-amz-json-1.1' }],
  ['ssm', { targetPrefix: 'AmazonSSM', contentType: 'application/x-amz-json-1.1' }],
  ['cognito-idp', { targetPrefix: 'AWSCognitoIdentityProviderService', contentType: 'application/x-amz-json-1.1' }],
]);

const URI = /^arn:[\w-]+:apigateway:([^:]*):([^:]+):(action|path)\/(.*)$/s;

/** Undefined for a URI of another form. */
export function parseServiceUri(uri: string): ServiceCall | undefined {
  const [, region, service, kind, rest] = URI.exec(uri) ?? [];
  if (region === undefined || service === undefined || rest === undefined) return undefined;
  return { region, service, kind: kind === 'path' ? 'path' : 'action', rest };
}

export function createAwsService(
  integration: IntegrationDefinition,
  backends: Backends,
  client: HttpClient,
): Integration {
  return async (request) => {
    const call = parseServiceUri(request.uri);
    if (call === undefined) throw integrationFailure(`${request.uri} names no AWS service`);
    const endpoint = backends.serviceEndpoint(call.service);
    if (endpoint === undefined) throw integrationFailure(`nothing here plays the AWS service ${call.service}`);
    const url = toUrl(endpoint, call, request);
    const sending = client.send({
      method: request.method,
      url,
      headers: toHeaders(request.headers, call),
      body: request.method === 'GET' || request.method === 'HEAD' ? undefined : request.body.content,
      timeoutInMillis: integration.timeoutInMillis,
    });
    const reply = await sending.catch(toUnavailable);
    const target =
      call.kind === 'action' ? `${call.service} ${call.rest}` : `${call.service} ${request.method} /${call.rest}`;
    return toBackendReply(reply, target);
  };
}

/**
 * A service of AWS is always within reach; where it can't work, it says so itself. What plays it here may have ended, and
 * is being started again. Source: "Common Errors", Amazon DynamoDB API Reference.
 */
function toUnavailable(error: unknown): HttpReply {
  if (!isNetworkFailure(error)) throw error;
  const text = '{"__type":"ServiceUnavailable","message":"The service can\'t be reached at this moment."}';
  return { status: 503, headers: [['Content-Type', 'application/json']], body: Buffer.from(text) };
}

function toUrl(endpoint: string, call: ServiceCall, { query }: BackendRequest): string {
  const base = endpoint.endsWith('/') ? endpoint.slice(0, -1) : endpoint;
  if (call.kind === 'path') return withQuery(`${base}/${call.rest}`, query);
  if (JSON_PROTOCOLS.has(call.service)) return withQuery(`${base}/`, query);
  // `action/GetObject&Bucket=…` may carry parameters after the action's name.
  return withQuery(`${base}/?Action=${call.rest}`, query);
}

/** Signed in form only: nothing here checks signatures, but engines refuse a request that has none. */
function toHeaders(headers: HeaderLines, { region, service, kind, rest }: ServiceCall): HeaderLines {
  const protocol = kind === 'action' ? JSON_PROTOCOLS.get(service) : undefined;
  const scope = `20200101/${region || 'us-east-1'}/${service}/aws4_request`;
  const added: [string, string][] = [
    ['X-Amz-Date', '20200101T000000Z'],
    ['Authorization', `AWS4-HMAC-SHA256 Credential=local/${scope}, SignedHeaders=host, Signature=0`],
  ];
  if (protocol && findHeader(headers, 'x-amz-target') === undefined) {
    added.push(['X-Amz-Target', `${protocol.targetPrefix}.${rest}`]);
  }
  if (findHeader(headers, 'content-type') === undefined) {
    added.push(['Content-Type', protocol?.contentType ?? 'application/json']);
  }
  return [...headers, ...added];
}
