/** Reads the HTTP APIs of a template with their stages. */

import { findText } from '../../api-gateway/properties.ts';
import type { ResourceReader } from '../../api-gateway/resource-reader.ts';
import { readV2Parts, readV2Stages } from '../../api-gateway/v2-resources.ts';
import type { HttpStageDefinition } from '../definition.ts';
import { toHttpApiDefinition } from '../read-api.ts';

export const readHttpStages = (stack: ResourceReader): readonly HttpStageDefinition[] =>
  readV2Stages(stack, 'HTTP', ({ physicalId, properties }) => {
    const { authorizers, routes } = readV2Parts(stack, physicalId);
    return toHttpApiDefinition({
      apiId: physicalId,
      name: findText(properties.Name),
      region: stack.region,
      accountId: stack.accountId,
      cors: properties.CorsConfiguration,
      authorizers,
      routes,
    });
  });
