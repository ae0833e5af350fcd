import { findStatusCode } from '../../../local/api-gateway/mock-status.ts';
import { aMock, call, headerOf } from './a-rest-api.ts';

describe('findStatusCode', () => {
  it.each([
    ['{"statusCode": 200}', 200],
    ['{statusCode: 204}', 204],
    ["{'statusCode': 404}", 404],
    ['{"statusCode": 200,}', 200],
    ['{"statusCode": 200 ,, }', 200],
    ['{message: hi, statusCode: 201}', 201],
    ['{statusCode: 200,super{ f}oo: [ba r]}', 200],
    [' \n{ statusCode : 200 }\n ', 200],
    ['{"statusCode": 0}', 0],
    ['{"statusCode": "200"}', undefined],
    ["{statusCode: '200'}", undefined],
    ['{"statusCode": 20.5}', undefined],
    ['{"statusCode": 200', undefined],
    ['statusCode: 200', undefined],
    ["{'statusCode: 200 }", undefined],
    ['{"statusCode\': 200 }', undefined],
    ['{noStatusCode: 200 }', undefined],
    ['{}', undefined],
    ['[200]', undefined],
    ['null', undefined],
    ['', undefined],
  ])('reads %j', (text, expected) => {
    expect(findStatusCode(text)).toBe(expected);
  });

  it('reads ten megabytes of nonsense without delay', () => {
    const started = performance.now();
    expect(findStatusCode(`{${'x statusCode: 1, '.repeat(500_000)}`)).toBeUndefined();
    expect(findStatusCode(`{${'{{{,,, '.repeat(1_000_000)}}`)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('a MOCK method', () => {
  it('answers with its template, as JSON, and without a trace', async () => {
    const template = '{"book":"$input.params(\'bookId\')","body":$input.json(\'$\'),"stage":"$context.stage"}';
    const answer = await call(
      { methods: [aMock('/books/{bookId}', 'GET', template)] },
      { rawTarget: '/dev/books/dune' },
    );
    expect([answer.status, answer.text]).toEqual([200, '{"book":"dune","body":{},"stage":"dev"}']);
    expect(headerOf(answer, 'Content-Type')).toEqual(['application/json']);
    expect(headerOf(answer, 'X-Amzn-Trace-Id')).toEqual([]);
  });

  it('carries overrides from the request template to the answer', async () => {
    const template =
      '#set($context.responseOverride.status = 418)' +
      '#set($context.responseOverride.header.X-Kind = "tea")' +
      '{"statusCode": 200}';
    const mock = aMock('/books', 'GET');
    const Integration = { ...(mock.Integration as object), RequestTemplates: { 'application/json': template } };
    const answer = await call({ methods: [{ ...mock, Integration }] });
    expect(answer.status).toBe(418);
    expect(headerOf(answer, 'X-Kind')).toEqual(['tea']);
  });

  it.each([
    ['"418"', 200],
    ['99', 200],
    ['101', 200],
    ['600', 200],
    ['418.5', 200],
    ['503', 503],
  ])('with a status override of %s answers %d', async (override, status) => {
    const template = `#set($context.responseOverride.status = ${override}){}`;
    const answer = await call({ methods: [aMock('/books', 'GET', template)] });
    expect(answer.status).toBe(status);
  });

  it('fails with 500 where the request template states no status', async () => {
    const answer = await call({ methods: [{ Path: '/books', HttpMethod: 'GET', Integration: { Type: 'MOCK' } }] });
    expect([answer.status, answer.text]).toEqual([500, '{"message": "Internal server error"}']);
  });

  it('fails with 500 where a template is broken', async () => {
    const answer = await call({ methods: [aMock('/books', 'GET', '#if($x')] });
    expect([answer.status, answer.text]).toEqual([500, '{"message": "Internal server error"}']);
  });

  it('sends nothing with 204', async () => {
    const mock = {
      ...aMock('/books', 'OPTIONS'),
      Integration: {
        Type: 'MOCK',
        RequestTemplates: { 'application/json': '{ statusCode: 200 }' },
        IntegrationResponses: [
          { StatusCode: '204', ResponseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'*'" } },
        ],
      },
    };
    const answer = await call({ methods: [mock] }, { method: 'OPTIONS' });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(headerOf(answer, 'Content-Length')).toEqual([]);
    expect(headerOf(answer, 'Access-Control-Allow-Origin')).toEqual(['*']);
  });

  it('keeps a response override from breaking the answer', async () => {
    const template =
      '#set($context.responseOverride.header["X Bad"] = "x")' +
      '#set($context.responseOverride.header["X-Line"] = "a$util.urlDecode(\'%0D%0A\')b"){}';
    const answer = await call({ methods: [aMock('/books', 'GET', template)] });
    expect(headerOf(answer, 'X Bad')).toEqual([]);
    expect(headerOf(answer, 'X-Line')).toEqual(['a b']);
  });

  it('takes the method of X-HTTP-Method-Override', async () => {
    const headers = [['x-http-method-override', 'patch']] as const;
    const answer = await call(
      { methods: [aMock('/books', 'PATCH', '$context.httpMethod')] },
      { method: 'POST', headers },
    );
    expect([answer.status, answer.text]).toEqual([200, 'PATCH']);
  });
});
