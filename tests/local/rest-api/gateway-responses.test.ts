import { aMock, call, headerOf } from './a-rest-api.ts';

const books = [aMock('/books', 'GET'), { ...aMock('/orders', 'GET'), ApiKeyRequired: true }];
const ALLOW_ORIGIN = { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" };

describe('a gateway response', () => {
  it('is the built-in one where nothing is defined', async () => {
    const answer = await call({ methods: books }, { rawTarget: '/dev/nope' });
    expect(answer.status).toBe(403);
    expect(answer.text).toBe('{"message":"Missing Authentication Token"}');
    expect(answer.headers).toEqual([
      ['Content-Type', 'application/json'],
      ['x-amzn-ErrorType', 'MissingAuthenticationTokenException'],
      ['x-amzn-RequestId', expect.stringMatching(/^[0-9a-f-]{36}$/)],
      ['x-amz-apigw-id', expect.stringMatching(/=$/)],
      ['Content-Length', '42'],
    ]);
  });

  it('is a bare 403 where there is no such stage', async () => {
    const answer = await call({ methods: books }, { rawTarget: '/prod/books' });
    expect([answer.status, answer.text]).toEqual([403, '{"message":"Forbidden"}']);
    expect(headerOf(answer, 'x-amzn-ErrorType')).toEqual(['ForbiddenException']);
    expect(headerOf(answer, 'x-amzn-RequestId')).toHaveLength(1);
  });

  it('speaks of a signature where an unknown path is called with a token', async () => {
    const headers = [['Authorization', 'Bearer abc']] as const;
    const answer = await call({ methods: books }, { rawTarget: '/dev/nope', headers });
    expect(answer.status).toBe(403);
    expect(answer.text).toMatch(/^\{"message":"Invalid key=value pair \(missing equal-sign\) in Authorization header/);
    expect(answer.text).not.toContain('Bearer abc');
    expect(headerOf(answer, 'x-amzn-ErrorType')).toEqual(['IncompleteSignatureException']);
  });

  it.each([
    // defined types, status and body of the 403 of an unknown route
    [[{ ResponseType: 'MISSING_AUTHENTICATION_TOKEN', StatusCode: '404' }], 404],
    [[{ ResponseType: 'DEFAULT_4XX', StatusCode: '400' }], 400],
    [[{ ResponseType: 'DEFAULT_5XX', StatusCode: '400' }], 403],
    // A type of its own inherits nothing from DEFAULT_4XX.
    [[{ ResponseType: 'DEFAULT_4XX', StatusCode: '400' }, { ResponseType: 'MISSING_AUTHENTICATION_TOKEN' }], 403],
  ])('with %j has the status %d', async (gatewayResponses, status) => {
    const answer = await call({ methods: books, gatewayResponses }, { rawTarget: '/dev/nope' });
    expect(answer.status).toBe(status);
    expect(answer.text).toBe('{"message":"Missing Authentication Token"}');
    expect(headerOf(answer, 'x-amzn-ErrorType')).toEqual(['MissingAuthenticationTokenException']);
  });

  it('takes headers from the request, the context and stage variables', async () => {
    const gatewayResponses = [
      {
        ResponseType: 'DEFAULT_4XX',
        ResponseParameters: {
          ...ALLOW_ORIGIN,
          'gatewayresponse.header.X-Query': 'method.request.querystring.q',
          'gatewayresponse.header.X-All': 'method.request.multivaluequerystring.q',
          'gatewayresponse.header.X-Header': 'method.request.header.X-Shelf',
          'gatewayresponse.header.X-Stage': 'context.stage',
          'gatewayresponse.header.X-Variable': 'stageVariables.colour',
          'gatewayresponse.header.X-Missing': 'method.request.header.nope',
        },
      },
    ];
    const stage = { variables: { colour: 'blue' }, hasVariables: true };
    const request = { rawTarget: '/dev/nope?q=1&q=2', headers: [['X-Shelf', 'a']] as const };
    const answer = await call({ methods: books, gatewayResponses, stage }, request);
    expect(answer.headers).toEqual(
      expect.arrayContaining([
        ['Access-Control-Allow-Origin', '*'],
        ['X-Query', '2'],
        ['X-All', '1,2'],
        ['X-Header', 'a'],
        ['X-Stage', 'dev'],
        ['X-Variable', 'blue'],
      ]),
    );
    expect(headerOf(answer, 'X-Missing')).toEqual([]);
  });

  it('substitutes plainly in its template: nothing of VTL works there', async () => {
    const template =
      '{"message":$context.error.messageString,"plain":"$context.error.message","type":"$context.error.responseType",' +
      '"q":"$method.request.querystring.q","stage":"${context.stage}","none":"$context.nope","vtl":"#if(true)x#end"}';
    const gatewayResponses = [{ ResponseType: 'INVALID_API_KEY', ResponseTemplates: { 'application/json': template } }];
    const answer = await call({ methods: books, gatewayResponses }, { rawTarget: '/dev/orders?q=1' });
    expect(JSON.parse(answer.text)).toEqual({
      message: 'Forbidden',
      plain: 'Forbidden',
      type: 'INVALID_API_KEY',
      q: '1',
      stage: 'dev',
      none: '',
      vtl: '#if(true)x#end',
    });
  });

  it.each([
    ['{"message":$context.error.messageString}', '{"message":"Missing Authentication Token"}'],
    ['{"message":${context.error.messageString}}', '{"message":"Missing Authentication Token"}'],
    ['{"stage":"$context.stage"}', '{"stage":"dev"}'],
  ])('keeps the brace after a name in %j', async (template, expected) => {
    const gatewayResponses = [{ ResponseType: 'DEFAULT_4XX', ResponseTemplates: { 'application/json': template } }];
    const answer = await call({ methods: books, gatewayResponses }, { rawTarget: '/dev/nope' });
    expect(answer.body.toString()).toBe(expected);
  });

  it('can be something else than JSON', async () => {
    const gatewayResponses = [{ ResponseType: 'DEFAULT_4XX', ResponseTemplates: { 'text/html': '<p>No</p>' } }];
    const answer = await call({ methods: books, gatewayResponses }, { rawTarget: '/dev/nope' });
    expect(answer.text).toBe('<p>No</p>');
    expect(headerOf(answer, 'Content-Type')).toEqual(['text/html']);
  });

  it('lets no client break out of a header', async () => {
    const ResponseParameters = { 'gatewayresponse.header.X-Query': 'method.request.querystring.q' };
    const gatewayResponses = [{ ResponseType: 'DEFAULT_4XX', ResponseParameters }];
    const rawTarget = '/dev/nope?q=a%0d%0aSet-Cookie:%20x=1';
    const answer = await call({ methods: books, gatewayResponses }, { rawTarget });
    expect(headerOf(answer, 'X-Query')).toEqual(['a Set-Cookie: x=1']);
  });

  it('has no body for HEAD, but its length', async () => {
    const answer = await call({ methods: books }, { method: 'HEAD', rawTarget: '/dev/nope' });
    expect(answer.text).toBe('');
    expect(headerOf(answer, 'Content-Length')).toEqual(['42']);
  });
});
