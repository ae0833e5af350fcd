import { gzipSync } from 'node:zlib';
import { aBackend, aTcpBackend, type Received, type TestBackend } from './a-backend.ts';
import { call, headerOf, type Setting } from './a-rest-api.ts';

let backend: TestBackend;
let reply: { status?: number; headers?: Record<string, string | string[]>; body?: string | Buffer } = {};

beforeAll(async () => {
  backend = await aBackend((_received, response) => {
    response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json', ...reply.headers });
    response.end(reply.body ?? '{}');
  });
});
beforeEach(() => {
  backend.received.length = 0;
  reply = {};
});
afterAll(() => backend.close());

const last = (): Received => {
  const received = backend.received.at(-1);
  if (received === undefined) throw new Error('The backend was not called');
  return received;
};

const anHttp = (integration: object = {}, method: object = {}): Setting => ({
  methods: [
    {
      Path: '/books/{bookId}',
      HttpMethod: 'ANY',
      Integration: {
        Type: 'HTTP',
        IntegrationHttpMethod: 'POST',
        Uri: `${backend.url}/items`,
        IntegrationResponses: [{ StatusCode: '200' }],
        ...integration,
      },
      ...method,
    },
  ],
});
const aProxy = (integration: object = {}): Setting => anHttp({ Type: 'HTTP_PROXY', ...integration });
const rawTarget = '/dev/books/dune';

