import { aRoute, DEFAULT_ROUTES, pause, Raised, toStage, twoWay, until, withApi } from './a-websocket-api.ts';

describe('a message', () => {
  const routes = [...DEFAULT_ROUTES, aRoute('join')];

  it.each([
    ['{"action":"join"}', 'join'],
    ['{"action":"nope"}', '$default'],
    ['{"room":"a"}', '$default'],
    ['not json', '$default'],
    ['{"action":"$connect"}', '$default'],
    ['{"action":"$disconnect"}', '$default'],
    ['{"action":"$default"}', '$default'],
  ])('%s goes to %s', async (message, route) => {
    await withApi({ routes }, async ({ connect, called, calls }) => {
      const { socket, connectionId } = await connect();
      socket.send(message);
      const { event } = await called(route);
      expect(event).toEqual({
        requestContext: expect.objectContaining({
          routeKey: route,
          messageId: expect.stringMatching(/^.{15}=$/),
          eventType: 'MESSAGE',
          connectionId,
        }),
        body: message,
        isBase64Encoded: false,
      });
      expect(event.requestContext.requestId).toBe(event.requestContext.extendedRequestId);
      expect(calls).toHaveLength(2);
    });
  });

  it('is answered by an error frame when it has no route, and the connection stays', async () => {
    await withApi({ routes: [aRoute('join')] }, async ({ connect, called }) => {
      const { socket, frame, connectionId } = await connect();
      socket.send('{"action":"nope"}');
      expect(await frame()).toMatch(
        new RegExp(`^\\{"message": "Forbidden", "connectionId":"${connectionId}", "requestId":".{15}="\\}$`),
      );
      socket.send('{"action":"join"}');
      await called('join');
    });
  });

  it.each([
    ['raises', new Raised('boom'), 'Internal server error'],
    ['answers nothing', null, 'Internal server error'],
    ['answers what is no result', { hello: 1 }, 'Internal server error'],
  ])('whose function %s is answered by an error frame', async (_what, answer, message) => {
    await withApi({ functions: { $default: answer } }, async ({ connect }) => {
      const { socket, frame } = await connect();
      for (const index of [0, 1]) {
        socket.send('x');
        expect(JSON.parse(await frame(index))).toEqual({
          message,
          connectionId: expect.any(String),
          requestId: expect.any(String),
        });
      }
    });
  });

  it('whose function hangs is answered after its time', async () => {
    const hung = [aRoute('$default', { Integration: { TimeoutInMillis: 60 } })];
    await withApi(
      { routes: hung, functions: { $default: () => new Promise(() => undefined) } },
      async ({ connect }) => {
        const { socket, frame } = await connect();
        socket.send('x');
        expect(JSON.parse(await frame())).toMatchObject({ message: 'Endpoint request timed out' });
      },
    );
  });

  it('gets nothing of what its function returns, unless the route answers', async () => {
    const answering = [
      ...DEFAULT_ROUTES,
      aRoute('echo', twoWay),
      aRoute('half', { RouteResponseSelectionExpression: '$default' }),
    ];
    const functions = {
      $default: { statusCode: 500, body: 'kept' },
      half: { statusCode: 200, body: 'kept too' },
      echo: ({ body }: { body: string }) => ({ statusCode: 200, body: `echo ${body}` }),
    };
    await withApi({ routes: answering, functions }, async ({ connect, called }) => {
      const { socket, frame, frames } = await connect();
      socket.send('x');
      socket.send('{"action":"half"}');
      await called('half');
      await pause(50);
      expect(frames).toEqual([]);
      socket.send('{"action":"echo"}');
      expect(await frame()).toBe('echo {"action":"echo"}');
    });
  });

  it('that answers nothing on a two-way route gets no frame', async () => {
    await withApi({ routes: [aRoute('$default', twoWay)] }, async ({ connect, called }) => {
      const { socket, frames } = await connect();
      socket.send('x');
      await called('$default');
      await pause(50);
      expect(frames).toEqual([]);
    });
  });

  it('is held against the route’s model', async () => {
    const models = { join: { type: 'object', required: ['room'], properties: { room: { type: 'string' } } } };
    const modelled = [aRoute('join', { RequestModels: { $default: 'join' } }), aRoute('$default')];
    await withApi({ routes: modelled, models }, async ({ connect, called, calls }) => {
      const { socket, frame, connectionId } = await connect();
      socket.send('{"action":"join","room":5}');
      expect(await frame()).toMatch(
        new RegExp(`^\\{"message" : "Bad request body", "connectionId": "${connectionId}", "messageId": ".{15}="\\}$`),
      );
      expect(calls).toEqual([]);
      socket.send('{"action":"join","room":"lobby"}');
      await called('join');
    });
  });

  it.each([
    ['the route', { stage: { routeThrottles: new Map([['$default', { rateLimit: 0.001, burstLimit: 1 }]]) } }],
    ['the account', { limits: { accountThrottle: { rateLimit: 0.001, burstLimit: 2 } } }],
  ])('is refused when %s is used too often', async (_what, setting) => {
    await withApi(setting, async ({ connect, called }) => {
      const { socket, frame } = await connect();
      socket.send('x');
      await called('$default');
      socket.send('y');
      expect(JSON.parse(await frame())).toMatchObject({ message: 'Too Many Requests' });
    });
  });

  it('may go to a mock', async () => {
    const mock = {
      IntegrationType: 'MOCK',
      RequestTemplates: { $default: '{"statusCode": 200, "n": $input.json("$.n")}' },
      Responses: [
        { IntegrationResponseKey: '/5\\d\\d/', ResponseTemplates: { $default: 'never' } },
        { IntegrationResponseKey: '$default', ResponseTemplates: { $default: '{"pong":"$context.connectionId"}' } },
      ],
    };
    const routes = [
      { RouteKey: '$connect', Integration: { ...mock } },
      { RouteKey: 'ping', Integration: mock, ...twoWay },
    ];
    await withApi({ routes }, async ({ connect, calls }) => {
      const { socket, frame, connectionId } = await connect();
      socket.send('{"action":"ping","n":1}');
      expect(await frame()).toBe(`{"pong":"${connectionId}"}`);
      expect(calls).toEqual([]);
    });
  });

  it('meets a changed API, and its connection stays open', async () => {
    await withApi({ routes: [aRoute('old')] }, async ({ connect, called, server }) => {
      const { socket, frame } = await connect();
      server.replace([toStage({ routes: [aRoute('new')] })]);
      socket.send('{"action":"new"}');
      await called('new');
      socket.send('{"action":"old"}');
      expect(JSON.parse(await frame())).toMatchObject({ message: 'Forbidden' });
    });
  });

  it('leaves a record with its route, event and frame', async () => {
    await withApi(
      { routes: [aRoute('echo', twoWay)], functions: { echo: { statusCode: 200, body: 'hi' } } },
      async ({ connect, records }) => {
        const { socket, frame, connectionId } = await connect();
        socket.send('{"action":"echo"}');
        await frame();
        const record = await until(() => records.find(({ method }) => method === 'MESSAGE'));
        expect(record).toMatchObject({
          rawTarget: 'echo',
          status: 200,
          checkpoints: {
            methodRequest: {
              resourcePath: 'echo',
              body: Buffer.from('{"action":"echo"}'),
              parameters: { connectionId },
            },
            integrationRequest: { rendered: expect.stringContaining('"eventType":"MESSAGE"') },
            backend: { target: 'echo', reply: { body: '{"statusCode":200,"body":"hi"}' } },
            methodResponse: { body: Buffer.from('hi') },
          },
        });
      },
    );
  });
});
