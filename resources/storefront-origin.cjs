/** Where the storefront's pages come from: the one origin that the APIs answer. */

const { escapeVariables } = require('./escape-variables.cjs');

/** What `${file(resources/storefront-origin.cjs)}` stands for. */
module.exports = async ({ resolveVariable }) => {
  const name = await resolveVariable('param:storefrontDomain');
  return escapeVariables({ 'Fn::Sub': `https://${name || '${StorefrontDistribution.DomainName}'}` });
};
