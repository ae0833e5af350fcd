import type { LambdaReply } from '../../../../local/api-gateway/lambda.ts';
import { createAuthorizers } from '../../../../local/rest-api/authorizers/authorize.ts';
import type { RestApiParts } from '../../../../local/rest-api/read-methods.ts';
import { anExchange, aStage, type ExchangeParts, NOON } from '../an-exchange.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:admin-authorizer';
const URI = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const STAGE_ARN = 'arn:aws:execute-api:us-east-1:123456789012:shop123/dev';
const METHODS = [
  { Path: '/books/{bookId}', HttpMethod: 'GET', AuthorizationType: 'CUSTOM', Authorizer: 'admins' },
  { Path: '/admin/books', HttpMethod: 'POST', AuthorizationType: 'CUSTOM', Authorizer: 'admins' },
];

const aPolicy = (Resource: string | string[] = '*', Effect = 'Allow') => ({
  Version: '2012-10-17',
  Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }],
});
const aResult = (more: object = {}) => ({ principalId: 'ann', policyDocument: aPolicy(), ...more });

interface Fake {
  readonly reply?: (event: Record<string, unknown>) => unknown;
  readonly functionError?: string;
  readonly authorizer?: object;
  readonly parts?: Partial<RestApiParts>;
  readonly variables?: Record<string, string>;
}

function anAuthorizer({ reply = () => aResult(), functionError, authorizer, parts, variables = {} }: Fake = {}) {
  const clock = { ms: NOON };
  const events: { target: string; event: Record<string, unknown> }[] = [];
  const authorizers = {
    admins: { Type: 'TOKEN', AuthorizerUri: URI, AuthorizerResultTtlInSeconds: 300, ...authorizer },
  };
  const stage = aStage({ variables }, { methods: METHODS, authorizers, ...parts });
  const { authorize } = createAuthorizers(stage.api, {
    invokeLambda: async (target, payload): Promise<LambdaReply> => {
      const event = JSON.parse(payload);
      events.push({ target, event });
      clock.ms += 7;
      return { payload: JSON.stringify(reply(event)) ?? 'null', ...(functionError && { functionError }) };
    },
    serviceEndpoint: () => undefined,
    userPool: () => undefined,
    now: () => clock.ms,
    random: () => 0,
  });
  const call = async (parts: ExchangeParts = {}) =>
    authorize(anExchange({ header: { Authorization: ['let-me-in'] }, path: { bookId: 'dune' }, ...parts, stage }));
  return { call, events, clock };
}

const UNAUTHORIZED = {
  responseType: 'UNAUTHORIZED',
  detail: { status: 401, errorType: 'UnauthorizedException', message: 'Unauthorized' },
};
const CONFIGURATION_ERROR = {
  responseType: 'AUTHORIZER_CONFIGURATION_ERROR',
  detail: { status: 500, errorType: 'AuthorizerConfigurationException', message: undefined },
};

describe('a TOKEN authorizer', () => {
  it('asks the function with the token and the method ARN', async () => {
    const { call, events } = anAuthorizer();
    await call();
    expect(events).toEqual([
      {
        target: FUNCTION,
        event: { type: 'TOKEN', methodArn: `${STAGE_ARN}/GET/books/dune`, authorizationToken: 'let-me-in' },
      },
    ]);
  });

  it('hands on the principal and the context as text', async () => {
    const context = { role: 'admin', level: 3, ratio: 0.5, active: true, absent: null };
    const { call } = anAuthorizer({ reply: () => aResult({ context, usageIdentifierKey: 'key-of-ann' }) });
    expect(await call()).toEqual({
      context: { role: 'admin', level: '3', ratio: '0.5', active: 'true', principalId: 'ann', integrationLatency: 7 },
      principalId: 'ann',
      usageIdentifierKey: 'key-of-ann',
      step: {
        name: 'authorizer',
        verdict: 'allowed by admins',
        detail: { principalId: 'ann', policyDocument: aPolicy() },
        durationInMs: 7,
      },
    });
  });

  it.each([
    ['missing', {}],
    ['empty', { Authorization: [''] }],
    ['blank', { Authorization: ['  '] }],
  ])('answers 401 without asking when the token is %s', async (_case, header) => {
    const { call, events } = anAuthorizer();
    await expect(call({ header })).rejects.toMatchObject(UNAUTHORIZED);
    expect(events).toEqual([]);
  });

  it.each([
    ['Bearer abc', true],
    ['Bearer abc!', false],
    ['xBearer abc', false],
    ['Bearer abc\nBearer', false],
  ])('asks only for tokens that the validation expression matches as a whole: %j', async (token, asked) => {
    const { call, events } = anAuthorizer({ authorizer: { IdentityValidationExpression: 'Bearer [a-z]+' } });
    const outcome = await call({ header: { Authorization: [token] } }).catch((error) => error);
    expect(events).toHaveLength(asked ? 1 : 0);
    if (!asked) expect(outcome).toMatchObject(UNAUTHORIZED);
  });

  it('reads another header, in any casing', async () => {
    const { call, events } = anAuthorizer({ authorizer: { IdentitySource: 'method.request.header.X-Shop-Token' } });
    await call({ header: { 'x-shop-token': ['abc'] } });
    expect(events[0]?.event.authorizationToken).toBe('abc');
  });

  it('fills stage variables into the function name', async () => {
    const uri = URI.replace('admin-authorizer', `admin-authorizer:\${stageVariables.alias}`);
    const { call, events } = anAuthorizer({ authorizer: { AuthorizerUri: uri }, variables: { alias: 'live' } });
    await call();
    expect(events[0]?.target).toBe(`${FUNCTION}:live`);
  });
});

