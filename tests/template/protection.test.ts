/** What keeps data from loss and from strangers, in the compiled templates. */

import { type Resource, readTemplate, resourcesOf, stages } from './compiled.ts';

const namesOf = (resources: readonly (readonly [string, Resource])[]) => resources.map(([logicalId]) => logicalId);

describe.each([
  ['dev', false, 'INACTIVE'],
  ['prod', true, 'ACTIVE'],
] as const)('the data of %s', (stage, isKept, poolProtection) => {
  const template = readTemplate(stage);

  it.each(resourcesOf(template, 'AWS::DynamoDB::Table'))(
    `of %s ${isKept ? 'outlives mistakes' : 'goes with the stack'}`,
    (_logicalId, { Properties }) => {
      expect(Properties.DeletionProtectionEnabled).toBe(isKept);
      expect(Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: isKept });
      // Off would be an own key of the account's; what AWS encrypts with its own costs nothing.
      expect(Properties.SSESpecification).toBeUndefined();
    },
  );

  it(`of readers ${isKept ? 'outlives mistakes' : 'goes with the stack'}`, () => {
    const pools = resourcesOf(template, 'AWS::Cognito::UserPool');
    expect(pools.map(([, { Properties }]) => Properties.DeletionProtection)).toEqual([poolProtection]);
  });
});

describe.each(stages)('the template of %s', (stage) => {
  const template = readTemplate(stage);
  const distributions = resourcesOf(template, 'AWS::CloudFront::Distribution');
  const configOf = ({ Properties }: Resource) => Properties.DistributionConfig;

  it('encrypts what lies in queues, and lets nobody near them over plain HTTP', () => {
    const queues = resourcesOf(template, 'AWS::SQS::Queue');
    expect(namesOf(queues.filter(([, { Properties }]) => Properties.SqsManagedSseEnabled !== true))).toEqual([]);
    const policies = resourcesOf(template, 'AWS::SQS::QueuePolicy').map(([, { Properties }]) => Properties);
    const guarded = policies.filter(({ PolicyDocument }) =>
      JSON.stringify(PolicyDocument).includes('"Effect":"Deny","Principal":"*","Action":"sqs:*"'),
    );
    expect(guarded.flatMap(({ Queues }) => Queues.map(({ Ref }: { Ref: string }) => Ref))).toEqual(namesOf(queues));
  });

  it.each(distributions)('%s speaks to browsers over TLS alone', (_logicalId, distribution) => {
    const { DefaultCacheBehavior, CacheBehaviors = [] } = configOf(distribution);
    for (const { ViewerProtocolPolicy } of [DefaultCacheBehavior, ...CacheBehaviors])
      expect(['redirect-to-https', 'https-only']).toContain(ViewerProtocolPolicy);
  });

  it('lets CloudFront alone read the bucket of the storefront, signed', () => {
    const [, storefront] = distributions.find(([logicalId]) => logicalId === 'StorefrontDistribution') ?? [];
    if (!storefront) throw new Error('There is no StorefrontDistribution.');
    const [origin] = configOf(storefront).Origins;
    expect(origin).toMatchObject({
      OriginAccessControlId: { 'Fn::GetAtt': ['StorefrontAccess', 'Id'] },
      S3OriginConfig: { OriginAccessIdentity: '' },
    });
    expect(template.Resources.StorefrontAccess?.Properties.OriginAccessControlConfig).toMatchObject({
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    });
    const allowed = template.Resources.StorefrontBucketPolicy?.Properties.PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );
    expect(allowed).toEqual([
      expect.objectContaining({
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      }),
    ]);
  });

  it('sends security headers with each file of the storefront, and lets files say how long they may be cached', () => {
    const { DefaultCacheBehavior } = configOf(template.Resources.StorefrontDistribution as Resource);
    // CachingOptimized: up to a year, as the Cache-Control of each file says. scripts/deploy/ sets that.
    expect(DefaultCacheBehavior).toMatchObject({
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      ResponseHeadersPolicyId: { Ref: 'StorefrontHeaders' },
    });
    const { SecurityHeadersConfig } =
      template.Resources.StorefrontHeaders?.Properties.ResponseHeadersPolicyConfig ?? {};
    expect(Object.keys(SecurityHeadersConfig).toSorted()).toEqual([
      'ContentSecurityPolicy',
      'ContentTypeOptions',
      'FrameOptions',
      'ReferrerPolicy',
      'StrictTransportSecurity',
    ]);
    for (const header of Object.values<{ Override: boolean }>(SecurityHeadersConfig))
      expect(header.Override).toBe(true);
  });
});
