/** Puts openapi.yml into the template: the REST API's Body, and a deployment that is new whenever the API changes. */

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parse } = require('yaml');
const { addCors } = require('./cors.cjs');
const { askForKey, readSwitch } = require('./edge.cjs');
const { escapeVariables } = require('./escape-variables.cjs');
const { inlineTemplates } = require('./mapping-templates.cjs');
const { takeMethodSettings } = require('./method-settings.cjs');

const root = join(__dirname, '..');
const readYaml = (file) => parse(readFileSync(join(root, file), 'utf8'), { merge: true });

/** What `${file(resources/rest-api.cjs)}` in serverless.yml stands for. */
module.exports = async ({ resolveVariable }) => {
  const settings = {
    asksForKey: await readSwitch(resolveVariable, 'edge'),
    cacheSize: checkCacheSize(await resolveVariable('param:cacheSize')),
  };
  return toStack(readYaml('openapi.yml'), readYaml('resources/rest-api.yml'), settings);
};
module.exports.toStack = toStack;

/** `contract` is an OpenAPI document, `stack` the resources around it; both are used up. */
function toStack(contract, stack, { asksForKey = false, cacheSize = 'off' } = {}) {
  const { RestApi, RestApiStage } = stack.Resources;
  const plainBody = toBody(contract);
  RestApiStage.Properties.MethodSettings.push(...takeMethodSettings(plainBody.paths, cacheSize !== 'off'));
  if (cacheSize !== 'off') {
    Object.assign(RestApiStage.Properties, { CacheClusterEnabled: true, CacheClusterSize: `${cacheSize}` });
  }
  const body = escapeVariables(asksForKey ? askForKey(plainBody) : plainBody);
  RestApi.Properties.Body = body;

  // A deployment is a snapshot: without a new logical id CloudFormation would never take another one.
  const deploymentId = `RestApiDeployment${hash([body, RestApiStage.Properties, stack.Parameters])}`;
  RestApiStage.Properties.DeploymentId = { Ref: deploymentId };
  stack.Resources[deploymentId] = {
    Type: 'AWS::ApiGateway::Deployment',
    Properties: { RestApiId: { Ref: 'RestApi' }, Description: 'Taken by CloudFormation' },
  };
  return stack;
}

/** Source: "CacheClusterSize" of AWS::ApiGateway::Stage. */
const CACHE_SIZES = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237'];

function checkCacheSize(size) {
  if (size === 'off' || CACHE_SIZES.includes(String(size))) return size;
  throw new Error(`The parameter cacheSize is off or one of ${CACHE_SIZES.join(', ')}, not ${size}.`);
}

/** The contract as API Gateway imports it. */
function toBody({ 'x-shared': _anchors, servers: _localServers, ...contract }) {
  const operations = Object.values(contract.paths).flatMap((path) => Object.values(path));
  for (const { 'x-amazon-apigateway-integration': integration } of operations) {
    inlineTemplates(integration, join(root, 'mapping-templates'));
  }
  return addCors(contract);
}

function hash(value) {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}
