/** Builds distributions and stacks with one for the tests of this folder. */

import type { Distribution } from '../../../local/cloudfront/distribution.ts';
import { readStack, type Stack } from '../../../local/stack/stack.ts';

export const ALL_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];

export function aDistribution(changes: Partial<Distribution> = {}): Distribution {
  return {
    id: 'EDFDVBD6EXAMPLE',
    domainName: 'd111111abcdef8.cloudfront.net',
    aliases: [],
    originHost: 'a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com',
    originPath: '/prod',
    originHeaders: [['x-api-key', 'the-key-of-the-edge']],
    allowedMethods: new Set(ALL_METHODS),
    viewerRequest: undefined,
    ...changes,
  };
}

const API = { Type: 'AWS::ApiGateway::RestApi', Properties: {} };
export const REWRITE = { Type: 'AWS::CloudFront::Function', Properties: { FunctionCode: 'function handler() {}' } };

interface Parts {
  readonly behavior?: object;
  readonly origin?: object;
  readonly others?: object;
}

/** A stack with a distribution `Edge` in front of a REST API. */
export function aStackWithEdge({ behavior = {}, origin = {}, others = {} }: Parts = {}): Stack {
  const Edge = {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Aliases: ['api.example.com'],
        Origins: [
          {
            Id: 'api',
            DomainName: { 'Fn::Sub': '${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}' },
            OriginPath: '/prod',
            CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
            OriginCustomHeaders: [{ HeaderName: 'x-api-key', HeaderValue: 'the-key-of-the-edge' }],
            ...origin,
          },
        ],
        DefaultCacheBehavior: {
          TargetOriginId: 'api',
          ViewerProtocolPolicy: 'https-only',
          AllowedMethods: ALL_METHODS,
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
          FunctionAssociations: [
            { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['Rewrite', 'FunctionARN'] } },
          ],
          ...behavior,
        },
      },
    },
  };
  return readStack(
    { Resources: { Api: API, Rewrite: REWRITE, Edge, ...others } },
    { stackName: 'shop-prod', region: 'eu-west-1', accountId: '123456789012' },
  );
}