describe('the answer of a Lambda authorizer', () => {
  it.each([
    ['a deny', aPolicy('*', 'Deny'), 'User is not authorized to access this resource with an explicit deny'],
    ['a policy for something else', aPolicy(`${STAGE_ARN}/GET/cart`), 'User is not authorized to access this resource'],
    ['a policy without statements', { Statement: [] }, 'User is not authorized to access this resource'],
  ])('is a 403 for %s', async (_case, policyDocument, message) => {
    const { call } = anAuthorizer({ reply: () => aResult({ policyDocument }) });
    await expect(call()).rejects.toMatchObject({
      responseType: 'ACCESS_DENIED',
      detail: { status: 403, errorType: 'AccessDeniedException', message },
    });
  });

  it('is a 401 for an error that reads Unauthorized', async () => {
    const { call } = anAuthorizer({ reply: () => ({ errorMessage: 'Unauthorized' }), functionError: 'Unhandled' });
    await expect(call()).rejects.toMatchObject(UNAUTHORIZED);
  });

  it.each(['unauthorized', 'Unauthorized.', 'Token expired'])('is a 500 for the error %j', async (errorMessage) => {
    const { call } = anAuthorizer({ reply: () => ({ errorMessage }), functionError: 'Unhandled' });
    await expect(call()).rejects.toMatchObject({
      responseType: 'AUTHORIZER_FAILURE',
      detail: { status: 500, errorType: 'AuthorizerConfigurationException', message: undefined },
    });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'Unauthorized'],
    ['no principal', { policyDocument: aPolicy() }],
    ['no policy', { principalId: 'ann' }],
    ['a policy as text', aResult({ policyDocument: JSON.stringify(aPolicy()) })],
    ['an unknown effect', aResult({ policyDocument: aPolicy('*', 'Maybe') })],
    ['a nested context', aResult({ context: { roles: ['admin'] } })],
    ['a context that is a list', aResult({ context: ['admin'] })],
    ['a key that is no text', aResult({ usageIdentifierKey: 7 })],
  ])('is a 500 for %s', async (_case, result) => {
    const { call } = anAuthorizer({ reply: () => result });
    await expect(call()).rejects.toMatchObject(CONFIGURATION_ERROR);
  });

  it('is a 500 when the function cannot be invoked', async () => {
    const { call } = anAuthorizer({
      reply: () => {
        throw new Error('no such function');
      },
    });
    await expect(call()).rejects.toMatchObject(CONFIGURATION_ERROR);
  });
});

