import { aRoute, FUNCTION_ARN, type Setting, withApi } from './an-http-api.ts';

const AUTHORIZER_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:guard';
const AuthorizerUri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${AUTHORIZER_ARN}/invocations`;
const policy = (Effect: string, Resource = '*') => ({
  principalId: 'me',
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
});

interface Guard {
  readonly answers?: unknown;
  readonly raises?: string;
  readonly properties?: Record<string, unknown>;
  readonly integrationVersion?: string;
}

function guarded({ answers, raises, properties, integrationVersion = '2.0' }: Guard, asked: unknown[] = []): Setting {
  const guard = {
    AuthorizerType: 'REQUEST',
    AuthorizerUri,
    AuthorizerPayloadFormatVersion: '2.0',
    EnableSimpleResponses: true,
    IdentitySource: ['$request.header.Authorization'],
    ...properties,
  };
  const route = {
    AuthorizationType: 'CUSTOM',
    Authorizer: 'guard',
    Integration: { PayloadFormatVersion: integrationVersion },
  };
  return {
    authorizers: { guard },
    routes: [aRoute('GET /me', route), aRoute('GET /you', route)],
    invokeLambda: async (target, payload) => {
      if (target === FUNCTION_ARN) return { payload: '"ok"' };
      asked.push(JSON.parse(payload));
      if (raises) return { payload: JSON.stringify({ errorMessage: raises }), functionError: 'Unhandled' };
      return { payload: JSON.stringify(answers) };
    },
  };
}

const TOKEN: [string, string][] = [['Authorization', 'secret']];

describe('a Lambda authorizer of an HTTP API', () => {
  it('hands its context on as it is', async () => {
    const context = { text: 'a', number: 1, flag: true, list: ['x'], map: { y: 'z' } };
    await withApi(guarded({ answers: { isAuthorized: true, context } }), async ({ call, events }) => {
      expect((await call('GET', '/me', TOKEN)).status).toBe(200);
      expect(events.at(-1)).toMatchObject({ requestContext: { authorizer: { lambda: context } } });
    });
  });

  it('hands it to payload format 1.0 beside empty claims', async () => {
    const setting = guarded({ answers: { isAuthorized: true, context: { a: 1 } }, integrationVersion: '1.0' });
    await withApi(setting, async ({ call, events }) => {
      await call('GET', '/me', TOKEN);
      expect(Object(events.at(-1)?.requestContext).authorizer).toEqual({ claims: null, scopes: null, a: 1 });
    });
  });

  it('gets the request in format 2.0', async () => {
    const asked: unknown[] = [];
    await withApi(guarded({ answers: { isAuthorized: true } }, asked), ({ call }) => call('GET', '/me?a=1', TOKEN));
    expect(asked).toEqual([
      expect.objectContaining({
        version: '2.0',
        type: 'REQUEST',
        routeArn: 'arn:aws:execute-api:us-east-1:123456789012:shop123/$default/GET/me',
        identitySource: ['secret'],
        routeKey: 'GET /me',
        rawPath: '/me',
        rawQueryString: 'a=1',
        queryStringParameters: { a: '1' },
        requestContext: expect.objectContaining({ http: expect.objectContaining({ method: 'GET' }) }),
      }),
    ]);
  });

  it('gets the request in format 1.0', async () => {
    const asked: unknown[] = [];
    const properties = {
      AuthorizerPayloadFormatVersion: '1.0',
      IdentitySource: ['$request.header.Authorization', '$request.querystring.a'],
    };
    await withApi(guarded({ answers: policy('Allow'), properties }, asked), async ({ call }) => {
      expect((await call('GET', '/me?a=1', TOKEN)).status).toBe(200);
    });
    expect(asked[0]).toMatchObject({
      version: '1.0',
      type: 'REQUEST',
      methodArn: 'arn:aws:execute-api:us-east-1:123456789012:shop123/$default/GET/me',
      identitySource: 'secret,1',
      authorizationToken: 'secret,1',
      resource: '/me',
      path: '/me',
      httpMethod: 'GET',
    });
  });

  it.each([
    ['says no', { answers: { isAuthorized: false } }, 403, 'Forbidden'],
    ['raises Unauthorized', { raises: 'Unauthorized' }, 401, 'Unauthorized'],
    ['raises anything else', { raises: 'boom' }, 500, 'Internal Server Error'],
    ['answers no object', { answers: 'yes' }, 500, 'Internal Server Error'],
    ['answers no verdict', { answers: { isAuthorized: 'true' } }, 500, 'Internal Server Error'],
    ['answers a policy where a simple answer is due', { answers: policy('Allow') }, 500, 'Internal Server Error'],
    ['denies by policy', { answers: policy('Deny'), properties: { EnableSimpleResponses: false } }, 403, 'Forbidden'],
    [
      'allows another route',
      { answers: policy('Allow', 'arn:aws:execute-api:*:*:*/*/GET/you'), properties: { EnableSimpleResponses: false } },
      403,
      'Forbidden',
    ],
  ])('that %s', async (_what, guard, status, message) => {
    await withApi(guarded(guard), async ({ call }) => {
      const answer = await call('GET', '/me', TOKEN);
      expect([answer.status, answer.text]).toEqual([status, `{"message":"${message}"}`]);
      expect(answer.header('www-authenticate')).toBeUndefined();
    });
  });

  it('is not asked about a caller without an identity', async () => {
    const asked: unknown[] = [];
    await withApi(guarded({ answers: { isAuthorized: true } }, asked), async ({ call }) => {
      expect((await call('GET', '/me')).status).toBe(401);
      expect((await call('GET', '/me', [['Authorization', '']])).status).toBe(401);
    });
    expect(asked).toEqual([]);
  });

  it.each([
    [300, 1],
    [0, 3],
  ])('with a TTL of %d s is asked %d times for one identity on two routes', async (ttl, times) => {
    const asked: unknown[] = [];
    const properties = { AuthorizerResultTtlInSeconds: ttl };
    await withApi(guarded({ answers: { isAuthorized: true }, properties }, asked), async ({ call, records }) => {
      for (const path of ['/me', '/me', '/you']) expect((await call('GET', path, TOKEN)).status).toBe(200);
      const verdicts = records.map(({ checkpoints }) => checkpoints.methodRequest.steps[0]?.verdict);
      expect(verdicts.filter((verdict) => verdict?.endsWith('(cached)'))).toHaveLength(3 - times);
      expect((await call('GET', '/me', [['Authorization', 'another']])).status).toBe(200);
    });
    expect(asked).toHaveLength(times + 1);
  });

  it('asks a kept policy about each route anew', async () => {
    const answers = policy('Allow', 'arn:aws:execute-api:*:*:*/*/GET/me');
    const properties = { EnableSimpleResponses: false, AuthorizerResultTtlInSeconds: 300 };
    await withApi(guarded({ answers, properties }), async ({ call }) => {
      expect((await call('GET', '/me', TOKEN)).status).toBe(200);
      expect((await call('GET', '/you', TOKEN)).status).toBe(403);
    });
  });
});
