/** Names of one's own in front of the storefront and the REST API. */

import buildDomains from '../../resources/domains.cjs';
import buildOrigin from '../../resources/storefront-origin.cjs';
import { readTemplate } from '../template/compiled.ts';
import { findMistakes } from '../template/specification.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234';

type Params = Readonly<Record<string, string>>;
const resolver = (params: Params) => {
  const defaults = { certificateArn: CERTIFICATE, storefrontDomain: '', edgeDomain: '', edge: 'on' };
  const values = new Map(Object.entries({ ...defaults, ...params }).map(([name, value]) => [`param:${name}`, value]));
  return { resolveVariable: async (name: string) => values.get(name) ?? '' };
};

describe("a name of one's own", () => {
  const params = { storefrontDomain: 'shop.example.com', edgeDomain: 'api.example.com' };

  it('brings its certificate, and TLS 1.2 as the oldest', async () => {
    const { Resources = {} } = await buildDomains(resolver(params));
    const ViewerCertificate = {
      AcmCertificateArn: CERTIFICATE,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    };
    expect(Resources).toEqual({
      StorefrontDistribution: {
        Properties: { DistributionConfig: { Aliases: ['shop.example.com'], ViewerCertificate } },
      },
      EdgeDistribution: { Properties: { DistributionConfig: { Aliases: ['api.example.com'], ViewerCertificate } } },
    });
  });

  it('fits into the distributions as AWS has specified them', async () => {
    const { Resources = {} } = await buildDomains(resolver(params));
    const template = readTemplate('prod');
    const named = Object.entries(Resources).map(([id, { Properties }]) => {
      const { Type, Properties: own } = template.Resources[id] ?? { Type: '', Properties: {} };
      const DistributionConfig = { ...own.DistributionConfig, ...Properties.DistributionConfig };
      return [id, { Type, Properties: { ...own, DistributionConfig } }];
    });
    expect(named).toHaveLength(2);
    expect(findMistakes({ ...template, Resources: { ...template.Resources, ...Object.fromEntries(named) } })).toEqual(
      [],
    );
  });

  it('is the origin of the pages and the address of the API, and says where it has to lead', async () => {
    const { Outputs } = await buildDomains(resolver(params));
    expect(Outputs).toEqual({
      StorefrontDistributionHost: { Value: { 'Fn::GetAtt': ['StorefrontDistribution', 'DomainName'] } },
      EdgeDistributionHost: { Value: { 'Fn::GetAtt': ['EdgeDistribution', 'DomainName'] } },
      ApiUrl: { Value: 'https://api.example.com' },
    });
    expect(await buildOrigin(resolver(params))).toEqual({ 'Fn::Sub': 'https://shop.example.com' });
  });

  it('may be that of the storefront alone', async () => {
    const { Resources, Outputs } = await buildDomains(resolver({ storefrontDomain: 'shop.example.com', edge: 'off' }));
    expect(Object.keys(Resources ?? {})).toEqual(['StorefrontDistribution']);
    expect(Object.keys(Outputs ?? {})).toEqual(['StorefrontDistributionHost']);
  });

  it.each([
    ['no certificate', { storefrontDomain: 'a.example', certificateArn: '' }, 'certificateArn is the ARN'],
    [
      'a certificate of another Region',
      { storefrontDomain: 'a.example', certificateArn: CERTIFICATE.replace('us-east-1', 'eu-west-1') },
      'in us-east-1',
    ],
    ['no edge to name', { edgeDomain: 'api.example.com', edge: 'off' }, 'the parameter edge to be on'],
  ])('is refused with %s', async (_what, wrong, message) => {
    await expect(buildDomains(resolver(wrong))).rejects.toThrow(message);
  });

  it('is not needed', async () => {
    expect(await buildDomains(resolver({ certificateArn: '' }))).toEqual({});
    expect(await buildOrigin(resolver({}))).toEqual({ 'Fn::Sub': 'https://\\${StorefrontDistribution.DomainName}' });
  });
});
