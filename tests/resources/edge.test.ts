/** What stands in front of the REST API where the parameter `edge` is on. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createViewerFunction } from '../../local/cloudfront/viewer-function.ts';
import build from '../../resources/edge.cjs';
import { toStack } from '../../resources/rest-api.cjs';

const readYaml = (file: string) => parse(readFileSync(file, 'utf8'), { merge: true });
const buildWith = (params: Readonly<Record<string, unknown>>) =>
  build({ resolveVariable: async (name) => params[name.replace('param:', '')] });
const KEY = { 'Fn::Sub': '{{resolve:secretsmanager:${EdgeKey}:SecretString}}' };

// biome-ignore lint/suspicious/noExplicitAny: a template is whatever YAML holds; the tests say what they expect of it
let edge: any;
beforeAll(async () => {
  edge = await buildWith({ edge: 'on', edgeHost: 'd1.example' });
});

interface Operation {
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
}

const bodyOf = (asksForKey: boolean) =>
  toStack(readYaml('openapi.yml'), readYaml('resources/rest-api.yml'), { asksForKey }).Resources.RestApi.Properties
    .Body;
const operationsOf = (body: { readonly paths: Record<string, Record<string, Operation>> }): [string, Operation][] =>
  Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, it]): [string, Operation] => [`${method.toUpperCase()} ${path}`, it]),
  );

describe('the parameter edge', () => {
  it('adds nothing when it is off', async () => {
    expect(await buildWith({ edge: 'off' })).toEqual({});
  });

  it.each([['On'], ['true'], [true], [undefined]])('refuses %j, which would leave the API open', async (value) => {
    await expect(buildWith({ edge: value })).rejects.toThrow('The parameter edge is on or off');
  });
});

describe('a method behind the edge', () => {
  it.each(operationsOf(bodyOf(true)))('%s asks for a key', (_route, { security }) => {
    expect(security).toContainEqual({ apiKey: [] });
  });

  it.each(operationsOf(bodyOf(false)))('%s asks for none where the edge is off', (_route, { security }) => {
    expect(security ?? []).not.toContainEqual({ apiKey: [] });
  });

  it('keeps its authorizer', () => {
    const { paths } = bodyOf(true);
    expect(paths['/orders'].post.security).toEqual([{ reader: [] }, { apiKey: [] }]);
    expect(paths['/admin/books'].post.security).toEqual([{ staff: [] }, { apiKey: [] }]);
  });
});

describe('the distribution', () => {
  const config = () => edge.Resources.EdgeDistribution.Properties.DistributionConfig;

  it('caches nothing, and passes all on but the host', () => {
    expect(config().DefaultCacheBehavior).toMatchObject({
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      AllowedMethods: expect.arrayContaining(['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE']),
      ViewerProtocolPolicy: 'https-only',
    });
  });

  it("leaves the API's refusals as they are", () => {
    expect(config().CustomErrorResponses).toBeUndefined();
  });

  it('adds the key that API Gateway knows: both are taken from one secret', () => {
    expect(config().Origins[0].OriginCustomHeaders).toEqual([{ HeaderName: 'x-api-key', HeaderValue: KEY }]);
    expect(edge.Resources.EdgeApiKey.Properties).toMatchObject({ Value: KEY, Enabled: true });
    expect(edge.Resources.EdgeKey.Properties.GenerateSecretString).toEqual({
      PasswordLength: 40,
      ExcludePunctuation: true,
    });
  });

  it('tells the address of the viewer, whatever that one says', async () => {
    const code = edge.Resources.EdgeViewerAddress.Properties.FunctionCode;
    const run = createViewerFunction({ code, distributionId: 'E', domainName: 'd.example', log: () => {} });
    const headers = [['X-Viewer-Address', '203.0.113.9']] as const;
    expect(await run({ method: 'GET', target: '/books', headers }, '198.51.100.7')).toEqual({
      request: { method: 'GET', target: '/books', headers: [['x-viewer-address', '198.51.100.7']] },
    });
  });

  it('is what the storefront calls, and may call', () => {
    expect(edge.Outputs.ApiUrl.Value).toEqual({ 'Fn::Sub': 'https://${EdgeDistribution.DomainName}' });
    const { SecurityHeadersConfig } = edge.Resources.StorefrontHeaders.Properties.ResponseHeadersPolicyConfig;
    const policy: string = SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy['Fn::Sub'];
    const sources = new Map(
      policy
        .split(';')
        .map((it) => it.trim().split(' '))
        .map(([name, ...all]) => [name, all]),
    );
    const withEdge = [...sources].filter(([, all]) => all.includes('https://d1.example')).map(([name]) => name);
    expect(withEdge).toEqual(['img-src', 'connect-src']);
  });
});

describe('the plans', () => {
  it('let the edge call without limits', () => {
    const { Throttle, Quota, ApiStages } = edge.Resources.EdgeUsagePlan.Properties;
    expect([Throttle, Quota]).toEqual([undefined, undefined]);
    expect(ApiStages).toEqual([{ ApiId: { Ref: 'RestApi' }, Stage: { Ref: 'RestApiStage' } }]);
  });

  it('limit a partner by rate, burst and month', () => {
    expect(edge.Resources.PartnerUsagePlan.Properties).toMatchObject({
      Throttle: { RateLimit: 5, BurstLimit: 10 },
      Quota: { Limit: '${param:partnerQuota}', Period: 'MONTH' },
    });
  });

  it.each(['Edge', 'Partner'])('know the key of %s, each its own', (who) => {
    expect(edge.Resources[`${who}UsagePlanKey`].Properties).toEqual({
      KeyId: { Ref: `${who}ApiKey` },
      KeyType: 'API_KEY',
      UsagePlanId: { Ref: `${who}UsagePlan` },
    });
  });

  it("leave a partner's key to API Gateway, and no secret in the outputs", () => {
    expect(edge.Resources.PartnerApiKey.Properties.Value).toBeUndefined();
    expect(JSON.stringify(edge.Outputs)).not.toContain('resolve:secretsmanager');
  });
});

describe('the firewall', () => {
  const rule = (name: string) =>
    edge.Resources.Firewall.Properties.Rules.find(({ Name }: { readonly Name: string }) => Name === name);

  it('stands on the stage', () => {
    expect(edge.Resources.Firewall.Properties.Scope).toBe('REGIONAL');
    expect(edge.Resources.FirewallOnStage.Properties.ResourceArn).toEqual({
      'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${RestApi}/stages/${RestApiStage}',
    });
  });

  it('counts by the address that the edge has written, and believes nobody else', () => {
    const { RateBasedStatement } = rule('TooManyFromOneViewer').Statement;
    expect(RateBasedStatement).toMatchObject({
      AggregateKeyType: 'FORWARDED_IP',
      ForwardedIPConfig: { HeaderName: 'x-viewer-address' },
    });
    const { ScopeDownStatement } = RateBasedStatement;
    expect(ScopeDownStatement.ByteMatchStatement).toMatchObject({
      FieldToMatch: { SingleHeader: { Name: 'x-api-key' } },
      SearchString: KEY,
    });
    expect(rule('TooManyStraightFromOneAddress').Statement.RateBasedStatement).toMatchObject({
      AggregateKeyType: 'IP',
      ScopeDownStatement: { NotStatement: { Statement: ScopeDownStatement } },
    });
  });

  it('refuses a marked body on every route but those that take texts of people', () => {
    const [marks, not] = rule('MarkedBodies').Statement.AndStatement.Statements;
    const pattern = new RegExp(not.NotStatement.Statement.RegexMatchStatement.RegexString);
    const body = bodyOf(true);
    const takesText = (operation: Operation) => {
      const name = operation.requestBody?.content['application/json']?.schema.$ref.split('/').at(-1) ?? '';
      const properties: object[] = Object.values(body.components.schemas[name]?.properties ?? {});
      return properties.some((it) => 'type' in it && it.type === 'string' && !('enum' in it) && !('pattern' in it));
    };
    const paths = (keep: (route: string, operation: Operation) => boolean) =>
      operationsOf(body)
        .filter(([route, operation]) => keep(route, operation))
        .map(([route]) => route.replace(/^\w+ /, ''))
        .filter((path, index, all) => all.indexOf(path) === index);
    const allowed = paths((route) => pattern.test(`/prod${route.replace(/^\w+ /, '').replace(/\{\w+\}/g, 'some-id')}`));
    expect(allowed).toEqual(paths((_route, operation) => takesText(operation)));
    expect(marks.OrStatement.Statements).toHaveLength(4);
  });

  it('only marks with the rules that it lets decide by route', () => {
    const { RuleActionOverrides } = rule('CommonRules').Statement.ManagedRuleGroupStatement;
    const counted = RuleActionOverrides.map(({ Name }: { readonly Name: string }) => Name.toLowerCase());
    const [marks] = rule('MarkedBodies').Statement.AndStatement.Statements;
    const labels = marks.OrStatement.Statements.map(
      ({ LabelMatchStatement }: { readonly LabelMatchStatement: { readonly Key: string } }) =>
        LabelMatchStatement.Key.split(':').at(-1)?.toLowerCase(),
    );
    expect(labels).toEqual(counted);
    expect(rule('MarkedBodies').Priority).toBeGreaterThan(rule('CommonRules').Priority);
  });
});
