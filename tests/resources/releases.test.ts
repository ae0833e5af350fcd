/** The plugin that makes versions and aliases of the REST API's functions. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Releases from '../../resources/releases.cjs';

const folder = mkdtempSync(join(tmpdir(), 'releases-'));
afterAll(() => rmSync(folder, { recursive: true }));

const BODY = {
  paths: { '/cover': { get: { uri: { 'Fn::Sub': 'x/${GetCoverLambdaFunction.Arn}:live/invocations' } } } },
};
const aFunction = (changes: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Code: { S3Key: 'now/cover.zip' }, Description: 'Covers', MemorySize: 512, ...changes },
});

interface Given {
  readonly code?: string;
  readonly properties?: object;
  readonly liveVersions?: string;
}

/** The template's resources after the plugin has seen them; only getCover is behind the API. */
function release({ code = 'code', properties = {}, liveVersions = '' }: Given = {}) {
  writeFileSync(join(folder, 'cover.zip'), code);
  const Resources: Record<string, ReturnType<typeof JSON.parse>> = {
    GetCoverLambdaFunction: aFunction(properties),
    IndexBooksLambdaFunction: aFunction(),
  };
  const artifact = { package: { artifact: 'cover.zip' } };
  const plugin = new Releases({
    serviceDir: folder,
    service: {
      custom: { liveVersions },
      functions: { getCover: artifact, indexBooks: artifact },
      resources: { Resources: { RestApi: { Properties: { Body: BODY } } } },
      provider: { compiledCloudFormationTemplate: { Resources } },
    },
  });
  for (const run of Object.values(plugin.hooks)) run();
  return Resources;
}

const versionIdOf = (resources: object) => Object.keys(resources).find((id) => id.includes('LambdaVersion')) ?? '';

describe('a function behind the API', () => {
  const resources = release();
  const versionId = versionIdOf(resources);

  it('gets a version of exactly this package, which stays when the next one comes', () => {
    expect(versionId).toMatch(/^GetCoverLambdaVersion[\da-f]{12}$/);
    expect(resources[versionId]).toEqual({
      Type: 'AWS::Lambda::Version',
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        FunctionName: { Ref: 'GetCoverLambdaFunction' },
        // printf code | openssl dgst -sha256 -binary | base64
        CodeSha256: 'VpTQii5T/8rgwxA+Wtb2B2q9lg6x+KVldwQLwQKPcCs=',
      },
    });
  });

  it('is told its release, so that with another one it is another function', () => {
    const { Description } = resources.GetCoverLambdaFunction.Properties;
    expect(Description).toBe(`Covers (release ${versionId.slice(-12)})`);
  });

  it.each(['live', 'next'])('gets the alias %s, which this API alone may call', (name) => {
    const aliasId = `GetCover${name === 'live' ? 'Live' : 'Next'}Alias`;
    expect(resources[aliasId].Properties).toEqual({
      FunctionName: { Ref: 'GetCoverLambdaFunction' },
      Name: name,
      FunctionVersion: { 'Fn::GetAtt': [versionId, 'Version'] },
    });
    expect(resources[`${aliasId}Permission`].Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: aliasId },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: { 'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${RestApi}/*/*' },
    });
  });
});

it('leaves functions alone that are not behind the API', () => {
  const resources = release();
  expect(Object.keys(resources).filter((id) => id.startsWith('IndexBooks'))).toEqual(['IndexBooksLambdaFunction']);
  expect(resources.IndexBooksLambdaFunction).toEqual(aFunction());
});

describe('the id of a version', () => {
  const id = (given: Given) => versionIdOf(release(given));

  it.each([
    ['the place of the package', { properties: { Code: { S3Key: 'later/cover.zip' } } }],
    [
      "the reserved concurrency, which is the function's as a whole",
      { properties: { ReservedConcurrentExecutions: 5 } },
    ],
    ['nothing', {}],
  ])('stays when %s changes', (_what, given) => {
    expect(id(given)).toBe(id({}));
  });

  it.each([
    ['the code', { code: 'other code' }],
    ['the memory', { properties: { MemorySize: 1024 } }],
    ['the environment', { properties: { Environment: { Variables: { A: { Ref: 'B' } } } } }],
  ])('changes with %s', (_what, given) => {
    expect(id(given)).not.toBe(id({}));
  });
});

describe('the parameter liveVersions', () => {
  it('keeps live where it is, while next goes on', () => {
    const resources = release({ liveVersions: 'indexBooks:1,getCover:42' });
    expect(resources.GetCoverLiveAlias.Properties.FunctionVersion).toBe('42');
    expect(resources.GetCoverNextAlias.Properties.FunctionVersion).toEqual({
      'Fn::GetAtt': [versionIdOf(resources), 'Version'],
    });
  });

  it.each(['getCover', 'getCover:', 'getCover:0', 'getCover:latest', 'getBook:3', 'getCover:3;indexBooks:1'])(
    'refuses %s',
    (liveVersions) => {
      expect(() => release({ liveVersions })).toThrow('liveVersions holds');
    },
  );
});