describe('an HTTP integration', () => {
  it('sends its own headers and none of the client, but the content type', async () => {
    const headers = [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['accept', 'application/xml'],
      ['X-Shelf', 'a'],
      ['Cookie', 'a=1'],
    ] as const;
    await call(anHttp(), { method: 'PUT', rawTarget, headers, body: '{"a":1}' });
    expect([last().method, last().target, last().body.toString()]).toEqual(['POST', '/items', '{"a":1}']);
    expect(last().headers).toEqual({
      Accept: ['application/json'],
      'Content-Type': ['application/json; charset=utf-8'],
      'User-Agent': ['AmazonAPIGateway_shop123'],
      'x-amzn-apigateway-api-id': ['shop123'],
      'X-Amzn-Trace-Id': [expect.stringMatching(/^Root=/)],
      'X-Forwarded-For': ['127.0.0.1'],
      'X-Forwarded-Port': ['80'],
      'X-Forwarded-Proto': ['http'],
      host: [new URL(backend.url).host],
      connection: ['keep-alive'],
      'content-length': ['7'],
    });
  });

  it('maps parameters, and lets the template override them', async () => {
    const integration = {
      Uri: `${backend.url}/items/{id}?fixed=1`,
      RequestParameters: {
        'integration.request.path.id': 'method.request.path.bookId',
        'integration.request.querystring.limit': 'method.request.querystring.limit',
        'integration.request.querystring.tags': 'method.request.multivaluequerystring.tag',
        'integration.request.header.X-Shelf': 'method.request.header.X-Shelf',
        'integration.request.header.X-Kind': "'novel'",
        'integration.request.header.X-None': 'method.request.header.missing',
      },
      RequestTemplates: {
        'application/json':
          '#set($context.requestOverride.header["x-shelf"] = "over")' +
          `#set($context.requestOverride.path.id = "$input.params('bookId')-2")` +
          '#set($context.requestOverride.querystring.extra = "a b&c")' +
          '{"id":"$input.params("bookId")"}',
      },
    };
    const headers = [['X-Shelf', 'a']] as const;
    await call(anHttp(integration), { rawTarget: `${rawTarget}?limit=2&limit=3&tag=x&tag=y`, headers });
    expect(last().target).toBe('/items/dune-2?fixed=1&limit=3&tags=x&tags=y&extra=a%20b%26c');
    expect(last().headers).toMatchObject({ 'x-shelf': ['over'], 'X-Kind': ['novel'] });
    expect(last().headers).not.toHaveProperty('X-None');
    expect(last().body.toString()).toBe('{"id":"dune"}');
  });

  it('maps the answer and drops what is not mapped', async () => {
    reply = {
      status: 404,
      headers: { 'X-App': '7', 'X-Other': 'no', 'Set-Cookie': ['a=1', 'b=2'] },
      body: '{"at":"/x"}',
    };
    const answer = await call(
      anHttp({
        IntegrationResponses: [
          { StatusCode: '200' },
          {
            StatusCode: '410',
            SelectionPattern: '4\\d\\d',
            ResponseParameters: {
              'method.response.header.X-App': 'integration.response.header.x-app',
              'method.response.header.Location': 'integration.response.body.at',
              'method.response.header.Cookies': 'integration.response.multivalueheader.Set-Cookie',
              'method.response.header.Host': "'renamed'",
              'method.response.header.Via': "'dropped'",
              'method.response.header.X-None': 'integration.response.body.none',
            },
            ResponseTemplates: { 'application/json': '{"gone":"$input.path(\'$.at\')"}' },
          },
        ],
      }),
      { rawTarget },
    );
    expect([answer.status, answer.text]).toEqual([410, '{"gone":"/x"}']);
    expect(answer.headers.slice(0, -4)).toEqual([
      ['Content-Type', 'application/json'],
      ['X-App', '7'],
      ['Location', '/x'],
      ['Cookies', 'a=1,b=2'],
      ['x-amzn-Remapped-Host', 'renamed'],
    ]);
  });

  it('lets no reply break out of a header', async () => {
    reply = { body: '{"at":"/x\\r\\nSet-Cookie: session=stolen"}' };
    const ResponseParameters = { 'method.response.header.Location': 'integration.response.body.at' };
    const answer = await call(anHttp({ IntegrationResponses: [{ StatusCode: '302', ResponseParameters }] }), {
      rawTarget,
    });
    expect(headerOf(answer, 'Location')).toEqual(['/x Set-Cookie: session=stolen']);
  });

  it('lets no client break out of a header towards the backend', async () => {
    const RequestParameters = { 'integration.request.header.X-Q': 'method.request.querystring.q' };
    await call(anHttp({ RequestParameters }), { rawTarget: `${rawTarget}?q=a%0d%0aX-Admin:%201` });
    expect(last().headers).toMatchObject({ 'X-Q': ['a X-Admin: 1'] });
    expect(last().headers).not.toHaveProperty('X-Admin');
  });

  it.each([
    ['text/html', '<p>x</p>'],
    ['application/xml, text/html', '<p>x</p>'],
    ['text/html;q=0.9', '<p>x</p>'],
    ['image/png', '{"x":1}'],
    ['application/json', '{"x":1}'],
    [undefined, '{"x":1}'],
  ])('for Accept %j chooses the template that gives %s', async (accept, expected) => {
    const ResponseTemplates = { 'text/html': '<p>x</p>', 'application/json': '{"x":1}' };
    const setting = anHttp({ IntegrationResponses: [{ StatusCode: '200', ResponseTemplates }] });
    const headers = accept === undefined ? [] : [['Accept', accept] as const];
    expect((await call(setting, { rawTarget, headers })).text).toBe(expected);
  });

  it('passes the body on where the template is empty', async () => {
    reply = { body: '{"raw":1}' };
    const ResponseTemplates = { 'application/json': '', 'text/html': 'no' };
    const setting = anHttp({ IntegrationResponses: [{ StatusCode: '200', ResponseTemplates }] });
    expect((await call(setting, { rawTarget })).text).toBe('{"raw":1}');
  });

  it.each([
    // templates' types, passthroughBehavior, Content-Type, what the backend gets
    [['application/json'], 'NEVER', undefined, 'mapped'],
    [['application/json'], 'NEVER', 'APPLICATION/JSON; charset=x', 'mapped'],
    [['application/json'], 'NEVER', 'text/plain', 415],
    [['application/json'], 'WHEN_NO_MATCH', 'text/plain', 'raw'],
    [['application/json'], 'WHEN_NO_TEMPLATES', 'text/plain', 415],
    [[], 'WHEN_NO_TEMPLATES', 'text/plain', 'raw'],
    [[], 'NEVER', 'text/plain', 415],
    [[], 'NEVER', undefined, 415],
  ] as const)(
    'with templates for %j and %s, %j gives %j',
    async (types, PassthroughBehavior, contentType, expected) => {
      const RequestTemplates = Object.fromEntries(types.map((type) => [type, 'mapped']));
      const headers = contentType === undefined ? [] : [['Content-Type', contentType] as const];
      const answer = await call(anHttp({ PassthroughBehavior, RequestTemplates }), {
        method: 'POST',
        rawTarget,
        headers,
        body: 'raw',
      });
      if (expected === 415) {
        expect([answer.status, answer.text, backend.received]).toEqual([
          415,
          '{"message": "Unsupported Media Type"}',
          [],
        ]);
      } else expect(last().body.toString()).toBe(expected);
    },
  );

  it.each([
    ['\n{broken', 400, '{"message": "Invalid JSON in request body"}'],
    ['plain', 200, '{}'],
  ])('that maps a field of the body %j answers %d', async (body, status, text) => {
    const RequestParameters = { 'integration.request.header.X-A': 'method.request.body.a' };
    const answer = await call(anHttp({ RequestParameters }), { method: 'POST', rawTarget, body });
    expect([answer.status, answer.text]).toEqual([status, text]);
  });

  it('fails with 500 where a mapped reply is broken JSON', async () => {
    reply = { body: '{broken' };
    const ResponseParameters = { 'method.response.header.X-A': 'integration.response.body.a' };
    const answer = await call(anHttp({ IntegrationResponses: [{ StatusCode: '200', ResponseParameters }] }), {
      rawTarget,
    });
    expect([answer.status, answer.text]).toEqual([500, '{"message": "Internal server error"}']);
  });

  it('cannot put a template on a binary body', async () => {
    const setting = { ...anHttp({ RequestTemplates: { 'image/png': 'x' } }), binaryMediaTypes: ['image/png'] };
    const headers = [['Content-Type', 'image/png']] as const;
    const answer = await call(setting, { method: 'POST', rawTarget, headers, body: 'bytes' });
    expect([answer.status, backend.received]).toEqual([500, []]);
  });

  it.each([
    ['CONVERT_TO_BINARY', Buffer.from([0xff, 0xfe]).toString('base64'), 500],
    ['CONVERT_TO_BINARY', Buffer.from('{"a":1}').toString('base64'), 200],
    ['CONVERT_TO_TEXT', Buffer.from([0xff, 0xfe]).toString('base64'), 200],
  ])('with %s and a template answers %j with %d', async (ContentHandling, body, status) => {
    reply = { body };
    const ResponseTemplates = { 'application/json': 'mapped' };
    const setting = anHttp({ IntegrationResponses: [{ StatusCode: '200', ContentHandling, ResponseTemplates }] });
    expect((await call(setting, { rawTarget })).status).toBe(status);
  });

  it.each(['Connection', 'Expect', 'Proxy-Authenticate', 'TE', 'Via', 'Upgrade'])(
    'silently drops a mapped %s',
    async (name) => {
      const RequestParameters = { [`integration.request.header.${name}`]: "'mapped'" };
      const answer = await call(anHttp({ RequestParameters }), { rawTarget });
      expect(answer.status).toBe(200);
      expect(Object.values(last().headers).flat()).not.toContain('mapped');
    },
  );

  it.each(['Content-Length', 'Transfer-Encoding', 'X-Amzn-Trace-Id'])('fails where it maps %s', async (name) => {
    const RequestParameters = { [`integration.request.header.${name}`]: "'1'" };
    const answer = await call(anHttp({ RequestParameters }), { rawTarget });
    expect([answer.status, backend.received]).toEqual([500, []]);
  });

  it('sends no body with GET', async () => {
    await call(anHttp({ IntegrationHttpMethod: 'GET' }), { method: 'POST', rawTarget, body: '{"a":1}' });
    expect([last().method, last().body.length]).toEqual(['GET', 0]);
  });
});