describe('the results that are kept', () => {
  it('answer the same token until their time is up', async () => {
    const { call, events, clock } = anAuthorizer({ authorizer: { AuthorizerResultTtlInSeconds: 60 } });
    await call();
    clock.ms += 59_999;
    expect((await call())?.step.verdict).toBe('allowed by admins (cached)');
    expect(events).toHaveLength(1);
    clock.ms += 1;
    await call();
    expect(events).toHaveLength(2);
  });

  it('are one per token', async () => {
    const { call, events } = anAuthorizer();
    await call();
    await call({ header: { Authorization: ['another'] } });
    expect(events).toHaveLength(2);
  });

  it('hold their policy against the new method, so that a narrow one refuses the next path', async () => {
    const { call, events } = anAuthorizer({
      reply: ({ methodArn }) => aResult({ policyDocument: aPolicy(String(methodArn)) }),
    });
    await expect(call()).resolves.toBeDefined();
    await expect(call({ methodIndex: 1 })).rejects.toMatchObject({
      detail: { status: 403, message: 'User is not authorized to access this resource' },
    });
    expect(events).toHaveLength(1);
  });

  it('keep denying', async () => {
    const { call, events } = anAuthorizer({ reply: () => aResult({ policyDocument: aPolicy('*', 'Deny') }) });
    await expect(call()).rejects.toThrow('explicit deny');
    await expect(call()).rejects.toThrow('explicit deny');
    expect(events).toHaveLength(1);
  });

  it.each([
    ['a time to live of 0', { authorizer: { AuthorizerResultTtlInSeconds: 0 } }],
    ['errors', { reply: () => ({ errorMessage: 'Unauthorized' }), functionError: 'Unhandled' }],
  ])('do not exist for %s', async (_case, fake) => {
    const { call, events } = anAuthorizer(fake);
    await call().catch(() => undefined);
    await call().catch(() => undefined);
    expect(events).toHaveLength(2);
  });

  it('are not shared by requests under way', async () => {
    const { call, events } = anAuthorizer();
    await Promise.all([call(), call()]);
    expect(events).toHaveLength(2);
  });
});

describe('a REQUEST authorizer', () => {
  const SOURCES =
    'method.request.header.X-Shop, method.request.querystring.q, stageVariables.color, context.identity.sourceIp';
  const authorizer = { Type: 'REQUEST', IdentitySource: SOURCES };
  const complete = { header: { 'X-Shop': ['a', 'b'] }, querystring: { q: ['1', '2'] } };
  const variables = { color: 'blue' };

  it('sends the whole request', async () => {
    const { call, events } = anAuthorizer({ authorizer, variables });
    await call({ ...complete, context: { authorizer: {}, responseOverride: {} } });
    expect(events[0]?.event).toEqual({
      type: 'REQUEST',
      methodArn: `${STAGE_ARN}/GET/books/dune`,
      resource: '/books/{bookId}',
      path: '/books/dune',
      httpMethod: 'GET',
      headers: { 'X-Shop': 'b' },
      multiValueHeaders: { 'X-Shop': ['a', 'b'] },
      queryStringParameters: { q: '2' },
      multiValueQueryStringParameters: { q: ['1', '2'] },
      pathParameters: { bookId: 'dune' },
      stageVariables: { color: 'blue' },
      requestContext: {
        accountId: '123456789012',
        apiId: 'shop123',
        stage: 'dev',
        requestId: 'request-1',
        resourceId: expect.any(String),
        resourcePath: '/books/{bookId}',
        httpMethod: 'GET',
        path: '/dev/books/dune',
        identity: { sourceIp: '127.0.0.1', userAgent: 'a-browser' },
      },
    });
  });

  it('sends empty maps where there is nothing', async () => {
    const { call, events } = anAuthorizer({ authorizer: { Type: 'REQUEST', AuthorizerResultTtlInSeconds: 0 } });
    await call({ methodIndex: 1, path: {}, header: {} });
    expect(events[0]?.event).toMatchObject({
      headers: {},
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
      pathParameters: {},
      stageVariables: {},
    });
  });

  it.each([
    ['a header', { ...complete, header: {} }, variables],
    ['a query parameter', { ...complete, querystring: {} }, variables],
    ['a value', { ...complete, querystring: { q: [''] } }, variables],
    ['a stage variable', complete, {}],
    ['a context value', { ...complete, context: { identity: {} } }, variables],
  ])('answers 401 without asking when %s is missing', async (_case, parts, stageVariables) => {
    const { call, events } = anAuthorizer({ authorizer, variables: stageVariables });
    await expect(call(parts)).rejects.toMatchObject(UNAUTHORIZED);
    expect(events).toEqual([]);
  });

  it('asks without identity sources when nothing is kept', async () => {
    const { call, events } = anAuthorizer({ authorizer: { ...authorizer, AuthorizerResultTtlInSeconds: 0 } });
    await call({ header: {} });
    await call({ header: {} });
    expect(events).toHaveLength(2);
  });

  it('keeps results by all identity sources and every value of them', async () => {
    const { call, events } = anAuthorizer({ authorizer, variables });
    await call(complete);
    await call({ ...complete, methodIndex: 1 });
    expect(events).toHaveLength(1);
    await call({ ...complete, querystring: { q: ['1', '3'] } });
    await call({ ...complete, header: { 'X-Shop': ['b'] } });
    expect(events).toHaveLength(3);
  });

  it('never shares results between callers that nothing tells apart', async () => {
    const { call, events } = anAuthorizer({ authorizer: { Type: 'REQUEST' } });
    await call();
    await call();
    expect(events).toHaveLength(2);
  });
});

