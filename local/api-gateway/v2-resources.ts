/** Reads the parts that HTTP APIs and WebSocket APIs have in common in a template: `AWS::ApiGatewayV2::…`. */

import type { StackResource } from '../stack/stack.ts';
import { findNumber, findText, type Properties, toProperties, toTextMap, withoutUndefined } from './properties.ts';
import type { ResourceReader } from './resource-reader.ts';
import { ACCOUNT_THROTTLE, type Throttle } from './token-bucket.ts';

export interface V2Parts {
  /** The API's own resources of a type, such as `Model`. */
  readonly ofType: (type: string) => readonly StackResource[];
  /** Authorizer name to its properties. */
  readonly authorizers: Properties;
  /** Properties of each route, with `Authorizer` for the authorizer's name and `Integration` for its integration's properties. */
  readonly routes: readonly (Properties & { readonly RouteId: string; readonly IntegrationId: string | undefined })[];
}

export function readV2Parts(stack: ResourceReader, apiId: string): V2Parts {
  const ofType = (type: string) =>
    stack.resources(`AWS::ApiGatewayV2::${type}`).filter(({ properties }) => properties.ApiId === apiId);
  const authorizers = new Map(ofType('Authorizer').map((it) => [it.physicalId, it.properties]));
  const integrations = new Map(ofType('Integration').map((it) => [it.physicalId, it.properties]));
  const nameOf = (id: string): string => findText(authorizers.get(id)?.Name) ?? id;
  return {
    ofType,
    authorizers: Object.fromEntries([...authorizers].map(([id, properties]) => [nameOf(id), properties])),
    routes: ofType('Route').map(({ physicalId, properties }) => {
      const IntegrationId = /^integrations\/(.+)$/.exec(findText(properties.Target) ?? '')?.[1];
      const authorizerId = findText(properties.AuthorizerId);
      return {
        ...properties,
        RouteId: physicalId,
        IntegrationId,
        ...(authorizerId !== undefined && { Authorizer: nameOf(authorizerId) }),
        ...(IntegrationId !== undefined && { Integration: integrations.get(IntegrationId) ?? {} }),
      };
    }),
  };
}

/** The stages of each API of a protocol, `HTTP` or `WEBSOCKET`. */
export function readV2Stages<T>(
  stack: ResourceReader,
  protocolType: string,
  readApi: (api: StackResource) => T,
): readonly (V2Stage & { readonly api: T })[] {
  const apis = stack
    .resources('AWS::ApiGatewayV2::Api')
    .filter(({ properties }) => properties.ProtocolType === protocolType);
  const read = new Map(apis.map((api) => [api.physicalId, readApi(api)]));
  return stack.resources('AWS::ApiGatewayV2::Stage').flatMap(({ properties }) => {
    const api = read.get(findText(properties.ApiId) ?? '');
    return api === undefined ? [] : [{ ...toStage(properties), api }];
  });
}

export interface V2Stage {
  readonly stageName: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultThrottle?: Throttle;
  readonly routeThrottles: ReadonlyMap<string, Throttle>;
}

function toStage(properties: Properties): V2Stage {
  const routeSettings = Object.entries(toProperties(properties.RouteSettings));
  return withoutUndefined<V2Stage>({
    stageName: findText(properties.StageName) ?? '$default',
    variables: toTextMap(properties.StageVariables),
    defaultThrottle: toThrottle(properties.DefaultRouteSettings),
    routeThrottles: new Map(
      routeSettings.flatMap(([routeKey, settings]): [string, Throttle][] => {
        const throttle = toThrottle(settings);
        return throttle === undefined ? [] : [[routeKey, throttle]];
      }),
    ),
  });
}

/** A limit that is not stated is the account's. */
function toThrottle(settings: unknown): Throttle | undefined {
  const { ThrottlingRateLimit, ThrottlingBurstLimit } = toProperties(settings);
  const rateLimit = findNumber(ThrottlingRateLimit);
  const burstLimit = findNumber(ThrottlingBurstLimit);
  if (rateLimit === undefined && burstLimit === undefined) return undefined;
  return { rateLimit: rateLimit ?? ACCOUNT_THROTTLE.rateLimit, burstLimit: burstLimit ?? ACCOUNT_THROTTLE.burstLimit };
}
