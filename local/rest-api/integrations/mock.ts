/** MOCK: the status that the request template asks for, and no body. Source: "Mock integrations for REST APIs in API Gateway". */

import { findStatusCode } from '../../api-gateway/mock-status.ts';
import { configurationError } from '../failures.ts';
import { Payload } from '../payload.ts';
import type { BackendReply, BackendRequest } from './integration.ts';

const EMPTY = new Payload('');

export function sendToMock({ body }: BackendRequest): BackendReply {
  const status = findStatusCode(body.text);
  if (status === undefined) throw configurationError('the request template states no integer statusCode');
  return { status, headers: [], body: EMPTY, selectOn: String(status), target: 'MOCK' };
}
