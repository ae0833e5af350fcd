/** Who may do what, in the compiled templates: no right to everything, none for everybody, and no table that nobody may use. */

import { type Resource, readTemplate, resourcesOf, stages } from './compiled.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
}

/** What a role may do to more than what can be named, and why. `action resource` has to match. */
const wildcards: readonly (readonly [RegExp, string])[] = [
  [/^xray:(PutTraceSegments|PutTelemetryRecords) \*$/, 'X-Ray has no resources to name'],
  [
    /^logs:(CreateLogStream|PutLogEvents) arn:.*:log-group:\/aws\/lambda\/bookstore-\w+-\w+:\*$/,
    "the streams of the function's own log group, which Lambda names",
  ],
  [
    /^execute-api:ManageConnections arn:.*:\$\{WebsocketsApi\}\/\w+\/POST\/@connections\/\*$/,
    'connections have no names before they exist',
  ],
  [/^s3:GetObject \$\{StorefrontBucket\.Arn\}\/\*$/, 'all files of the storefront, for its own distribution'],
];

describe.each(stages)('the rights in the template of %s', (stage) => {
  const template = readTemplate(stage);
  const statements = Object.entries(template.Resources).flatMap(([logicalId, resource]) =>
    policiesOf(resource).flatMap(({ Statement }) => Statement.map((it) => ({ logicalId, ...it }))),
  );
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
  const rights = allowed.flatMap(({ logicalId, Action, Resource }) =>
    [Action]
      .flat()
      .flatMap((action) => [Resource].flat().map((it) => ({ logicalId, right: `${action} ${toText(it)}` }))),
  );

  it('are there', () => {
    expect(rights.length).toBeGreaterThan(100);
    expect(statements.filter((it) => 'NotAction' in it || 'NotResource' in it)).toEqual([]);
  });

  it('name each action', () => {
    expect(rights.filter(({ right }) => /^\S*\*/.test(right))).toEqual([]);
  });

  it('name each resource, but for a reason', () => {
    const wide = rights.filter(({ right }) => right.includes('*'));
    expect(wide.filter(({ right }) => !wildcards.some(([pattern]) => pattern.test(right)))).toEqual([]);
    expect(wildcards.filter(([pattern]) => !wide.some(({ right }) => pattern.test(right)))).toEqual([]);
  });

  it('are for nobody in particular only where they are denied', () => {
    expect(allowed.filter(({ Principal }) => JSON.stringify(Principal)?.includes('"*"'))).toEqual([]);
  });

  it('let each role be taken by one service', () => {
    const services = resourcesOf(template, 'AWS::IAM::Role').map(([, { Properties }]) =>
      Properties.AssumeRolePolicyDocument.Statement.map(({ Principal }: Statement) => Principal),
    );
    const known = ['lambda.amazonaws.com', 'apigateway.amazonaws.com'].map((Service) => [{ Service }]);
    expect(services.filter((it) => !known.some((one) => JSON.stringify(one) === JSON.stringify(it)))).toEqual([]);
  });

  it('let an API call a function only when it is ours', () => {
    const permissions = resourcesOf(template, 'AWS::Lambda::Permission');
    const open = permissions.filter(
      ([, { Properties }]) => !/\$\{(RestApi|HttpApi|WebsocketsApi)\}/.test(toText(Properties.SourceArn)),
    );
    expect(open.map(([logicalId]) => logicalId)).toEqual([]);
  });

  it('leave no table and no queue without somebody who uses it', () => {
    const types = ['AWS::DynamoDB::Table', 'AWS::SQS::Queue'];
    const names = types.flatMap((type) => resourcesOf(template, type).map(([logicalId]) => logicalId));
    const unused = names.filter((name) => !rights.some(({ right }) => right.includes(`\${${name}.Arn}`)));
    expect(unused).toEqual([]);
  });
});

describe.each(stages)('the buckets in the template of %s', (stage) => {
  const template = readTemplate(stage);
  const buckets = resourcesOf(template, 'AWS::S3::Bucket');

  it.each(buckets)('%s is closed to the public and encrypted', (_logicalId, { Properties }) => {
    const { PublicAccessBlockConfiguration: block, BucketEncryption, ...others } = Properties;
    expect(block).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1);
    expect(others).not.toHaveProperty('AccessControl');
    expect(others).not.toHaveProperty('WebsiteConfiguration');
  });

  it.each(buckets)('%s takes no plain HTTP', (logicalId) => {
    const policies = resourcesOf(template, 'AWS::S3::BucketPolicy').filter(
      ([, { Properties }]) => Properties.Bucket.Ref === logicalId,
    );
    const statements: readonly Statement[] = policies.flatMap(([, it]) => it.Properties.PolicyDocument.Statement);
    const denial = { Effect: 'Deny', Principal: '*', Action: 's3:*' };
    expect(statements).toContainEqual(
      expect.objectContaining({ ...denial, Condition: { Bool: { 'aws:SecureTransport': expect.anything() } } }),
    );
  });
});

/** Of roles, and of what has a policy of its own, such as a bucket. Who may take a role is a policy, too, and looked at apart. */
function policiesOf({ Properties }: Resource): readonly { readonly Statement: readonly Statement[] }[] {
  const inline: readonly { PolicyDocument: { Statement: readonly Statement[] } }[] = Properties?.Policies ?? [];
  const hasOwn = Properties?.PolicyDocument?.Statement !== undefined;
  return [
    ...(Array.isArray(inline) ? inline.map(({ PolicyDocument }) => PolicyDocument) : []),
    ...(hasOwn ? [Properties.PolicyDocument] : []),
  ];
}

/** With `${Name}` and `${Name.Attribute}` for what CloudFormation puts in. */
function toText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { Ref, 'Fn::Sub': text, 'Fn::GetAtt': attribute, 'Fn::Join': joined } = value as Record<string, unknown>;
  if (Ref !== undefined) return `\${${Ref}}`;
  if (attribute !== undefined) return `\${${[attribute].flat().join('.')}}`;
  if (typeof text === 'string') return text;
  const [separator, parts] = joined as [string, readonly unknown[]];
  return parts.map(toText).join(separator);
}
