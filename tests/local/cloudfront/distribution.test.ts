/** Which distribution of a template is served, and what is said of it at start-up. */

import { findDistribution } from '../../../local/cloudfront/distribution.ts';
import { createCloudFrontSupport } from '../../../local/cloudfront/support.ts';
import { reportSupport } from '../../../local/stack/support.ts';
import { ALL_METHODS, aStackWithEdge } from './a-distribution.ts';

const S3 = { S3OriginConfig: { OriginAccessIdentity: '' }, CustomOriginConfig: undefined };

describe('the distribution of a template', () => {
  it('is read with its origin, headers and function', () => {
    expect(findDistribution(aStackWithEdge())).toEqual({
      id: expect.stringMatching(/^E[A-Z\d]{13}$/),
      domainName: expect.stringMatching(/^d[a-z\d]{13}\.cloudfront\.net$/),
      aliases: ['api.example.com'],
      originHost: expect.stringMatching(/^[a-z\d]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/),
      originPath: '/prod',
      originHeaders: [['x-api-key', 'the-key-of-the-edge']],
      allowedMethods: new Set(ALL_METHODS),
      viewerRequest: 'function handler() {}',
    });
  });

  it('is none where the only one serves a bucket', () => {
    expect(findDistribution(aStackWithEdge({ origin: S3 }))).toBeUndefined();
  });

  it('takes GET and HEAD alone where it does not say otherwise', () => {
    const stack = aStackWithEdge({ behavior: { AllowedMethods: undefined } });
    expect(findDistribution(stack)?.allowedMethods).toEqual(new Set(['GET', 'HEAD']));
  });
});

describe('start-up', () => {
  const complaints = (stack = aStackWithEdge(), runsHere = true) =>
    reportSupport(
      stack,
      createCloudFrontSupport(() => runsHere),
    )
      .notSupported.filter(({ logicalId }) => logicalId === 'Edge')
      .filter(({ reason }) => reason !== undefined)
      .map(({ reason }) => reason);

  it('has nothing against a distribution that only passes on', () => {
    expect(complaints()).toEqual([]);
  });

  it('says when the origin does not run here', () => {
    expect(complaints(aStackWithEdge(), false)).toEqual([expect.stringMatching(/^nothing here is its origin /)]);
  });

  it.each([
    ['caches', { CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }, 'nothing is cached here'],
    ['keeps headers back', { OriginRequestPolicyId: 'mine' }, 'all that the viewer sends goes on to the origin here'],
    [
      'has a function on responses',
      { FunctionAssociations: [{ EventType: 'viewer-response' }] },
      'nothing runs on responses here',
    ],
  ])('says of a distribution that %s that it is not supported', (_what, behavior, reason) => {
    expect(complaints(aStackWithEdge({ behavior }))).toEqual([reason]);
  });

  it('says that a second one is not served', () => {
    const Second = {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Origins: [{ Id: 'x', DomainName: 'x.example', CustomOriginConfig: {} }],
          DefaultCacheBehavior: { TargetOriginId: 'x' },
        },
      },
    };
    const report = reportSupport(
      aStackWithEdge({ others: { Second } }),
      createCloudFrontSupport(() => true),
    );
    expect(report.notSupported).toContainEqual(
      expect.objectContaining({ logicalId: 'Second', reason: 'only the first distribution of its kind is served' }),
    );
  });
});
