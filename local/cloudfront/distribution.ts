/** Reads from the template which distribution stands in front of an API: its origin, and what it adds to a request. */

import type { HeaderLines } from '../api-gateway/client.ts';
import { findText, type Properties, toList, toProperties, toTextList } from '../api-gateway/properties.ts';
import type { Stack, StackResource } from '../stack/stack.ts';

export interface Distribution {
  readonly id: string;
  /** Such as `d111111abcdef8.cloudfront.net`. */
  readonly domainName: string;
  /** Hosts of one's own, which are the same distribution. */
  readonly aliases: readonly string[];
  /** The origin's host, which knows no other way than https. */
  readonly originHost: string;
  /** Before the path of each request, such as `/prod`; may be empty. */
  readonly originPath: string;
  readonly originHeaders: HeaderLines;
  readonly allowedMethods: ReadonlySet<string>;
  /** The code of the CloudFront function that sees each request first. */
  readonly viewerRequest: string | undefined;
}

const READ_ONLY = ['GET', 'HEAD'];

/** The first distribution whose default origin is no bucket. */
export function findDistribution(stack: Stack): Distribution | undefined {
  const resource = stack.resources('AWS::CloudFront::Distribution').find(isOnServer);
  return resource && toDistribution(resource, stack);
}

export function isOnServer({ properties }: StackResource): boolean {
  return defaultOrigin(configOf(properties)).CustomOriginConfig !== undefined;
}

export const configOf = (properties: Properties): Properties => toProperties(properties.DistributionConfig);

export function defaultOrigin(config: Properties): Properties {
  const { TargetOriginId } = toProperties(config.DefaultCacheBehavior);
  return toProperties(toList(config.Origins).find((origin) => toProperties(origin).Id === TargetOriginId));
}

function toDistribution(resource: StackResource, stack: Stack): Distribution {
  const config = configOf(resource.properties);
  const origin = defaultOrigin(config);
  const behavior = toProperties(config.DefaultCacheBehavior);
  const methods = toList(behavior.AllowedMethods).map(String);
  return {
    id: resource.physicalId,
    domainName: String(resource.attribute('DomainName')),
    aliases: toTextList(config.Aliases),
    originHost: findText(origin.DomainName) ?? '',
    originPath: findText(origin.OriginPath) ?? '',
    originHeaders: toList(origin.OriginCustomHeaders)
      .map(toProperties)
      .map(({ HeaderName, HeaderValue }) => [String(HeaderName), String(HeaderValue)] as const),
    allowedMethods: new Set(methods.length > 0 ? methods : READ_ONLY),
    viewerRequest: findViewerRequest(stack, resource),
  };
}

/** The code of the function that a distribution asks before all else. */
export function findViewerRequest(stack: Stack, { properties }: StackResource): string | undefined {
  const behavior = toProperties(configOf(properties).DefaultCacheBehavior);
  const association = toList(behavior.FunctionAssociations)
    .map(toProperties)
    .find(({ EventType }) => EventType === 'viewer-request');
  const code = stack
    .resources('AWS::CloudFront::Function')
    .find((it) => it.attribute('FunctionARN') === association?.FunctionARN);
  return findText(code?.properties.FunctionCode);
}
