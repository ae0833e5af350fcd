/** Runs one vector of kind `http`: starts its API on a port, sends its request, and compares. */

import type { HttpStageDefinition } from '../../local/http-api/definition.ts';
import { toHttpApiDefinition } from '../../local/http-api/read-api.ts';
import { startHttpApi } from '../../local/http-api/server.ts';
import type { Difference } from './expectations.ts';
import { AUTHORIZER_ARN, LAMBDA_ARN, startFakeBackends, USER_POOL_ARN } from './fake-backends.ts';
import { fillIn } from './placeholders.ts';
import { sendAndCheck } from './send-and-check.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { getMembers, isMembers, type Members, type Vector } from './vectors.ts';

const API_ID = 'conform123';
const AUTHORIZER_URI = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${AUTHORIZER_ARN}/invocations`;

export async function runHttp(vector: Vector, issuer: TokenIssuer): Promise<Difference[]> {
  const backend = isMembers(vector.input.backend) ? vector.input.backend : {};
  const fake = await startFakeBackends(backend, issuer);
  const values = { BACKEND: fake.url, LAMBDA_ARN, API_ID, USER_POOL_ARN, ISSUER: issuer.issuer };
  const input = fillIn(vector.input, values);
  const expect = fillIn(vector.expect, values);
  const stage = toStage(getMembers(input, 'api', vector.id));
  const server = await startHttpApi({ stages: [stage], backends: fake.backends, port: 0 });
  try {
    const request = getMembers(input, 'request', vector.id);
    return await sendAndCheck({ port: server.port, request, expect, fake, issuer, audience: audienceOf(stage) });
  } finally {
    await Promise.all([server.close(), fake.close()]);
  }
}

/** The configured one. */
const audienceOf = ({ api }: HttpStageDefinition): string =>
  [...api.authorizers.values()].flatMap(({ audience }) => audience)[0] ?? 'conformance-client';

function toStage(api: Members): HttpStageDefinition {
  const authorizers = Object.entries(isMembers(api.Authorizers) ? api.Authorizers : {}).map(([name, properties]) => [
    name,
    { AuthorizerUri: AUTHORIZER_URI, ...(isMembers(properties) ? properties : {}) },
  ]);
  const definition = toHttpApiDefinition({
    apiId: API_ID,
    name: 'conformance',
    cors: api.CorsConfiguration,
    authorizers: Object.fromEntries(authorizers),
    routes: Array.isArray(api.routes) ? api.routes : [],
  });
  const variables = Object.entries(isMembers(api.stageVariables) ? api.stageVariables : {});
  return {
    stageName: String(api.stageName),
    api: definition,
    variables: Object.fromEntries(variables.map(([name, value]) => [name, String(value)])),
    routeThrottles: new Map(),
  };
}
