import type { Backends } from '../../../local/rest-api/backends.ts';
import { aLambdaProxy, call, headerOf, LAMBDA_URI } from './a-rest-api.ts';
import { NOON } from './an-exchange.ts';

type Invoke = Backends['invokeLambda'];
const returning = (payload: unknown): Partial<Backends> => ({
  invokeLambda: async () => ({ payload: JSON.stringify(payload) }),
});
const failing = (error: object): Partial<Backends> => ({
  invokeLambda: async () => ({ payload: JSON.stringify(error), functionError: 'Unhandled' }),
});
const recording = (calls: unknown[], payload = '{"statusCode":200}'): Partial<Backends> => ({
  invokeLambda: async (...[target, event, type]: Parameters<Invoke>) => {
    calls.push({ target, event: JSON.parse(event), type });
    return { payload };
  },
});

describe('a Lambda proxy', () => {
  it('gets the whole request as its event', async () => {
    const calls: unknown[] = [];
    await call(
      { methods: [aLambdaProxy('/books/{bookId}/cover')], backends: recording(calls) },
      {
        method: 'POST',
        rawTarget: '/dev//books/caf%C3%A9/cover?size=s&size=l&q=a+b',
        headers: [
          ['host', 'shop.example:8081'],
          ['authorization', 'token'],
          ['X-Shelf', 'a'],
          ['X-Shelf', 'b'],
        ],
        body: '{"a":1}',
      },
    );
    const headers = {
      Host: 'shop.example:8081',
      Authorization: 'token',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-/),
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Port': '8081',
      'X-Forwarded-Proto': 'http',
    };
    expect(calls).toEqual([
      {
        target: 'arn:aws:lambda:us-east-1:123456789012:function:covers',
        type: 'RequestResponse',
        event: {
          resource: '/books/{bookId}/cover',
          path: '/books/caf%C3%A9/cover',
          httpMethod: 'POST',
          headers: { ...headers, 'X-Shelf': 'b' },
          multiValueHeaders: {
            ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
            'X-Shelf': ['a', 'b'],
          },
          queryStringParameters: { size: 'l', q: 'a b' },
          multiValueQueryStringParameters: { size: ['s', 'l'], q: ['a b'] },
          pathParameters: { bookId: 'caf%C3%A9' },
          stageVariables: null,
          requestContext: {
            resourceId: expect.stringMatching(/^[a-z0-9]{6}$/),
            resourcePath: '/books/{bookId}/cover',
            httpMethod: 'POST',
            extendedRequestId: expect.stringMatching(/=$/),
            requestTime: '04/Mar/2026:12:00:00 +0000',
            requestTimeEpoch: NOON,
            path: '/dev//books/caf%C3%A9/cover',
            accountId: '123456789012',
            protocol: 'HTTP/1.1',
            stage: 'dev',
            domainPrefix: 'shop',
            domainName: 'shop.example:8081',
            requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
            deploymentId: expect.any(String),
            apiId: 'shop123',
            identity: expect.objectContaining({ sourceIp: '127.0.0.1', userAgent: null, caller: null }),
          },
          body: '{"a":1}',
          isBase64Encoded: false,
        },
      },
    ]);
  });

  it('gets nulls for what is not there', async () => {
    const calls: { event: Record<string, unknown> }[] = [];
    await call({ methods: [aLambdaProxy('/books')], backends: recording(calls) });
    const { queryStringParameters, multiValueQueryStringParameters, pathParameters, body } = calls[0]?.event ?? {};
    expect([queryStringParameters, multiValueQueryStringParameters, pathParameters, body]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('gets a listed media type as base64, and other bytes as text', async () => {
    const calls: { event: Record<string, unknown> }[] = [];
    const setting = { methods: [aLambdaProxy('/books')], binaryMediaTypes: ['image/png'], backends: recording(calls) };
    const body = Buffer.from([0x89, 0x50]);
    await call(setting, { method: 'PUT', headers: [['content-type', 'image/png']], body });
    await call(setting, { method: 'PUT', headers: [['content-type', 'image/gif']], body });
    expect(calls.map(({ event }) => [event.body, event.isBase64Encoded])).toEqual([
      ['iVA=', true],
      ['\ufffdP', false],
    ]);
  });

  it('answers with status, headers in their casing, cookies and a trace', async () => {
    const result = {
      statusCode: 201,
      headers: { 'content-TYPE': 'text/plain', 'X-Shelf': 'a' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: 'hello',
    };
    const answer = await call({ methods: [aLambdaProxy('/books')], backends: returning(result) });
    expect([answer.status, answer.text]).toEqual([201, 'hello']);
    expect(answer.headers.slice(0, 4)).toEqual([
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['content-TYPE', 'text/plain'],
      ['X-Shelf', 'a'],
    ]);
    expect(headerOf(answer, 'x-amzn-trace-id')).toHaveLength(1);
    expect(headerOf(answer, 'content-length')).toEqual(['5']);
  });

  it('has its connection headers renamed, and its line breaks taken', async () => {
    const headers = {
      Connection: 'close',
      'Content-Length': '999',
      Date: 'never',
      Server: 'mine',
      'Transfer-Encoding': 'x',
    };
    const result = { headers: { ...headers, Via: 'x', 'WWW-Authenticate': 'Basic', Evil: 'a\r\nX-More: 1' } };
    const answer = await call({ methods: [aLambdaProxy('/books')], backends: returning(result) });
    expect(answer.headers.slice(1, 7)).toEqual([
      ['x-amzn-Remapped-Connection', 'close'],
      ['x-amzn-Remapped-Content-Length', '999'],
      ['x-amzn-Remapped-Date', 'never'],
      ['x-amzn-Remapped-Server', 'mine'],
      ['WWW-Authenticate', 'Basic'],
      ['Evil', 'a X-More: 1'],
    ]);
    expect(headerOf(answer, 'transfer-encoding')).toEqual([]);
  });

  it.each([
    [{ statusCode: 'x' }, 502],
    ['text', 502],
  ])('that returns %j is a %d', async (result, status) => {
    const answer = await call({ methods: [aLambdaProxy('/books')], backends: returning(result) });
    expect([answer.status, answer.text]).toEqual([status, '{"message": "Internal server error"}']);
    expect(headerOf(answer, 'x-amzn-ErrorType')).toEqual(['InternalServerErrorException']);
  });

  it('that raises is a 502 which keeps the reason to itself', async () => {
    const answer = await call({ methods: [aLambdaProxy('/books')], backends: failing({ errorMessage: 'secret' }) });
    expect([answer.status, answer.text]).toEqual([502, '{"message": "Internal server error"}']);
  });

  it('that does not exist is a 500', async () => {
    const invokeLambda = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ResourceNotFoundException' }));
    const answer = await call({ methods: [aLambdaProxy('/books')], backends: { invokeLambda } });
    expect([answer.status, answer.text]).toEqual([500, '{"message": "Internal server error"}']);
  });

  it('that takes too long is a 504', async () => {
    const slow = aLambdaProxy('/books');
    const Integration = { ...(slow.Integration as object), TimeoutInMillis: 50 };
    const invokeLambda = () => new Promise<never>(() => undefined);
    const answer = await call({ methods: [{ ...slow, Integration }], backends: { invokeLambda } });
    expect([answer.status, answer.text]).toEqual([504, '{"message": "Endpoint request timed out"}']);
  });

  it('is invoked through the alias that a stage variable names', async () => {
    const calls: { target: string }[] = [];
    const proxy = aLambdaProxy('/books');
    const uri = LAMBDA_URI.replace('/invocations', ':${stageVariables.alias}/invocations');
    const Integration = { ...(proxy.Integration as object), Uri: uri };
    const stage = { variables: { alias: 'live' }, hasVariables: true };
    await call({ methods: [{ ...proxy, Integration }], stage, backends: recording(calls) });
    expect(calls[0]?.target).toBe('arn:aws:lambda:us-east-1:123456789012:function:covers:live');
  });
});

describe('a Lambda integration with templates', () => {
  const custom = (integration: object = {}) => ({
    Path: '/books/{bookId}',
    HttpMethod: 'POST',
    Integration: {
      Type: 'AWS',
      IntegrationHttpMethod: 'POST',
      Uri: LAMBDA_URI,
      RequestTemplates: { 'application/json': '{"id":"$input.params(\'bookId\')"}' },
      IntegrationResponses: [
        { StatusCode: '200', ResponseTemplates: { 'application/json': '{"found":$input.json(\'$\')}' } },
        { StatusCode: '404', SelectionPattern: 'No such book.*' },
      ],
      ...integration,
    },
  });
  const request = { method: 'POST', rawTarget: '/dev/books/dune' };

  it('sends the rendered event and maps the result', async () => {
    const calls: unknown[] = [];
    const answer = await call({ methods: [custom()], backends: recording(calls, '{"title":"Dune"}') }, request);
    expect(calls).toEqual([expect.objectContaining({ event: { id: 'dune' }, type: 'RequestResponse' })]);
    expect([answer.status, answer.text]).toEqual([200, '{"found":{"title":"Dune"}}']);
    expect(headerOf(answer, 'X-Amzn-Trace-Id')).toHaveLength(1);
  });

  it('selects by the message of an error', async () => {
    const error = { errorMessage: 'No such book: dune', errorType: 'Error' };
    const answer = await call({ methods: [custom()], backends: failing(error) }, request);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([404, error]);
  });

  it('takes the default for a result that only looks like an error', async () => {
    const answer = await call({ methods: [custom()], backends: returning({ errorMessage: 'No such book' }) }, request);
    expect(answer.status).toBe(200);
  });

  it('answers at once with nothing where the call is asynchronous', async () => {
    const calls: { type: string }[] = [];
    const RequestParameters = { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" };
    const methods = [custom({ RequestParameters, IntegrationResponses: [{ StatusCode: '200' }] })];
    const answer = await call({ methods, backends: recording(calls) }, request);
    expect([calls[0]?.type, answer.status, answer.text]).toEqual(['Event', 200, '']);
  });

  it('hands on what the Lambda service says of an event that is no JSON', async () => {
    const methods = [custom({ RequestTemplates: {}, IntegrationResponses: [{ StatusCode: '200' }] })];
    const calls: unknown[] = [];
    const answer = await call({ methods, backends: recording(calls) }, { ...request, body: 'not json' });
    expect(answer.text).toMatch(/^\{"Type":"User","message":"Could not parse request body into json/);
    expect(calls).toEqual([]);
  });

  it.each(['GET', ''])('fails with the integration method %j', async (IntegrationHttpMethod) => {
    const calls: unknown[] = [];
    const answer = await call(
      { methods: [custom({ IntegrationHttpMethod })], backends: recording(calls) },
      {
        ...request,
      },
    );
    expect([answer.status, calls]).toEqual([500, []]);
  });

  it.each(['Authorization', 'content-length', 'TE', 'X-Amzn-Trace-Id'])('fails where it maps %s', async (name) => {
    const calls: unknown[] = [];
    const RequestParameters = { [`integration.request.header.${name}`]: "'x'" };
    const answer = await call({ methods: [custom({ RequestParameters })], backends: recording(calls) }, request);
    expect([answer.status, calls]).toEqual([500, []]);
  });
});
