/** Reads the WebSocket APIs of a template with their stages. */

import { findText, type Properties } from '../../api-gateway/properties.ts';
import type { ResourceReader } from '../../api-gateway/resource-reader.ts';
import { readV2Parts, readV2Stages } from '../../api-gateway/v2-resources.ts';
import type { WebSocketStageDefinition } from '../definition.ts';
import { toWebSocketApiDefinition } from '../read-api.ts';

export const readWebSocketStages = (stack: ResourceReader): readonly WebSocketStageDefinition[] =>
  readV2Stages(stack, 'WEBSOCKET', ({ physicalId, properties }) => {
    const { ofType, authorizers, routes } = readV2Parts(stack, physicalId);
    const propertiesOf = (type: string): readonly Properties[] => ofType(type).map((it) => it.properties);
    const integrationResponses = propertiesOf('IntegrationResponse');
    const routeResponses = propertiesOf('RouteResponse');
    return toWebSocketApiDefinition({
      apiId: physicalId,
      name: findText(properties.Name),
      region: stack.region,
      accountId: stack.accountId,
      routeSelectionExpression: findText(properties.RouteSelectionExpression),
      models: Object.fromEntries(propertiesOf('Model').map(({ Name, Schema }) => [findText(Name) ?? '', Schema])),
      authorizers,
      routes: routes.map(({ RouteId, IntegrationId, ...route }) => ({
        ...route,
        RouteResponses: routeResponses.filter((it) => it.RouteId === RouteId).map((it) => it.RouteResponseKey),
        ...(IntegrationId !== undefined && {
          Integration: {
            ...Object(route.Integration),
            Responses: integrationResponses.filter((it) => it.IntegrationId === IntegrationId),
          },
        }),
      })),
    });
  });