describe('the method ARN', () => {
  it('may not have more than 1600 bytes', async () => {
    const { call, events } = anAuthorizer();
    await expect(call({ path: { bookId: 'x'.repeat(1600) } })).rejects.toMatchObject({ detail: { status: 414 } });
    expect(events).toEqual([]);
  });
});

describe('a method without a usable authorizer', () => {
  const aMethod = (more: object) => ({ parts: { methods: [{ Path: '/books', HttpMethod: 'GET', ...more }] } });

  it('is open when it asks for none', async () => {
    expect(await anAuthorizer(aMethod({})).call()).toBeUndefined();
  });

  it('is closed when its authorizer does not exist', async () => {
    const { call } = anAuthorizer(aMethod({ AuthorizationType: 'CUSTOM', Authorizer: 'nobody' }));
    await expect(call()).rejects.toMatchObject(CONFIGURATION_ERROR);
  });

  it.each([
    [{}, 'MISSING_AUTHENTICATION_TOKEN'],
    [{ Authorization: ['AWS4-HMAC-SHA256 Credential=AKID/…'] }, 'INVALID_SIGNATURE'],
  ])('is closed under AWS_IAM with %j', async (header, responseType) => {
    const { call } = anAuthorizer(aMethod({ AuthorizationType: 'AWS_IAM' }));
    await expect(call({ header })).rejects.toMatchObject({ responseType, detail: { status: 403 } });
  });
});

describe('a resource policy', () => {
  const statement = (Effect: string, more: object = {}) => ({
    Effect,
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/dev/GET/books*',
    ...more,
  });
  const open = { methods: [{ Path: '/books', HttpMethod: 'GET' }] };
  const withPolicy = (Statement: object[], more: Partial<RestApiParts> = open) =>
    anAuthorizer({ parts: { ...more, policy: { Version: '2012-10-17', Statement } } });

  it.each([
    ['allows the caller', [statement('Allow')]],
    ['allows every AWS principal', [statement('Allow', { Principal: { AWS: '*' } })]],
  ])('lets an open method pass when it %s', async (_case, statements) => {
    expect((await withPolicy(statements).call())?.step.verdict).toBe('allowed');
  });

  it.each([
    ['denies', [statement('Allow'), statement('Deny')]],
    ['says nothing', [statement('Allow', { Resource: 'execute-api:/dev/GET/cart' })]],
    ['speaks of others', [statement('Allow', { Principal: { AWS: 'arn:aws:iam::123456789012:root' } })]],
    [
      'denies by address',
      [statement('Allow'), statement('Deny', { Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } } })],
    ],
  ])('is a 403 when it %s', async (_case, statements) => {
    await expect(withPolicy(statements).call()).rejects.toMatchObject({
      responseType: 'ACCESS_DENIED',
      detail: {
        status: 403,
        message:
          'User: anonymous is not authorized to perform: execute-api:Invoke on resource: ' +
          'arn:aws:execute-api:us-east-1:********9012:shop123/dev/GET/books',
      },
    });
  });

  it('is content with the allow of a Lambda authorizer, but not against its own deny', async () => {
    const silent = [statement('Allow', { Resource: 'execute-api:/dev/GET/cart' })];
    await expect(withPolicy(silent, { methods: METHODS }).call()).resolves.toMatchObject({ principalId: 'ann' });
    const denying = withPolicy([statement('Deny')], { methods: METHODS });
    await expect(denying.call()).rejects.toMatchObject({ detail: { status: 403 } });
    expect(denying.events).toEqual([]);
  });
});
