import { InspectorClient, InspectorError } from '../../../frontend/inspector/client.ts';

interface Call {
  readonly url: string;
  readonly init: RequestInit;
}

function aClient(status: number, body: unknown, calls: Call[] = []): InspectorClient {
  return new InspectorClient('http://localhost:8087/', async (url, init = {}) => {
    calls.push({ url: String(url), init });
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  });
}

describe('speaking to the inspector', () => {
  it('reads what has happened, and where the APIs are', async () => {
    const body = { items: [{ id: 'a', kind: 'request' }, 'odd'], apis: [{ type: 'REST', origin: 'http://x' }, {}] };
    const { entries, origins } = await aClient(200, body).getOverview();
    expect(entries.map(({ id }) => id)).toEqual(['a']);
    expect([...origins]).toEqual([['REST', 'http://x']]);
  });

  it('sends a request again', async () => {
    const calls: Call[] = [];
    const draft = { method: 'GET', target: '/dev/books', headers: 'Accept: */*', body: '' };
    await expect(aClient(200, { status: 429, recordId: 'new' }, calls).replay('REST', draft, 'old')).resolves.toEqual({
      status: 429,
      recordId: 'new',
    });
    expect(calls[0]?.url).toBe('http://localhost:8087/replay');
    expect(calls[0]?.init).toMatchObject({ method: 'POST', headers: { 'Content-Type': 'application/json' } });
    expect(JSON.parse(String(calls[0]?.init.body))).toEqual({
      ...{ api: 'REST', method: 'GET', target: '/dev/books', headers: [['Accept', '*/*']], body: '', basedOn: 'old' },
    });
  });

  it.each([
    [404, 'forgotten'],
    [410, 'forgotten'],
    [403, 'refused'],
    [500, 'refused'],
  ])('tells a %d as %s', async (status, code) => {
    const failure = aClient(status, { message: 'Why.' }).getEntry('a');
    await expect(failure).rejects.toMatchObject({ name: 'InspectorError', code, message: 'Why.' });
  });

  it('tells when nobody answers', async () => {
    const client = new InspectorClient('', () => Promise.reject(new TypeError('fetch failed')));
    await expect(client.clear()).rejects.toThrow(InspectorError);
    await expect(client.clear()).rejects.toMatchObject({ code: 'unreachable' });
  });
});
