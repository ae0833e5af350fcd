/**
 * Names of one's own for the storefront and the edge. CloudFront's own take TLS 1.0, too; a certificate of one's own comes
 * with a minimum. Source: "Supported protocols and ciphers between viewers and CloudFront".
 */

const { readSwitch } = require('./edge.cjs');

/** What `${file(resources/domains.cjs)}` in serverless.yml stands for: what it adds to the distributions. */
module.exports = async ({ resolveVariable }) => {
  const names = await readNames(resolveVariable);
  if (names.size === 0) return {};
  const certificateArn = await resolveVariable('param:certificateArn');
  if (!/^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\/[\w-]+$/.test(certificateArn))
    throw new Error('certificateArn is the ARN of a certificate in us-east-1, where CloudFront looks for it.');
  const entries = [...names];
  return {
    Resources: Object.fromEntries(entries.map(([id, name]) => [id, withName(name, certificateArn)])),
    Outputs: Object.assign({}, ...entries.map(([id]) => toTarget(id)), toApiUrl(names.get('EdgeDistribution'))),
  };
};

/** By the logical id of the distribution. */
async function readNames(resolveVariable) {
  const [storefront, edge] = await Promise.all(
    ['storefrontDomain', 'edgeDomain'].map((it) => resolveVariable(`param:${it}`)),
  );
  if (edge && !(await readSwitch(resolveVariable, 'edge')))
    throw new Error('edgeDomain needs the parameter edge to be on.');
  const names = new Map([
    ['StorefrontDistribution', storefront],
    ['EdgeDistribution', edge],
  ]);
  return new Map([...names].filter(([, name]) => name));
}

function withName(name, certificateArn) {
  const ViewerCertificate = {
    AcmCertificateArn: certificateArn,
    MinimumProtocolVersion: 'TLSv1.2_2021',
    SslSupportMethod: 'sni-only',
  };
  return { Properties: { DistributionConfig: { Aliases: [name], ViewerCertificate } } };
}

/** The host that the name has to lead to: a CNAME or alias record, which stays with whoever has the domain. */
function toTarget(id) {
  return { [`${id}Host`]: { Value: { 'Fn::GetAtt': [id, 'DomainName'] } } };
}

const toApiUrl = (name) => name && { ApiUrl: { Value: `https://${name}` } };
