import { decodePath, findStage, parseTarget } from '../../../local/http-api/request-path.ts';
import { createRouteFinder } from '../../../local/http-api/routes.ts';
import { aRoute, toStage, withApi } from './an-http-api.ts';

describe('createRouteFinder', () => {
  const keys = ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'];
  const find = createRouteFinder(keys.map((routeKey) => ({ routeKey, target: routeKey })));

  it.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['GET', '/pets/', 'GET /pets/{proxy+}', { proxy: '' }],
    ['POST', '/pets/dog/1', 'ANY /{proxy+}', { proxy: 'pets/dog/1' }],
    ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
    ['GET', '/', '$default', {}],
  ])('takes %s %s to %s', (method, path, routeKey, pathParameters) => {
    const found = find(path, method);
    expect([found?.target, { ...found?.pathParameters }]).toEqual([routeKey, pathParameters]);
  });

  it('prefers a method to ANY on the same path', () => {
    const routes = ['ANY /pets', 'GET /pets'].map((routeKey) => ({ routeKey, target: routeKey }));
    expect(createRouteFinder(routes)('/pets', 'GET')?.target).toBe('GET /pets');
    expect(createRouteFinder(routes)('/pets', 'PUT')?.target).toBe('ANY /pets');
  });

  it('takes a path with a trailing slash for another one', () => {
    const find = createRouteFinder([{ routeKey: 'GET /pets', target: 1 }]);
    expect([find('/pets', 'GET')?.target, find('/pets/', 'GET')?.target]).toEqual([1, undefined]);
  });
});

describe('findStage', () => {
  const stages = new Map([
    ['dev', 'dev'],
    ['$default', 'default'],
  ]);
  it.each([
    ['/dev/books', 'dev', '/books'],
    ['/dev', 'dev', '/'],
    ['/devices', 'default', '/devices'],
    ['/', 'default', '/'],
    ['/$default/x', 'default', '/$default/x'],
  ])('finds for %s the stage %s', (path, stage, routedPath) => {
    expect(findStage(stages, path)).toEqual({ stage, routedPath });
  });

  it('finds none where only named stages are', () => {
    expect(findStage(new Map([['dev', 1]]), '/books')).toBeUndefined();
  });
});

describe('parseTarget', () => {
  it.each([
    ['/a?b=c?d', { rawPath: '/a', rawQuery: 'b=c?d' }],
    ['/', { rawPath: '/', rawQuery: '' }],
    ['http://shop/a?b', { rawPath: '/a', rawQuery: 'b' }],
    ['http://shop', { rawPath: '/', rawQuery: '' }],
    ['?x', { rawPath: '/', rawQuery: 'x' }],
  ])('takes %s apart', (target, parts) => {
    expect(parseTarget(target)).toEqual(parts);
  });
});

describe('decodePath', () => {
  it.each([
    ['/caf%C3%A9%2Fbar', '/café/bar'],
    ['/a+b', '/a+b'],
    ['/%zz', '/%zz'],
  ])('reads %s', (encoded, decoded) => expect(decodePath(encoded)).toBe(decoded));
});

describe('an HTTP API', () => {
  it.each([
    ['GET', '/nope', 404],
    ['POST', '/books', 404],
    ['HEAD', '/books', 404],
    ['GET', '/books', 200],
    ['GET', '/books?x=1', 200],
    ['GET', '/books/', 404],
  ])('answers %s %s with %d', async (method, target, status) => {
    await withApi({ routes: [aRoute('GET /books')] }, async ({ call, events }) => {
      const answer = await call(method, target);
      expect([answer.status, events.length]).toEqual([status, status === 200 ? 1 : 0]);
      if (status === 404 && method !== 'HEAD') expect(answer.text).toBe('{"message":"Not Found"}');
      expect(answer.header('apigw-requestid')).toMatch(/^.{15}=$/);
      expect(answer.header('x-amzn-errortype')).toBeUndefined();
    });
  });

  it('answers 404 for a stage that it does not have', async () => {
    await withApi({ stage: { stageName: 'dev' } }, async ({ call }) => {
      const answer = await call('GET', '/prod/books');
      expect([answer.status, answer.text]).toEqual([404, '{"message":"Not Found"}']);
    });
  });

  it('serves other stages when it is told to', async () => {
    await withApi({ routes: [aRoute('GET /old')] }, async ({ call, server }) => {
      server.replace([toStage({ routes: [aRoute('GET /new')] })]);
      expect([(await call('GET', '/old')).status, (await call('GET', '/new')).status]).toEqual([404, 200]);
    });
  });

  it('limits routes and the account', async () => {
    const one = { rateLimit: 0.001, burstLimit: 1 };
    const routes = [aRoute('GET /a'), aRoute('GET /b')];
    await withApi({ routes, stage: { routeThrottles: new Map([['GET /a', one]]) } }, async ({ call }) => {
      const statuses = [await call('GET', '/a'), await call('GET', '/a'), await call('GET', '/b')];
      expect(statuses.map(({ status }) => status)).toEqual([200, 429, 200]);
      expect(statuses[1]?.text).toBe('{"message":"Too Many Requests"}');
    });
    await withApi({ routes, options: { accountThrottle: one } }, async ({ call }) => {
      expect([(await call('GET', '/a')).status, (await call('GET', '/b')).status]).toEqual([200, 429]);
    });
  });
});
