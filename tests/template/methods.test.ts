/** What every method of the APIs has, in the compiled templates: a throttle, a validator, an authorizer, mapped failures. */

import { type Operation, readOperations, readTemplate, resourcesOf, stages } from './compiled.ts';

/** Who may call without an authorizer, and why. */
const open = new Map([
  ['GET /health', 'says only that the API is up'],
  ['GET /books', 'a shop shows its goods to everybody'],
  ['GET /books/{bookId}', 'a shop shows its goods to everybody'],
  ['GET /books/{bookId}/cover', 'an <img> sends no token'],
  ['GET /categories/{category}/books', 'a shop shows its goods to everybody'],
  ['GET /books/{bookId}/reviews', 'reviews are written for everybody'],
  ['GET /search', 'a shop shows its goods to everybody'],
]);

describe.each(stages)('the methods in the template of %s', (stage) => {
  const template = readTemplate(stage);
  const { RestApi } = template.Resources;
  const body = RestApi?.Properties.Body;
  const operations = readOperations(template);
  const ofType = (...types: string[]) =>
    operations.filter(([, it]) => types.includes(it['x-amazon-apigateway-integration'].type));
  const namesOf = (faulty: typeof operations) => faulty.map(([name]) => name);

  it('are there', () => {
    expect(operations.length).toBeGreaterThan(30);
    expect(ofType('aws').length + ofType('aws_proxy').length + ofType('mock').length).toBe(operations.length);
  });

  it('each have a throttle: their stage has one for all paths and methods', () => {
    for (const [, { Properties }] of resourcesOf(template, 'AWS::ApiGateway::Stage')) {
      const forAll = { ResourcePath: '/*', HttpMethod: '*' };
      expect(Properties.MethodSettings).toContainEqual(expect.objectContaining({ ...forAll, ...THROTTLE }));
      // Those of a single method, too.
      for (const settings of Properties.MethodSettings) expect(settings).toMatchObject(THROTTLE);
    }
    for (const [, { Properties }] of resourcesOf(template, 'AWS::ApiGatewayV2::Stage')) {
      expect(Properties.DefaultRouteSettings).toMatchObject(THROTTLE);
    }
  });

  it('each have body and parameters validated', () => {
    const validators = body['x-amazon-apigateway-request-validators'];
    const nameOf = (operation: Operation) =>
      operation['x-amazon-apigateway-request-validator'] ?? body['x-amazon-apigateway-request-validator'];
    const lax = operations.filter(([, operation]) => {
      const { validateRequestBody, validateRequestParameters } = validators[nameOf(operation)] ?? {};
      return !(validateRequestBody && validateRequestParameters);
    });
    expect(namesOf(lax)).toEqual([]);
  });

  it('each have an authorizer, or are open for a reason', () => {
    const needed = operations.filter(([name]) => !name.startsWith('OPTIONS '));
    const withoutAuthorizer = needed.filter(([, { security = [] }]) => !security.some(isAuthorizer));
    expect(namesOf(withoutAuthorizer).toSorted()).toEqual([...open.keys()].toSorted());

    function isAuthorizer(schemes: object): boolean {
      const names = Object.keys(schemes);
      return names.some((name) => body.components.securitySchemes[name]?.['x-amazon-apigateway-authorizer']);
    }
  });

  it('of the HTTP API each have the authorizer for access tokens, and a connection to the chat has one, too', () => {
    const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
    const apiOf = (id: string) => routes.filter(({ ApiId }) => ApiId.Ref === id);
    expect(new Set(apiOf('HttpApi').map(({ AuthorizationType }) => AuthorizationType))).toEqual(new Set(['JWT']));
    const guarded = apiOf('WebsocketsApi').filter(({ AuthorizerId }) => AuthorizerId !== undefined);
    expect(guarded.map(({ RouteKey }) => RouteKey)).toEqual(['$connect']);
  });

  it('never pass on what no template matches', () => {
    const passing = ofType('aws', 'mock').filter(
      ([, it]) => it['x-amazon-apigateway-integration'].passthroughBehavior !== 'never',
    );
    expect(namesOf(passing)).toEqual([]);
  });

  it('map each failure of DynamoDB to a failure of their own', () => {
    const unmapped = ofType('aws').filter(([, it]) => {
      const { responses = {} } = it['x-amazon-apigateway-integration'];
      return [400, 413, 429, 500, 503].some((status) => {
        const [, response] = Object.entries(responses).find(([pattern]) => isMatch(pattern, status)) ?? [];
        return Number(response?.statusCode ?? 200) < 400;
      });
    });
    expect(namesOf(unmapped)).toEqual([]);
  });

  it('declare each status that they answer, and each header: without that a deployment fails', () => {
    const undeclared = ofType('aws', 'mock').flatMap(([name, { responses, ...operation }]) =>
      Object.values(operation['x-amazon-apigateway-integration'].responses ?? {}).flatMap(
        ({ statusCode, responseParameters = {} }) => {
          const declared = responses[statusCode];
          if (!declared) return [`${name} ${statusCode}`];
          const headers = Object.keys(responseParameters).map((it) => it.replace('method.response.header.', ''));
          return headers.filter((it) => !(it in (declared.headers ?? {}))).map((it) => `${name} ${statusCode} ${it}`);
        },
      ),
    );
    expect(undeclared).toEqual([]);
  });
});

const THROTTLE = { ThrottlingRateLimit: expect.any(Number), ThrottlingBurstLimit: expect.any(Number) };

/** `default` is for what no pattern matches; it is asked last, since it says nothing of failures here. */
function isMatch(pattern: string, status: number): boolean {
  return pattern !== 'default' && new RegExp(`^(?:${pattern})$`).test(String(status));
}
