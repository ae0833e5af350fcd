import { examineOpenApi } from '../../../local/rest-api/openapi/examine-openapi.ts';
import { readOpenApi } from '../../../local/rest-api/openapi/read-openapi.ts';
import { toRestApiDefinition } from '../../../local/rest-api/read-methods.ts';

const mock = (members: object = {}) => ({
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    responses: { default: { statusCode: '200' } },
    ...members,
  },
});
const POOL = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc';
const securitySchemes = {
  readers: {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'cognito_user_pools',
    'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [POOL] },
  },
  admins: {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': {
      type: 'request',
      authorizerUri: 'arn:…:function:admins/invocations',
      identitySource: 'method.request.header.Authorization',
      authorizerResultTtlInSeconds: 60,
    },
  },
  partners: { type: 'apiKey', name: 'x-api-key', in: 'header' },
  signed: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
};

const aDocument = (paths: object, members: object = {}) => ({
  openapi: '3.0.1',
  info: { title: 'bookstore', version: '1' },
  paths,
  components: { securitySchemes },
  ...members,
});
const read = (document: object) => toRestApiDefinition({ restApiId: 'shop123', ...readOpenApi(document) });
const readMethod = (operation: object, members: object = {}, pathItem: object = {}) => {
  const document = aDocument({ '/books/{bookId}': { ...pathItem, get: operation } }, members);
  const [method] = read(document).methods;
  if (method === undefined) throw new Error('No method was read');
  return method;
};

