/** The integration that a method's definition asks for. */

import type { HttpClient } from '../../api-gateway/http-client.ts';
import type { Backends } from '../backends.ts';
import type { IntegrationDefinition, RestApiDefinition } from '../definition.ts';
import { createAwsService } from './aws-service.ts';
import { createHttpIntegration } from './http.ts';
import type { Integration } from './integration.ts';
import { createLambdaCustom } from './lambda-custom.ts';
import { createLambdaProxy } from './lambda-proxy.ts';
import { isLambdaUri } from './lambda-target.ts';
import { sendToMock } from './mock.ts';

export function createIntegration(
  integration: IntegrationDefinition,
  api: RestApiDefinition,
  backends: Backends,
  client: HttpClient,
): Integration {
  switch (integration.type) {
    case 'MOCK':
      return sendToMock;
    case 'HTTP':
    case 'HTTP_PROXY':
      return createHttpIntegration(integration, api, client);
    case 'AWS_PROXY':
      return createLambdaProxy(integration, api, backends);
    case 'AWS':
      return isLambdaUri(integration.uri)
        ? createLambdaCustom(integration, backends)
        : createAwsService(integration, backends, client);
  }
}
