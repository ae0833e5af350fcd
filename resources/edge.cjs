/** What stands in front of the REST API where the parameter `edge` is on: the files of resources/edge/. */

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parse } = require('yaml');

const FILES = ['edge/distribution.yml', 'edge/firewall.yml', 'edge/keys.yml'];
const readYaml = (file) => parse(readFileSync(join(__dirname, file), 'utf8'));

/** What `${file(resources/edge.cjs)}` in serverless.yml stands for. */
module.exports = async ({ resolveVariable }) => {
  if (!(await readSwitch(resolveVariable, 'edge'))) return {};
  const { StorefrontHeaders } = readYaml('storefront.yml').Resources;
  const host = (await resolveVariable('param:edgeDomain')) || (await resolveVariable('param:edgeHost'));
  const parts = FILES.map(readYaml);
  return {
    Resources: Object.assign(
      { StorefrontHeaders: allowHost(StorefrontHeaders, host) },
      ...parts.map(({ Resources }) => Resources),
    ),
    Outputs: Object.assign({}, ...parts.map(({ Outputs }) => Outputs)),
  };
};
module.exports.readSwitch = readSwitch;
module.exports.askForKey = askForKey;

/** A misspelt word must not leave the API open. */
async function readSwitch(resolveVariable, name) {
  const value = await resolveVariable(`param:${name}`);
  if (value !== 'on' && value !== 'off') throw new Error(`The parameter ${name} is on or off, not ${value}.`);
  return value === 'on';
}

/** The pages of the storefront may call the edge. */
function allowHost(headersPolicy, host) {
  const { ContentSecurityPolicy } = headersPolicy.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
  const policy = ContentSecurityPolicy.ContentSecurityPolicy;
  policy['Fn::Sub'] = policy['Fn::Sub'].replace(/(img|connect)-src 'self'/g, `$& https://${host}`);
  return headersPolicy;
}

/**
 * Every method of an OpenAPI document asks for a key, in place. OPTIONS too: a browser sends its preflight without a key,
 * but through the edge, which adds one.
 */
function askForKey(contract) {
  contract.components.securitySchemes.apiKey = { type: 'apiKey', name: 'x-api-key', in: 'header' };
  for (const operation of Object.values(contract.paths).flatMap((path) => Object.values(path))) {
    // Beside the authorizer, not with it in one requirement: so API Gateway writes it itself when it exports an API.
    operation.security = [...(operation.security ?? []), { apiKey: [] }];
  }
  return contract;
}