describe('readOpenApi', () => {
  it('reads what holds for the whole API', () => {
    const api = read(
      aDocument(
        {},
        {
          'x-amazon-apigateway-binary-media-types': ['image/png'],
          'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
          'x-amazon-apigateway-policy': { Version: '2012-10-17' },
          'x-amazon-apigateway-gateway-responses': {
            DEFAULT_4XX: {
              statusCode: 418,
              responseParameters: { 'gatewayresponse.header.X': "'a'" },
              responseTemplates: { 'application/json': '{}' },
            },
          },
        },
      ),
    );
    expect(api).toMatchObject({
      name: 'bookstore',
      binaryMediaTypes: ['image/png'],
      apiKeySource: 'AUTHORIZER',
      policy: { Version: '2012-10-17' },
      gatewayResponses: new Map([
        [
          'DEFAULT_4XX',
          {
            statusCode: 418,
            responseParameters: { 'gatewayresponse.header.X': "'a'" },
            responseTemplates: { 'application/json': '{}' },
          },
        ],
      ]),
    });
  });

  it('reads the document from JSON text too', () => {
    expect(readOpenApi(JSON.stringify(aDocument({}))).name).toBe('bookstore');
  });

  it.each([
    [undefined, 'is not an OpenAPI document'],
    ['{', 'is not JSON'],
    [{ swagger: '2.0' }, 'only that version is read'],
    [aDocument({ '/a': { $ref: '#/nowhere' } }), '#/nowhere leads nowhere'],
  ])('refuses %j', (body, message) => {
    expect(() => readOpenApi(body)).toThrow(expect.objectContaining({ message: expect.stringContaining(message) }));
  });

  it('does not follow references in a circle', () => {
    const components = {
      parameters: { a: { $ref: '#/components/parameters/b' }, b: { $ref: '#/components/parameters/a' } },
    };
    const operation = { parameters: [{ $ref: '#/components/parameters/a' }], ...mock() };
    expect(() => readMethod(operation, { components })).toThrow('leads nowhere');
  });

  it('reads each method, the any-method among them', () => {
    const { methods } = read(
      aDocument({
        '/books': { get: { operationId: 'listBooks', ...mock() }, post: mock() },
        '/{proxy+}': { 'x-amazon-apigateway-any-method': mock() },
      }),
    );
    expect(
      methods.map(({ httpMethod, resourcePath, operationName }) => [httpMethod, resourcePath, operationName]),
    ).toEqual([
      ['GET', '/books', 'listBooks'],
      ['POST', '/books', undefined],
      ['ANY', '/{proxy+}', undefined],
    ]);
  });

  it('reads an integration whole', () => {
    const method = readMethod({
      'x-amazon-apigateway-integration': {
        type: 'aws',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query',
        credentials: 'arn:role',
        requestParameters: { 'integration.request.header.X': "'a'" },
        requestTemplates: { 'application/json': '{}' },
        passthroughBehavior: 'never',
        contentHandling: 'CONVERT_TO_TEXT',
        timeoutInMillis: 1000,
        cacheKeyParameters: ['method.request.path.bookId'],
        cacheNamespace: 'books',
        responses: {
          default: { statusCode: 200, responseTemplates: { 'application/json': 'a' } },
          '4\\d{2}': { statusCode: '400', responseParameters: { 'method.response.header.X': "'b'" } },
        },
      },
    });
    expect(method.integration).toEqual({
      type: 'AWS',
      httpMethod: 'POST',
      uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query',
      credentials: 'arn:role',
      requestParameters: { 'integration.request.header.X': "'a'" },
      requestTemplates: { 'application/json': '{}' },
      passthroughBehavior: 'NEVER',
      contentHandling: 'CONVERT_TO_TEXT',
      timeoutInMillis: 1000,
      cacheKeyParameters: ['method.request.path.bookId'],
      cacheNamespace: 'books',
      integrationResponses: [
        { statusCode: '200', responseParameters: {}, responseTemplates: { 'application/json': 'a' } },
        {
          statusCode: '400',
          selectionPattern: '4\\d{2}',
          responseParameters: { 'method.response.header.X': "'b'" },
          responseTemplates: {},
        },
      ],
    });
  });

  it('fills in the defaults of an integration', () => {
    const { integration, resourceId } = readMethod({
      'x-amazon-apigateway-integration': { type: 'http_proxy', uri: 'x' },
    });
    expect(integration).toMatchObject({
      type: 'HTTP_PROXY',
      passthroughBehavior: 'WHEN_NO_MATCH',
      timeoutInMillis: 29_000,
      cacheNamespace: resourceId,
      integrationResponses: [],
    });
  });

  it('reads parameters of the path and of the operation, by reference too', () => {
    const method = readMethod(
      {
        parameters: [
          { $ref: '#/components/parameters/limit' },
          { name: 'If-Match', in: 'header', required: true },
          { name: 'bookId', in: 'path', required: false },
          { name: 'session', in: 'cookie', required: true },
        ],
        ...mock(),
      },
      { components: { parameters: { limit: { name: 'limit', in: 'query' } } } },
      { parameters: [{ name: 'bookId', in: 'path', required: true }] },
    );
    expect(method.requestParameters).toEqual({
      'method.request.path.bookId': false,
      'method.request.querystring.limit': false,
      'method.request.header.If-Match': true,
    });
  });

  it('reads models, inline ones under a name of their own', () => {
    const schemas = { Review: { type: 'object' } };
    const inline = { type: 'object', required: ['a'] };
    const api = read(
      aDocument(
        {
          '/reviews': {
            put: {
              requestBody: { $ref: '#/components/requestBodies/review' },
              responses: {
                200: {
                  headers: { ETag: {} },
                  content: { 'application/json': { schema: { $ref: '#/components/schemas/Review' } } },
                },
              },
              ...mock(),
            },
            post: {
              operationId: 'post-review',
              requestBody: { content: { 'application/json': { schema: inline } } },
              ...mock(),
            },
          },
        },
        {
          components: {
            schemas,
            requestBodies: {
              review: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Review' } } } },
            },
          },
        },
      ),
    );
    expect(api.methods.map(({ requestModels }) => requestModels)).toEqual([
      { 'application/json': 'Review' },
      { 'application/json': 'postreviewRequest' },
    ]);
    expect([...api.models]).toEqual([
      ['Review', schemas.Review],
      ['postreviewRequest', inline],
    ]);
    expect([...(api.methods[0]?.methodResponses ?? [])]).toEqual([
      [
        '200',
        {
          responseParameters: { 'method.response.header.ETag': false },
          responseModels: { 'application/json': 'Review' },
        },
      ],
    ]);
  });

  it.each([
    [{}, {}, [false, false]],
    [{}, { 'x-amazon-apigateway-request-validator': 'all' }, [true, true]],
    [
      { 'x-amazon-apigateway-request-validator': 'body' },
      { 'x-amazon-apigateway-request-validator': 'all' },
      [true, false],
    ],
  ])('with %j on the operation and %j on the API validates %j', (own, ofApi, expected) => {
    const method = readMethod(
      { ...own, ...mock() },
      {
        ...ofApi,
        'x-amazon-apigateway-request-validators': {
          all: { validateRequestBody: true, validateRequestParameters: true },
          body: { validateRequestBody: true, validateRequestParameters: false },
        },
      },
    );
    expect([method.validateRequestBody, method.validateRequestParameters]).toEqual(expected);
  });

  it.each([
    [{}, {}, ['NONE', undefined, false]],
    [{ security: [{ readers: [] }] }, {}, ['COGNITO_USER_POOLS', 'readers', false]],
    [{ security: [{ admins: [] }] }, {}, ['CUSTOM', 'admins', false]],
    [{ security: [{ partners: [] }] }, {}, ['NONE', undefined, true]],
    [{ security: [{ admins: [], partners: [] }] }, {}, ['CUSTOM', 'admins', true]],
    [{ security: [{ signed: [] }] }, {}, ['AWS_IAM', undefined, false]],
    [{ 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }, {}, ['AWS_IAM', undefined, false]],
    [{}, { security: [{ partners: [] }] }, ['NONE', undefined, true]],
    [{ security: [] }, { security: [{ partners: [] }] }, ['NONE', undefined, false]],
  ])('with %j on the operation and %j on the API asks for %j', (own, ofApi, expected) => {
    const method = readMethod({ ...own, ...mock() }, ofApi);
    expect([method.authorizationType, method.authorizer, method.apiKeyRequired]).toEqual(expected);
  });

  it('reads authorizers and scopes', () => {
    const operation = { security: [{ readers: ['shop/read'] }], ...mock() };
    expect(readMethod(operation).authorizationScopes).toEqual(['shop/read']);
    expect([...read(aDocument({})).authorizers.values()]).toEqual([
      {
        name: 'readers',
        type: 'COGNITO_USER_POOLS',
        identitySource: 'method.request.header.Authorization',
        authorizerResultTtlInSeconds: 300,
        providerArns: [POOL],
      },
      {
        name: 'admins',
        type: 'REQUEST',
        authorizerUri: 'arn:…:function:admins/invocations',
        identitySource: 'method.request.header.Authorization',
        authorizerResultTtlInSeconds: 60,
        providerArns: [],
      },
    ]);
  });
});

