/** The builder that puts the contract into the template. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import buildStack, { toStack } from '../../resources/rest-api.cjs';
import { aRestEvent } from '../support/rest-event.ts';

interface Integration {
  readonly type: string;
  readonly uri?: unknown;
  readonly passthroughBehavior?: string;
  readonly requestTemplates?: Readonly<Record<string, string>>;
  readonly responses?: Readonly<Record<string, IntegrationResponse>>;
}

interface IntegrationResponse {
  readonly statusCode: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
  readonly responseTemplates?: Readonly<Record<string, string>>;
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly headers?: object }>>;
  readonly 'x-amazon-apigateway-integration': Integration;
}

const readYaml = (file: string) => parse(readFileSync(file, 'utf8'), { merge: true });
const build = (change: (contract: Record<string, unknown>) => void = () => {}) => {
  const contract = readYaml('openapi.yml');
  change(contract);
  return toStack(contract, readYaml('resources/rest-api.yml')).Resources;
};
const resources = build();
const body = resources.RestApi.Properties.Body;
const operations: [string, Operation][] = Object.entries<Record<string, Operation>>(body.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
);
const nonProxy = operations.filter(([, it]) => it['x-amazon-apigateway-integration'].type !== 'aws_proxy');

describe('the REST API in the template', () => {
  it.each(Object.keys(body.paths))('answers the CORS preflight of %s', (path) => {
    const { options, ...others } = body.paths[path];
    const { responseParameters } = options['x-amazon-apigateway-integration'].responses.default;
    expect(responseParameters['method.response.header.Access-Control-Allow-Methods']).toBe(
      `'${Object.keys(others).join(',').toUpperCase()},OPTIONS'`,
    );
    expect(responseParameters['method.response.header.Access-Control-Allow-Origin']).toBe(
      'stageVariables.allowedOrigin',
    );
  });

  it.each(nonProxy)('%s never passes a body through that no template matches', (_route, operation) => {
    expect(operation['x-amazon-apigateway-integration'].passthroughBehavior).toBe('never');
  });

  it.each(nonProxy)('%s sends the CORS origin with every answer and declares it', (_route, operation) => {
    for (const response of Object.values(operation['x-amazon-apigateway-integration'].responses ?? {})) {
      const name = 'Access-Control-Allow-Origin';
      expect(response.responseParameters).toHaveProperty(
        [`method.response.header.${name}`],
        'stageVariables.allowedOrigin',
      );
      expect(operation.responses[response.statusCode]?.headers).toHaveProperty(name);
    }
  });

  it.each(nonProxy.filter(([, it]) => it['x-amazon-apigateway-integration'].type === 'aws'))(
    '%s maps failures of DynamoDB, so that none is answered with 200',
    (_route, operation) => {
      const { responses = {} } = operation['x-amazon-apigateway-integration'];
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['4\\d{2}', '5\\d{2}']));
    },
  );

  it.each(operations)('%s refers to no shared response, which the import would not take', (_route, operation) => {
    expect(JSON.stringify(operation.responses)).not.toContain('#/components/responses/');
  });

  it.each(Object.entries<{ responseParameters: object }>(body['x-amazon-apigateway-gateway-responses']))(
    'sends the CORS origin with the gateway response %s',
    (_type, response) => {
      expect(response.responseParameters).toHaveProperty(['gatewayresponse.header.Access-Control-Allow-Origin']);
    },
  );

  it.each(operations.filter(([, it]) => it['x-amazon-apigateway-integration'].type === 'aws_proxy'))(
    '%s may answer 503, since its function does when DynamoDB is asked too much',
    (_route, operation) => {
      expect(operation.responses).toHaveProperty('503');
    },
  );

  it('lets pages read the same headers of an answer, whether a function gives it or API Gateway', async () => {
    process.env.ALLOWED_ORIGIN = 'https://shop.example';
    const { restRoute } = await import('../../functions/shared/rest-route.ts');
    const { headers } = await restRoute(async () => ({ statusCode: 204, headers: {}, body: '' }))(aRestEvent());
    const name = 'Access-Control-Expose-Headers';
    const { responseParameters } = body['x-amazon-apigateway-gateway-responses'].DEFAULT_4XX;
    expect(`'${headers?.[name]}'`).toBe(responseParameters[`gatewayresponse.header.${name}`]);
  });

  it('holds the text of every template, not its file name', () => {
    const text = JSON.stringify(body);
    expect(text).not.toContain('.vtl"');
    expect(text).not.toContain('#parse');
  });

  it('escapes what the framework would take for its own variables', () => {
    expect(JSON.stringify(body)).not.toMatch(/(?<!\\\\)\$\{/);
  });

  it('gives the role of API Gateway exactly the actions that the routes use', () => {
    const used = [...JSON.stringify(body).matchAll(/:dynamodb:action\/(\w+)/g)].map(
      ([, action]) => `dynamodb:${action}`,
    );
    const statements: { Action: string | string[] }[] =
      resources.RestApiRole.Properties.Policies[0].PolicyDocument.Statement;
    const granted = statements.flatMap(({ Action }) => Action);
    expect([...new Set(granted)].sort()).toEqual([...new Set(used)].sort());
  });

  it('lets API Gateway take its role without a condition that it can not meet', () => {
    const [{ Principal, Condition }] = resources.RestApiRole.Properties.AssumeRolePolicyDocument.Statement;
    expect({ Principal, Condition }).toEqual({
      Principal: { Service: 'apigateway.amazonaws.com' },
      Condition: undefined,
    });
  });
});

describe('the stage', () => {
  const { Metadata, DependsOn } = resources.RestApiStage;

  it('waits for the role of the logs where the stack makes it, and deploys where the account has one', () => {
    expect(Metadata.After).toEqual({ 'Fn::If': ['ManagesApiGatewayAccount', { Ref: 'ApiGatewayAccount' }, ''] });
    expect(DependsOn).toBeUndefined();
  });
});

describe('the settings of the methods', () => {
  const settings: Readonly<Record<string, unknown>>[] = resources.RestApiStage.Properties.MethodSettings;
  const settingsOf = (ResourcePath: string, HttpMethod: string) =>
    settings.filter((it) => it.ResourcePath === ResourcePath && it.HttpMethod === HttpMethod);

  it.each(operations.map(([route]) => route))('limit %s by itself', (route) => {
    const [method = '', path = ''] = route.split(' ');
    expect(settingsOf(`/${path.replaceAll('/', '~1')}`, method)).toHaveLength(1);
  });

  it.each([
    ['/~1books', 'GET', 200, 400],
    ['/~1books~1{bookId}', 'OPTIONS', 200, 400],
    ['/~1cart~1{bookId}', 'PUT', 20, 40],
    ['/~1cart~1{bookId}', 'DELETE', 20, 40],
    ['/~1orders', 'POST', 20, 40],
    ['/*', '*', 20, 40],
  ])('let %s %s be called %d times a second, and %d at once', (path, method, rate, burst) => {
    expect(settingsOf(path, method)).toMatchObject([{ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }]);
  });

  it('ask for no metrics of single methods, which are billed', () => {
    expect(settings.filter(({ MetricsEnabled }) => MetricsEnabled !== false)).toEqual([]);
  });
});

describe('the cache', () => {
  const cached = toStack(readYaml('openapi.yml'), readYaml('resources/rest-api.yml'), { cacheSize: 0.5 }).Resources;
  const stage = cached.RestApiStage.Properties;
  const settings: Readonly<Record<string, unknown>>[] = stage.MethodSettings;

  it('is not there unless it is asked for, since it is billed by the hour', () => {
    const { CacheClusterEnabled, MethodSettings } = resources.RestApiStage.Properties;
    expect(CacheClusterEnabled).toBeUndefined();
    expect(JSON.stringify(MethodSettings)).not.toContain('Cach');
    expect([stage.CacheClusterEnabled, stage.CacheClusterSize]).toEqual([true, '0.5']);
  });

  it.each([['on'], ['1'], [1], [undefined]])('has no size %j', async (cacheSize) => {
    const params: Readonly<Record<string, unknown>> = { edge: 'off', cacheSize };
    const resolveVariable = async (name: string) => params[name.replace('param:', '')];
    await expect(buildStack({ resolveVariable })).rejects.toThrow('The parameter cacheSize is off or one of 0.5');
  });

  it('keeps the catalogue alone', () => {
    const kept = settings.filter(({ CachingEnabled }) => CachingEnabled === true);
    expect(kept.map((it) => [it.HttpMethod, it.ResourcePath, it.CacheTtlInSeconds])).toEqual([
      ['GET', '/~1books', 300],
      ['GET', '/~1books~1{bookId}', 60],
      ['GET', '/~1categories~1{category}~1books', 300],
    ]);
    expect(settings.filter(({ CachingEnabled }) => CachingEnabled === undefined)).toEqual([settings[0]]);
  });

  it('is encrypted, and no client can have it forget', () => {
    const kept = settings.filter(({ CachingEnabled }) => CachingEnabled === true);
    const safe = {
      CacheDataEncrypted: true,
      RequireAuthorizationForCacheControl: true,
      UnauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403',
    };
    expect(kept).toMatchObject([safe, safe, safe]);
  });

  interface CachedOperation {
    readonly parameters: readonly { readonly $ref?: string; readonly name?: string; readonly in?: string }[];
    readonly security?: unknown;
    readonly 'x-amazon-apigateway-integration': { readonly cacheKeyParameters?: readonly string[] };
  }
  it.each<[string, CachedOperation]>([
    ['GET /books', body.paths['/books'].get],
    ['GET /books/{bookId}', body.paths['/books/{bookId}'].get],
    ['GET /categories/{category}/books', body.paths['/categories/{category}/books'].get],
  ])('tells answers of %s apart by all that is asked for, and no caller is asked who they are', (_route, operation) => {
    const asked = operation.parameters
      .map((it) => (it.$ref === undefined ? it : body.components.parameters[it.$ref.split('/').at(-1) ?? '']))
      .map((it) => `method.request.${it.in === 'query' ? 'querystring' : it.in}.${it.name}`);
    expect(operation['x-amazon-apigateway-integration'].cacheKeyParameters).toEqual(asked);
    expect(operation.security).toBeUndefined();
  });

  it('leaves nothing in the body that API Gateway does not know', () => {
    expect(JSON.stringify(body)).not.toContain('x-cache');
  });
});

describe('the functions behind the API', () => {
  const uris = [...JSON.stringify(body).matchAll(/functions\/([^/]+)\/invocations/g)].map(([, target]) => target);

  it('are called by the alias that the stage names, the authorizer too', () => {
    expect(uris).toHaveLength(13);
    expect(uris).toContainEqual(expect.stringContaining('AuthorizeStaffLambdaFunction'));
    expect(
      uris.filter((it) => !/^\\\\\$\{\w+\.Arn\}:\\\\\$\{!stageVariables\.functionAlias\}$/.test(it ?? '')),
    ).toEqual([]);
    expect(resources.RestApiStage.Properties.Variables.functionAlias).toBe('live');
  });
});

describe('the deployment', () => {
  const idOf = (built: object) => Object.keys(built).find((name) => name.startsWith('RestApiDeployment'));

  it('is the one that the stage serves', () => {
    expect(resources.RestApiStage.Properties.DeploymentId).toEqual({ Ref: idOf(resources) });
  });

  it('keeps its logical id while nothing changes', () => {
    expect(idOf(build())).toBe(idOf(resources));
  });

  it('depends on no parameter of CloudFormation, whose value nobody knows when the id is made', () => {
    const { Parameters } = readYaml('resources/rest-api.yml');
    const text = JSON.stringify(body);
    expect(Object.keys(Parameters).filter((name) => text.includes(name))).toEqual([]);
  });

  it('gets a new logical id when methods begin to ask for a key', () => {
    const asking = toStack(readYaml('openapi.yml'), readYaml('resources/rest-api.yml'), { asksForKey: true });
    expect(idOf(asking.Resources)).not.toBe(idOf(resources));
  });

  it('gets a new logical id when the contract changes, or the change would never be live', () => {
    const changed = build((contract) => {
      contract.info = { title: 'Another bookstore' };
    });
    expect(idOf(changed)).not.toBe(idOf(resources));
  });
});
