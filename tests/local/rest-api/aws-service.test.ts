import { parseServiceUri } from '../../../local/rest-api/integrations/aws-service.ts';
import { aBackend, type TestBackend } from './a-backend.ts';
import { call, headerOf, type Setting } from './a-rest-api.ts';

const PAGE = { Items: [{ id: { S: 'dune' }, title: { S: 'Dune' } }], Count: 1 };
let service: TestBackend;
let reply = { status: 200, body: JSON.stringify(PAGE) };

beforeAll(async () => {
  service = await aBackend((_received, response) => {
    response.writeHead(reply.status, { 'Content-Type': 'application/x-amz-json-1.0', 'x-amz-crc32': '1' });
    response.end(reply.body);
  });
});
beforeEach(() => {
  service.received.length = 0;
  reply = { status: 200, body: JSON.stringify(PAGE) };
});
afterAll(() => service.close());

const anAws = (uri: string, integration: object = {}): Setting => ({
  methods: [
    {
      Path: '/books',
      HttpMethod: 'GET',
      Integration: {
        Type: 'AWS',
        IntegrationHttpMethod: 'POST',
        Uri: `arn:aws:apigateway:us-east-1:${uri}`,
        PassthroughBehavior: 'NEVER',
        RequestTemplates: { 'application/json': '{"TableName":"Books","Limit":$input.params("limit")}' },
        IntegrationResponses: [
          {
            StatusCode: '200',
            ResponseTemplates: {
              'application/json':
                '{"items":[#foreach($book in $input.path("$.Items")){"id":"$book.id.S","title":"$book.title.S"}#end]}',
            },
          },
          {
            StatusCode: '400',
            SelectionPattern: '4\\d\\d',
            ResponseTemplates: { 'application/json': '{"message":"$input.path("$.message")"}' },
          },
        ],
        ...integration,
      },
    },
  ],
  backends: { serviceEndpoint: (name) => (name === 'dynamodb' || name === 'sqs' ? service.url : undefined) },
});

describe('parseServiceUri', () => {
  it.each([
    [
      'arn:aws:apigateway:eu-west-1:dynamodb:action/Query',
      { region: 'eu-west-1', service: 'dynamodb', kind: 'action', rest: 'Query' },
    ],
    [
      'arn:aws:apigateway:us-east-1:sqs:path/1/queue',
      { region: 'us-east-1', service: 'sqs', kind: 'path', rest: '1/queue' },
    ],
    ['arn:aws:apigateway::s3:path/{key}', { region: '', service: 's3', kind: 'path', rest: '{key}' }],
    ['arn:aws:apigateway:us-east-1:dynamodb', undefined],
    ['http://example.com', undefined],
  ])('reads %s', (uri, expected) => {
    expect(parseServiceUri(uri)).toEqual(expected);
  });
});

describe('an integration with DynamoDB', () => {
  it('turns a GET into a signed-looking POST of the action', async () => {
    const answer = await call(anAws('dynamodb:action/Scan'), { rawTarget: '/dev/books?limit=20' });
    const [received] = service.received;
    expect([received?.method, received?.target, received?.body.toString()]).toEqual([
      'POST',
      '/',
      '{"TableName":"Books","Limit":20}',
    ]);
    expect(received?.headers).toMatchObject({
      'X-Amz-Target': ['DynamoDB_20120810.Scan'],
      'Content-Type': ['application/x-amz-json-1.0'],
      Authorization: [expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=.+\/us-east-1\/dynamodb\/aws4_request/)],
    });
    expect([answer.status, answer.text]).toEqual([200, '{"items":[{"id":"dune","title":"Dune"}]}']);
    expect(headerOf(answer, 'Content-Type')).toEqual(['application/json']);
    expect(headerOf(answer, 'x-amz-crc32')).toEqual([]);
    expect(headerOf(answer, 'X-Amzn-Trace-Id')).toHaveLength(1);
  });

  it('maps a refusal by its status', async () => {
    reply = { status: 400, body: '{"__type":"ValidationException","message":"Limit must be positive"}' };
    const answer = await call(anAws('dynamodb:action/Scan'), { rawTarget: '/dev/books?limit=0' });
    expect([answer.status, answer.text]).toEqual([400, '{"message":"Limit must be positive"}']);
  });

  it("never speaks to it in the client's own words", async () => {
    const methods = anAws('dynamodb:action/Scan').methods.map((method) => ({ ...method, HttpMethod: 'POST' }));
    const request = {
      method: 'POST',
      headers: [['Content-Type', 'text/plain']] as const,
      body: '{"TableName":"Orders"}',
    };
    const answer = await call({ ...anAws('dynamodb:action/Scan'), methods }, request);
    expect([answer.status, service.received]).toEqual([415, []]);
  });

  it('passes no header of the client on', async () => {
    const headers = [
      ['X-Amz-Target', 'DynamoDB_20120810.DeleteTable'],
      ['Authorization', 'Bearer t'],
    ] as const;
    await call(anAws('dynamodb:action/Scan'), { rawTarget: '/dev/books?limit=1', headers });
    expect(service.received[0]?.headers).toMatchObject({ 'X-Amz-Target': ['DynamoDB_20120810.Scan'] });
    expect(service.received[0]?.headers.Authorization).toHaveLength(1);
  });
});

describe('an integration with another service', () => {
  it('sends to the path of a queue', async () => {
    const integration = {
      RequestParameters: { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" },
      RequestTemplates: { 'application/json': 'Action=SendMessage&MessageBody=$util.urlEncode("a b")' },
    };
    await call(anAws('sqs:path/123456789012/orders', integration));
    const [received] = service.received;
    expect([received?.target, received?.body.toString()]).toEqual([
      '/123456789012/orders',
      'Action=SendMessage&MessageBody=a+b',
    ]);
    expect(received?.headers).toMatchObject({ 'Content-Type': ['application/x-www-form-urlencoded'] });
  });

  it('leaves a mapped target alone', async () => {
    const RequestParameters = { 'integration.request.header.X-Amz-Target': "'DynamoDB_20120810.GetItem'" };
    await call(anAws('dynamodb:action/Query', { RequestParameters }), { rawTarget: '/dev/books?limit=1' });
    expect(service.received[0]?.headers).toMatchObject({ 'X-Amz-Target': ['DynamoDB_20120810.GetItem'] });
  });

  it('names an action of the query protocol in the query', async () => {
    await call(anAws('sqs:action/ListQueues&MaxResults=5', { RequestTemplates: { 'application/json': '{}' } }));
    expect(service.received[0]?.target).toBe('/?Action=ListQueues&MaxResults=5');
  });

  it('is a 500 where nothing plays the service', async () => {
    const answer = await call(anAws('s3:path/bucket/key'));
    expect([answer.status, answer.text]).toEqual([500, '{"message": "Internal server error"}']);
  });

  it('gets a 503 as from the service itself where nobody answers', async () => {
    const gone = await aBackend();
    await gone.close();
    const IntegrationResponses = [
      { StatusCode: '200' },
      { StatusCode: '503', SelectionPattern: '5\\d{2}', ResponseTemplates: { 'application/json': 'later' } },
    ];
    const setting = anAws('dynamodb:action/Scan', { IntegrationResponses });
    const answer = await call({ ...setting, backends: { serviceEndpoint: () => gone.url } });
    expect([answer.status, answer.text]).toEqual([503, 'later']);
  });
});