describe('examineOpenApi', () => {
  const find = (paths: object, members: object = {}) =>
    examineOpenApi(aDocument(paths, members), (service) => service === 'dynamodb').map(({ property }) => property);

  it.each([
    [{ '/books': { get: { security: [{ readers: [] }], ...mock() } } }],
    [{ '/a': { get: mock({ type: 'aws', uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Scan' }) } }],
    [{ '/a': { get: mock({ type: 'aws_proxy', uri: 'arn:…:lambda:path/2015-03-31/functions/f/invocations' }) } }],
    [{ '/a': { get: mock({ type: 'http_proxy', uri: 'https://example.com' }) } }],
    [{ '/a/{b}': { get: mock() }, '/a/{b}/c/{d}': { get: mock() }, '/a/e': { get: mock() } }],
  ])('finds nothing to say about what is run in %j', (paths) => {
    expect(find(paths)).toEqual([]);
  });

  it.each([
    [{}, { 'x-amazon-apigateway-cors': {} }, 'Body.x-amazon-apigateway-cors'],
    [{ '/a': { get: { 'x-amazon-apigateway-new': 1, ...mock() } } }, {}, 'Body.paths./a.get.x-amazon-apigateway-new'],
    [{ '/a': { 'x-amazon-apigateway-new': 1 } }, {}, 'Body.paths./a.x-amazon-apigateway-new'],
    [{ '/a': { trace: {} } }, {}, 'Body.paths./a.trace'],
    [{ '/a': { get: {} } }, {}, 'Body.paths./a.get'],
    [{ '/a': { get: mock({ tlsConfig: {} }) } }, {}, 'Body.paths./a.get.x-amazon-apigateway-integration.tlsConfig'],
    [
      { '/a': { get: mock({ connectionType: 'VPC_LINK' }) } },
      {},
      'Body.paths./a.get.x-amazon-apigateway-integration.connectionType',
    ],
    [
      { '/a': { get: mock({ responses: { default: { statusCode: 200, odd: 1 } } }) } },
      {},
      'Body.paths./a.get.x-amazon-apigateway-integration.responses.default.odd',
    ],
    [
      { '/a': { get: { parameters: [{ in: 'cookie', name: 'session' }], ...mock() } } },
      {},
      'Body.paths./a.get.parameters.session',
    ],
    [
      { '/a': { get: mock({ requestTemplates: { 'application/json': '#if(' } }) } },
      {},
      'Body.paths./a.get request template application/json',
    ],
    [{ '/a': { get: mock({ responses: { '(': { statusCode: 200 } } }) } }, {}, 'Body.paths./a.get response ('],
    [
      { '/a': { get: mock({ requestParameters: { 'integration.request.header.X': 'unquoted' } }) } },
      {},
      'Body.paths./a.get integration.request.header.X',
    ],
    [
      { '/a': { get: mock({ type: 'aws', uri: 'arn:aws:apigateway:us-east-1:s3:path/bucket' }) } },
      {},
      'Body.paths./a.get uri',
    ],
    [{ '/a': { get: mock({ type: 'aws_proxy', uri: 'http://x' }) } }, {}, 'Body.paths./a.get uri'],
    [
      { '/a': { get: mock({ type: 'aws_proxy', uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Scan' }) } },
      {},
      'Body.paths./a.get uri',
    ],
    [{ '/a': { get: mock({ type: 'aws' }) } }, {}, 'Body.paths./a.get uri'],
    [{ '/a': { get: mock({ type: 'http' }) } }, {}, 'Body.paths./a.get uri'],
    [{ '/a': { get: mock({ type: 'nope' }) } }, {}, 'Body.paths./a.get type'],
    [{ '/a': { get: mock({ type: undefined }) } }, {}, 'Body.paths./a.get type'],
    [{ '/a/{b}': { get: mock() }, '/a/{c}': { get: mock() } }, {}, 'Body.paths./a/{c}'],
    [{ '/a/{b}/d': { get: mock() }, '/a/{c}/d': { get: mock() } }, {}, 'Body.paths./a/{c}/d'],
    [{ '/a/{b}': { get: mock() }, '/a/{b+}': { get: mock() } }, {}, 'Body.paths./a/{b+}'],
    [{ '/a': { get: { security: [{ signed: [] }], ...mock() } } }, {}, 'Body.paths./a.get'],
    [{}, { components: { securitySchemes: { jwt: { type: 'http' } } } }, 'Body.components.securitySchemes.jwt'],
    [
      {},
      {
        components: {
          securitySchemes: { a: { 'x-amazon-apigateway-authorizer': { type: 'token', jwtConfiguration: {} } } },
        },
      },
      'Body.components.securitySchemes.a.x-amazon-apigateway-authorizer.jwtConfiguration',
    ],
    [{ '/a': { $ref: '#/nowhere' } }, {}, 'Body'],
  ])('names what is not run in %j %j', (paths, members, expected) => {
    expect(find(paths, members)).toEqual([expected]);
  });
});
