/** CloudFront functions on requests of viewers. */

import { createViewerFunction, type ViewerRequest } from '../../../local/cloudfront/viewer-function.ts';

const lines: string[] = [];
const run = (code: string, request: Partial<ViewerRequest> = {}, ip = '198.51.100.7') =>
  createViewerFunction({
    code,
    distributionId: 'EDFDVBD6EXAMPLE',
    domainName: 'd111111abcdef8.cloudfront.net',
    log: (line) => lines.push(line),
  })({ method: 'GET', target: '/books?limit=5', headers: [], ...request }, ip);

/** What the function was given, as it tells by an answer of its own. */
const eventOf = async (request: Partial<ViewerRequest>) => {
  const verdict = await run(
    'function handler(event) { return { statusCode: 200, body: JSON.stringify(event) }; }',
    request,
  );
  if (!('response' in verdict)) throw new Error('There is no response');
  return JSON.parse(verdict.response.body);
};
const requestOf = async (code: string, request: Partial<ViewerRequest> = {}) => {
  const verdict = await run(code, request);
  if (!('request' in verdict)) throw new Error('There is no request');
  return verdict.request;
};

describe('the event of a CloudFront function', () => {
  it('tells the viewer and the distribution', async () => {
    expect(await eventOf({})).toMatchObject({
      version: '1.0',
      viewer: { ip: '198.51.100.7' },
      context: {
        eventType: 'viewer-request',
        distributionId: 'EDFDVBD6EXAMPLE',
        distributionDomainName: 'd111111abcdef8.cloudfront.net',
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      },
    });
  });

  it.each([
    ['/', '/', {}],
    ['/a%20b?q=x%20y', '/a%20b', { q: { value: 'x%20y' } }],
    ['/a?q', '/a', { q: { value: '' } }],
    ['/a?q=1&q=2', '/a', { q: { value: '1', multiValue: [{ value: '1' }, { value: '2' }] } }],
  ])('takes %s apart', async (target, uri, querystring) => {
    expect((await eventOf({ target })).request).toMatchObject({ method: 'GET', uri, querystring });
  });

  it('names headers in lower case, and keeps cookies apart', async () => {
    const headers = [
      ['Accept', 'text/html'],
      ['X-Tag', 'a'],
      ['x-tag', 'b'],
      ['Cookie', 'session=1; theme=dark'],
    ] as const;
    const { request } = await eventOf({ headers });
    expect(request.headers).toEqual({
      accept: { value: 'text/html' },
      'x-tag': { value: 'a', multiValue: [{ value: 'a' }, { value: 'b' }] },
    });
    expect(request.cookies).toEqual({ session: { value: '1' }, theme: { value: 'dark' } });
  });
});

describe('what a CloudFront function returns', () => {
  const headers = [
    ['Accept', 'text/html'],
    ['X-Viewer', 'a lie'],
    ['Cookie', 'session=1'],
  ] as const;

  it('is the request as it was sent where nothing was changed', async () => {
    const request = { target: '/a+b?q=%zz&&r', headers };
    expect(await requestOf('function handler(event) { return event.request; }', request)).toEqual({
      method: 'GET',
      ...request,
    });
  });

  it('is a request with another path, and the query as it was sent', async () => {
    const code = "function handler(event) { event.request.uri = '/index.html'; return event.request; }";
    expect(await requestOf(code, { target: '/orders?q=a%20b' })).toMatchObject({ target: '/index.html?q=a%20b' });
  });

  it('is a request with another query', async () => {
    const code =
      "function handler({ request }) { request.querystring = { limit: { value: '1' }, q: { value: '' } }; return request; }";
    expect(await requestOf(code)).toMatchObject({ target: '/books?limit=1&q' });
  });

  it('is a request with headers added, replaced and taken away', async () => {
    const code = `function handler(event) {
      event.request.headers['x-viewer'] = { value: event.viewer.ip };
      event.request.headers['x-more'] = { value: 'a', multiValue: [{ value: 'a' }, { value: 'b' }] };
      delete event.request.headers.accept;
      return event.request;
    }`;
    expect((await requestOf(code, { headers })).headers).toEqual([
      ['Cookie', 'session=1'],
      ['x-viewer', '198.51.100.7'],
      ['x-more', 'a'],
      ['x-more', 'b'],
    ]);
  });

  it('is a request with other cookies', async () => {
    const code = "function handler({ request }) { request.cookies.theme = { value: 'dark' }; return request; }";
    expect((await requestOf(code, { headers })).headers).toContainEqual(['cookie', 'session=1; theme=dark']);
  });

  it('is a response of its own', async () => {
    const code = `async function handler() {
      return { statusCode: 302, headers: { location: { value: '/new' } }, body: { encoding: 'text', data: 'moved' } };
    }`;
    expect(await run(code)).toEqual({ response: { status: 302, headers: [['location', '/new']], body: 'moved' } });
  });
});

describe('a CloudFront function that fails', () => {
  it.each([
    ['throws', 'function handler() { throw new Error("no luck"); }', 'no luck'],
    ['returns nothing', 'function handler() {}', 'neither a request nor a response'],
    ['never ends', 'function handler() { for (;;) {} }', 'timed out'],
    ['knows nothing of Node.js', 'function handler() { return process.env; }', 'process is not defined'],
  ])('rejects when it %s', async (_what, code, message) => {
    await expect(run(code)).rejects.toThrow(message);
  });

  it('does not even start when it is no JavaScript', async () => {
    await expect(async () => run('function handler( {')).rejects.toThrow('Unexpected');
  });
});

it('prints what a CloudFront function prints', async () => {
  await run("function handler(event) { console.log('ip', event.viewer.ip); return event.request; }");
  expect(lines).toEqual(['ip 198.51.100.7']);
});
