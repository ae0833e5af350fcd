/**
 * Releases of the REST API's functions: each deployment makes a version of every function that has changed. The alias
 * `next` is the newest version, `live` the one that serves the shop. The parameter `liveVersions` says which that is,
 * such as `getCover:3,placeOrder:7`; a function that it doesn't name goes live with this deployment.
 */

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');

class Releases {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = { 'before:package:finalize': () => this.addReleases() };
  }

  addReleases() {
    const { serviceDir, service } = this.serverless;
    const { Resources } = service.provider.compiledCloudFormationTemplate;
    const body = JSON.stringify(service.resources.Resources.RestApi.Properties.Body);
    const live = parseLiveVersions(service.custom.liveVersions, Object.keys(service.functions));
    for (const [
      name,
      {
        package: { artifact },
      },
    ] of Object.entries(service.functions)) {
      const id = `${name[0].toUpperCase()}${name.slice(1)}`;
      if (!body.includes(`\${${id}LambdaFunction.Arn}`)) continue;
      const zip = readFileSync(resolve(serviceDir, artifact));
      Object.assign(Resources, toRelease(id, Resources[`${id}LambdaFunction`], zip, live.get(name)));
    }
  }
}

/** A list of `function:version`, as texts. */
function parseLiveVersions(text, names) {
  const entries = text.split(',').filter((entry) => entry !== '');
  return new Map(
    entries.map((entry) => {
      const [, name, version] = /^(\w+):([1-9]\d*)$/.exec(entry) ?? [];
      if (!names.includes(name)) throw new Error(`liveVersions holds ${entry}, which is no function with a version.`);
      return [name, version];
    }),
  );
}

/** What belongs to a function as a whole, or says where its package lies. No version comes from a change of these. */
const OF_NO_VERSION = ['Code', 'CodeSigningConfigArn', 'RecursiveLoop', 'ReservedConcurrentExecutions', 'Tags'];

/** The function itself is told its release, in place: with another one it is never the same, of which Lambda makes no version. */
function toRelease(id, { Properties }, zip, liveVersion) {
  const versioned = Object.entries(Properties).filter(([name]) => !OF_NO_VERSION.includes(name));
  const codeSha256 = createHash('sha256').update(zip).digest('base64');
  const release = hash([codeSha256, versioned]);
  Properties.Description = `${Properties.Description} (release ${release})`;
  // A version never changes: each has an id of its own.
  const versionId = `${id}LambdaVersion${release}`;
  const newest = { 'Fn::GetAtt': [versionId, 'Version'] };
  return {
    [versionId]: {
      Type: 'AWS::Lambda::Version',
      // Older versions stay, to go back to. One of a deployment that failed goes, or the next attempt would meet it.
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: { FunctionName: { Ref: `${id}LambdaFunction` }, CodeSha256: codeSha256 },
    },
    ...toAlias(id, 'live', liveVersion ?? newest),
    ...toAlias(id, 'next', newest),
  };
}

/** The alias, and the permission of this API alone to call it. */
function toAlias(id, name, version) {
  const aliasId = `${id}${name[0].toUpperCase()}${name.slice(1)}Alias`;
  return {
    [aliasId]: {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionName: { Ref: `${id}LambdaFunction` }, Name: name, FunctionVersion: version },
    },
    [`${aliasId}Permission`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: aliasId },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${RestApi}/*/*' },
      },
    },
  };
}

const hash = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

module.exports = Releases;