describe('an HTTP_PROXY integration', () => {
  it('forwards headers and query, and adds what is mapped', async () => {
    const setting = aProxy({
      IntegrationHttpMethod: 'ANY',
      Uri: `${backend.url}/{id}?tag=uri`,
      RequestParameters: {
        'integration.request.path.id': 'method.request.path.bookId',
        'integration.request.querystring.tag': "'mapped'",
        'integration.request.header.X-Shelf': "'mapped'",
      },
    });
    const headers = [
      ['Host', 'shop.example'],
      ['X-Shelf', 'a'],
      ['X-Many', '1'],
      ['X-Many', '2'],
      ['Accept', 'text/html'],
      ['Content-Encoding', 'br'],
      ['Content-MD5', 'x'],
      ['Authorization', 'Bearer t'],
    ] as const;
    await call(setting, { method: 'PATCH', rawTarget: `${rawTarget}?tag=client&q=%26`, headers, body: 'x' });
    expect([last().method, last().target]).toEqual(['PATCH', '/dune?tag=uri&tag=client&tag=mapped&q=%26']);
    expect(last().headers).toMatchObject({
      'X-Shelf': ['mapped'],
      'X-Many': ['1', '2'],
      Accept: ['text/html'],
      Authorization: ['Bearer t'],
      host: [new URL(backend.url).host],
    });
    for (const name of ['Host', 'Content-Encoding', 'Content-MD5']) expect(last().headers).not.toHaveProperty(name);
  });

  it('keeps a signature to itself', async () => {
    await call(aProxy(), { rawTarget, headers: [['Authorization', 'AWS4-HMAC-SHA256 Credential=…']] });
    expect(last().headers).not.toHaveProperty('Authorization');
  });

  it('passes status, headers and cookies on, renaming those of the connection', async () => {
    reply = {
      status: 418,
      headers: { 'X-App': '7', 'Set-Cookie': ['a=1', 'b=2'], 'x-amzn-RequestId': 'theirs', Via: 'x', Host: 'h' },
      body: '{"a":1}',
    };
    const answer = await call(aProxy(), { rawTarget });
    expect([answer.status, answer.text]).toEqual([418, '{"a":1}']);
    expect(headerOf(answer, 'Set-Cookie')).toEqual(['a=1', 'b=2']);
    expect(headerOf(answer, 'x-amzn-Remapped-x-amzn-RequestId')).toEqual(['theirs']);
    expect(headerOf(answer, 'x-amzn-Remapped-Date')).toHaveLength(1);
    expect(headerOf(answer, 'x-amzn-Remapped-Connection')).toEqual(['keep-alive']);
    expect(headerOf(answer, 'Host')).toEqual(['h']);
    expect(headerOf(answer, 'x-amzn-RequestId')).not.toEqual(['theirs']);
    expect(headerOf(answer, 'Via')).toEqual([]);
    expect(headerOf(answer, 'Transfer-Encoding')).toEqual([]);
    expect(headerOf(answer, 'X-Amzn-Trace-Id')).toEqual([]);
  });

  it('hands compressed text on as plain text', async () => {
    reply = { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync('{"a":"é"}') };
    const answer = await call(aProxy(), { rawTarget });
    expect(answer.text).toBe('{"a":"é"}');
    expect(headerOf(answer, 'Content-Encoding')).toEqual([]);
  });

  it('hands a listed media type on as it came, compressed or not', async () => {
    const body = gzipSync('bytes');
    reply = { headers: { 'Content-Encoding': 'gzip', 'Content-Type': 'image/svg' }, body };
    const headers = [['Accept', 'image/svg']] as const;
    const answer = await call({ ...aProxy(), binaryMediaTypes: ['image/svg'] }, { rawTarget, headers });
    expect(answer.body).toEqual(body);
    expect(headerOf(answer, 'Content-Encoding')).toEqual(['gzip']);
  });
});

