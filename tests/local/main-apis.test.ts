import { WebSocket } from 'ws';
import type { RequestRecord } from '../../local/api-gateway/record.ts';
import { listApis, type RunningApis, startApis } from '../../local/main-apis.ts';
import { listAddresses, type Ports } from '../../local/main-ports.ts';
import { createAddressBook } from '../../local/stack/addresses.ts';
import { withLocalAddresses } from '../../local/stack/local-stack.ts';
import { readStack, type Stack } from '../../local/stack/stack.ts';
import { findFreePorts } from '../support/stack.ts';

const v2 = (type: string, properties: object) => ({ Type: `AWS::ApiGatewayV2::${type}`, Properties: properties });
const http = {
  Http: v2('Api', { Name: 'wishlist', ProtocolType: 'HTTP' }),
  HttpStage: v2('Stage', { ApiId: { Ref: 'Http' }, StageName: '$default' }),
  HttpIntegration: v2('Integration', {
    ApiId: { Ref: 'Http' },
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: 'wishlist',
    PayloadFormatVersion: '2.0',
  }),
  HttpRoute: v2('Route', {
    ApiId: { Ref: 'Http' },
    RouteKey: 'GET /wishlist',
    Target: { 'Fn::Sub': 'integrations/${HttpIntegration}' },
  }),
};
const chat = {
  Chat: v2('Api', { Name: 'chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' }),
  ChatStage: v2('Stage', { ApiId: { Ref: 'Chat' }, StageName: 'dev' }),
  ChatFunction: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Environment: {
        Variables: { ENDPOINT: { 'Fn::Sub': 'https://${Chat}.execute-api.${AWS::Region}.amazonaws.com/dev' } },
      },
    },
  },
};

const toStack = (Resources: object, Outputs: object = {}): Stack =>
  readStack({ Resources, Outputs }, { stackName: 'shop', region: 'us-east-1', accountId: '123456789012' });

let ports: Ports;
let apis: RunningApis | undefined;
const records: RequestRecord[] = [];
const lines: string[] = [];

beforeAll(async () => {
  const first = await findFreePorts();
  ports = {
    ...{ storefront: first, restApi: first + 1, httpApi: first + 2, webSocketApi: first + 3 },
    ...{ userPool: first + 4, dynamoDb: first + 5, edge: first + 6, inspector: first + 7 },
  };
});
afterEach(async () => {
  await apis?.close();
  apis = undefined;
});

const start = async (stack: Stack) => {
  apis = await startApis({
    ...{ stack, ports, host: '127.0.0.1' },
    backends: {
      invokeLambda: async (name) => ({ payload: JSON.stringify(name) }),
      serviceEndpoint: () => undefined,
      userPool: () => undefined,
      now: Date.now,
      random: Math.random,
    },
    onRecord: (record) => records.push(record),
    log: (line) => lines.push(line),
  });
  return apis;
};
const isOpen = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );

describe('startApis', () => {
  it('serves every kind of API that the template has', async () => {
    await start(toStack({ ...http, ...chat }));
    const answer = await fetch(`http://127.0.0.1:${ports.httpApi}/wishlist`);
    expect(await answer.text()).toBe('wishlist');
    const socket = new WebSocket(`ws://127.0.0.1:${ports.webSocketApi}/dev`);
    await new Promise((resolve) => socket.once('open', resolve));
    socket.close();
    expect(records.map(({ api }) => api.type)).toEqual(expect.arrayContaining(['HTTP', 'WEBSOCKET']));
  });

  it('opens no port for a kind that the template has not, and says so when it gets one', async () => {
    const { replace } = await start(toStack(chat));
    expect([await isOpen(ports.httpApi), await isOpen(ports.webSocketApi)]).toEqual([false, true]);
    replace(toStack({ ...http, ...chat }));
    expect(lines).toEqual(['The template has an API of another kind now: start again to serve it.']);
  });

  it('serves what a changed template describes', async () => {
    const { replace } = await start(toStack(http));
    const HttpRoute = { ...http.HttpRoute, Properties: { ...http.HttpRoute.Properties, RouteKey: 'GET /new' } };
    replace(toStack({ ...http, HttpRoute }));
    expect((await fetch(`http://127.0.0.1:${ports.httpApi}/wishlist`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${ports.httpApi}/new`)).status).toBe(200);
  });
});

describe('the addresses of APIs', () => {
  it('are listed for people', () => {
    expect(listApis(toStack({ ...http, ...chat }), ports, '127.0.0.1')).toEqual([
      { what: 'HTTP API', url: `http://localhost:${ports.httpApi}` },
      { what: 'WebSocket API', url: `ws://localhost:${ports.webSocketApi}/dev` },
    ]);
  });

  it('take the place of AWS’s in outputs and in the environments of functions', () => {
    const Outputs = {
      HttpApiUrl: { Value: { 'Fn::Sub': 'https://${Http}.execute-api.us-east-1.amazonaws.com/wishlist' } },
      WebSocketUrl: { Value: { 'Fn::Sub': 'wss://${Chat}.execute-api.us-east-1.amazonaws.com/dev' } },
    };
    const stack = toStack({ ...http, ...chat }, Outputs);
    const local = withLocalAddresses(stack, createAddressBook(listAddresses(stack, ports, { host: '127.0.0.1' })));
    expect(local.outputs).toEqual({
      HttpApiUrl: `http://localhost:${ports.httpApi}/wishlist`,
      WebSocketUrl: `ws://localhost:${ports.webSocketApi}/dev`,
    });
    expect(local.findResource('ChatFunction')?.properties).toEqual({
      Environment: { Variables: { ENDPOINT: `http://localhost:${ports.webSocketApi}/dev` } },
    });
  });
});
