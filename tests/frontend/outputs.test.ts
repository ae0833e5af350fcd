/** Where the storefront learns the API's address, and what it says when it can't. */
import { loadOutputs, toUserPoolEndpoint } from '../../frontend/outputs.ts';

const answer =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

describe('loadOutputs', () => {
  const deployed = {
    ApiUrl: 'https://api.example/dev/',
    HttpApiUrl: 'https://http.example/',
    WebSocketUrl: 'wss://chat.example/dev',
    Region: 'eu-central-1',
    UserPoolClientId: 'client',
  };

  const without = (name: string) => JSON.stringify({ ...deployed, [name]: undefined });

  it('reads the addresses of the APIs, without a slash at the end', async () => {
    const file = JSON.stringify({ ...deployed, BooksTable: 'Books' });
    expect(await loadOutputs(answer(file))).toEqual({
      ...deployed,
      ApiUrl: 'https://api.example/dev',
      HttpApiUrl: 'https://http.example',
    });
  });

  it('finds the user pool of the region, or the one on this machine', async () => {
    const local = { ...deployed, UserPoolEndpoint: 'http://localhost:8084', InspectorUrl: 'http://localhost:8087' };
    expect(toUserPoolEndpoint(await loadOutputs(answer(JSON.stringify(deployed))))).toBe(
      'https://cognito-idp.eu-central-1.amazonaws.com',
    );
    expect(toUserPoolEndpoint(await loadOutputs(answer(JSON.stringify(local))))).toBe('http://localhost:8084');
  });

  it.each([
    ['an error', answer('Not Found', 404), '/outputs.json was answered with status 404.'],
    ['a page', answer('<!doctype html>'), '/outputs.json is not JSON.'],
    ['null', answer('null'), '/outputs.json has no ApiUrl.'],
    ['no address', answer('{"Region":"us-east-1"}'), '/outputs.json has no ApiUrl.'],
    ['an empty address', answer('{"ApiUrl":"","Region":"us-east-1"}'), '/outputs.json has no ApiUrl.'],
    ['no HTTP API', answer(without('HttpApiUrl')), '/outputs.json has no HttpApiUrl.'],
    ['no WebSocket API', answer(without('WebSocketUrl')), '/outputs.json has no WebSocketUrl.'],
    ['no region', answer(without('Region')), '/outputs.json has no Region.'],
    ['no client', answer(without('UserPoolClientId')), '/outputs.json has no UserPoolClientId.'],
    ['no answer', () => Promise.reject(new TypeError('fetch failed')), '/outputs.json could not be loaded.'],
  ])('refuses %s', async (_, fetchFile, message) => {
    await expect(loadOutputs(fetchFile)).rejects.toMatchObject({ code: 'no-outputs', message });
  });
});
