import { parseResultV1, parseResultV2 } from '../../../local/http-api/lambda-result.ts';
import { aRoute, withApi } from './an-http-api.ts';

const textOf = ({ body }: { body: Buffer }): string => body.toString();

describe('parseResultV2', () => {
  it.each([
    ['"Hello"', 200, 'Hello', 'application/json'],
    ['{"a":1}', 200, '{"a":1}', 'application/json'],
    ['null', 200, 'null', 'application/json'],
    ['[1]', 200, '[1]', 'application/json'],
    ['{"statusCode":201,"body":"x"}', 201, 'x', 'text/plain;charset=UTF-8'],
    ['{"statusCode":"204"}', 204, '', undefined],
    [
      '{"statusCode":200,"headers":{"Content-Type":"text/html"},"body":"eA==","isBase64Encoded":true}',
      200,
      'x',
      'text/html',
    ],
    ['{"statusCode":200,"body":"x","stranger":1}', 200, 'x', 'text/plain;charset=UTF-8'],
  ])('reads %s', (payload, status, text, type) => {
    const answer = parseResultV2(payload);
    const typeLine = answer.headers.find(([name]) => name.toLowerCase() === 'content-type');
    expect([answer.status, textOf(answer), typeLine?.[1]]).toEqual([status, text, type]);
  });

  it.each([
    '{"statusCode":"x"}',
    '{"statusCode":99}',
    '{"statusCode":200,"body":{}}',
    '{"statusCode":200,"cookies":"a=b"}',
    'no json',
  ])('refuses %s', (payload) => expect(() => parseResultV2(payload)).toThrow());

  it('leaves out header names that would break the answer', () => {
    const { headers } = parseResultV2('{"statusCode":200,"headers":{"a b":"1","X":"a\\r\\nb"}}');
    expect(headers).toEqual([['X', 'a b']]);
  });
});

describe('parseResultV1', () => {
  it('takes a whole result only', () => {
    expect(textOf(parseResultV1('{"statusCode":200,"body":"x","multiValueHeaders":{"A":["1","2"]}}'))).toBe('x');
    for (const payload of ['"text"', '{"body":"x"}', 'null', '{}'])
      expect(() => parseResultV1(payload)).toThrow('the result has no statusCode');
  });
});

describe('a function behind an HTTP API', () => {
  const failing = (reply: { payload: string; functionError?: string }) => async () => reply;
  const refused = (code: string) => async () => {
    throw Object.assign(new Error(code), { code });
  };
  const hung = () => new Promise<never>(() => undefined);
  const quick = [aRoute('$default', { Integration: { TimeoutInMillis: 60 } })];

  it.each([
    ['raises', { invokeLambda: failing({ payload: '{"errorMessage":"boom"}', functionError: 'Unhandled' }) }, 500],
    ['answers what cannot be read', { answers: { statusCode: 'x' } }, 500],
    ['does not exist', { invokeLambda: refused('ResourceNotFoundException') }, 500],
    ['is throttled', { invokeLambda: refused('TooManyRequestsException') }, 503],
    ['hangs', { invokeLambda: hung, routes: quick }, 503],
  ] as const)('that %s', async (_what, setting, status) => {
    await withApi(setting, async ({ call, records }) => {
      const answer = await call('GET', '/x');
      const message = status === 500 ? 'Internal Server Error' : 'Service Unavailable';
      expect([answer.status, answer.text]).toEqual([status, `{"message":"${message}"}`]);
      expect(answer.header('content-type')).toBe('application/json');
      expect(records[0]?.refusal).toMatchObject({ message, reason: expect.any(String) });
    });
  });

  it('sets each cookie in a header of its own', async () => {
    const answers = { statusCode: 200, cookies: ['a=1', 'b=2'], headers: { 'X-Case': 'kept' }, body: 'x' };
    await withApi({ answers }, async ({ call }) => {
      const { headers } = await call('GET', '/');
      expect(headers.filter(([name]) => name.toLowerCase() === 'set-cookie')).toEqual([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ]);
      expect(headers).toContainEqual(['X-Case', 'kept']);
    });
  });

  it('cannot say how long its answer is, or under which id', async () => {
    const headers = { 'Content-Length': '1', 'Apigw-Requestid': 'mine', Connection: 'close, x' };
    await withApi({ answers: { statusCode: 200, headers, body: 'four' } }, async ({ call }) => {
      const answer = await call('GET', '/');
      expect([answer.text, answer.header('content-length')]).toEqual(['four', '4']);
      expect(answer.header('apigw-requestid')).not.toBe('mine');
    });
  });

  it('may be named by its invocation URI and by stage variables', async () => {
    const targets: string[] = [];
    const IntegrationUri =
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:x:function:f:${stageVariables.alias}/invocations';
    const routes = [aRoute('$default', { Integration: { IntegrationUri } })];
    const invokeLambda = async (target: string) => {
      targets.push(target);
      return { payload: '"x"' };
    };
    await withApi({ routes, invokeLambda, stage: { variables: { alias: 'live' } } }, ({ call }) => call('GET', '/'));
    expect(targets).toEqual(['arn:x:function:f:live']);
  });
});