describe('a backend that fails', () => {
  const NETWORK = '{"message": "Network error communicating with endpoint"}';
  const TIMEOUT = '{"message": "Endpoint request timed out"}';
  const INTERNAL = '{"message": "Internal server error"}';

  it.each([
    ['resets the connection', (socket: import('node:net').Socket) => socket.resetAndDestroy(), 504, NETWORK],
    ['closes without a word', (socket: import('node:net').Socket) => socket.end(), 504, NETWORK],
    [
      'answers garbage',
      (socket: import('node:net').Socket) => socket.end('\u0000\u0001 no HTTP\r\n\r\n'),
      504,
      NETWORK,
    ],
    ['hangs', () => undefined, 504, TIMEOUT],
    [
      'stops in the middle of its body',
      (socket: import('node:net').Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'),
      504,
      NETWORK,
    ],
    [
      'sends its body drop by drop for ever',
      (socket: import('node:net').Socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n');
        const drops = setInterval(() => socket.write('x'), 10);
        socket.once('close', () => clearInterval(drops));
      },
      504,
      TIMEOUT,
    ],
    [
      'sends more than ten megabytes',
      (socket: import('node:net').Socket) => {
        socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
        socket.end(Buffer.alloc(11 * 1024 * 1024, 'x'));
      },
      500,
      INTERNAL,
    ],
  ] as const)('because it %s', async (_what, onConnection, status, text) => {
    const broken = await aTcpBackend((socket) => socket.once('data', () => onConnection(socket)));
    const setting = anHttp({ Type: 'HTTP_PROXY', Uri: broken.url, TimeoutInMillis: 1_500 });
    const answer = await call(setting, { rawTarget });
    expect([answer.status, answer.text]).toEqual([status, text]);
    await broken.close();
  });

  it('because nobody listens', async () => {
    const gone = await aBackend();
    await gone.close();
    const answer = await call(aProxy({ Uri: gone.url }), { rawTarget });
    expect([answer.status, answer.text]).toEqual([504, NETWORK]);
  });

  it.each(['https://', 'http://:80/x', 'ftp://b/x', 'no address', 'http://a b/'])(
    'because its address is %j',
    async (Uri) => {
      const answer = await call(aProxy({ Uri }), { rawTarget });
      expect([answer.status, answer.text]).toEqual([500, INTERNAL]);
    },
  );
});
