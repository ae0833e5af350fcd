/** InitiateAuth and AdminInitiateAuth: signs in by password, or refreshes. */

import { CognitoError, invalidParameter, notFound } from '../cognito-error.ts';
import type { ClientDefinition } from '../definition.ts';
import { getText, getTexts, type Input } from '../input.ts';
import type { Pool, Service } from '../pool.ts';
import { refresh } from '../refresh.ts';
import { signInByPassword } from '../sign-in-by-password.ts';

type Parameters = Readonly<Record<string, string>>;
type Flow = (
  service: Service,
  pool: Pool,
  client: ClientDefinition,
  parameters: Parameters,
) => Promise<object> | object;

interface FlowRule {
  readonly allowedBy: string;
  readonly run: Flow;
}

const refreshRule: FlowRule = { allowedBy: 'ALLOW_REFRESH_TOKEN_AUTH', run: refresh };
const FLOWS: ReadonlyMap<string, FlowRule> = new Map([
  ['USER_PASSWORD_AUTH', { allowedBy: 'ALLOW_USER_PASSWORD_AUTH', run: signInByPassword }],
  ['REFRESH_TOKEN_AUTH', refreshRule],
  ['REFRESH_TOKEN', refreshRule],
]);
const ADMIN_FLOWS: ReadonlyMap<string, FlowRule> = new Map([
  ['ADMIN_USER_PASSWORD_AUTH', { allowedBy: 'ALLOW_ADMIN_USER_PASSWORD_AUTH', run: signInByPassword }],
  ['REFRESH_TOKEN_AUTH', refreshRule],
  ['REFRESH_TOKEN', refreshRule],
]);

export async function initiateAuth(service: Service, input: Input): Promise<object> {
  const { pool, client } = service.getClient(getText(input, 'ClientId'));
  return runFlow(FLOWS, service, pool, client, input);
}

export async function adminInitiateAuth(service: Service, input: Input): Promise<object> {
  const { pool, client } = service.getClient(getText(input, 'ClientId'));
  const wanted = service.getPool(getText(input, 'UserPoolId'));
  if (wanted !== pool) throw notFound(`User pool client ${client.id} does not exist.`);
  return runFlow(ADMIN_FLOWS, service, pool, client, input);
}

async function runFlow(
  flows: ReadonlyMap<string, FlowRule>,
  service: Service,
  pool: Pool,
  client: ClientDefinition,
  input: Input,
): Promise<object> {
  const name = getText(input, 'AuthFlow');
  const flow = flows.get(name);
  if (flow === undefined) throw new CognitoError('InvalidParameterException', `${name} is not supported here.`);
  if (!client.authFlows.has(flow.allowedBy)) throw invalidParameter(`${name} flow not enabled for this client`);
  return flow.run(service, pool, client, getTexts(input, 'AuthParameters'));
}
