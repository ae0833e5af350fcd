import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createJwksFetcher, isHttpOnLoopback } from '../../../local/server/jwks.ts';

describe('plain http for a key set', () => {
  it.each([
    ['http://localhost:8084/pool/.well-known/jwks.json', true],
    ['http://127.0.0.1:8084/jwks.json', true],
    ['http://127.8.9.10/jwks.json', true],
    ['http://[::1]:8084/jwks.json', true],
    ['https://localhost/jwks.json', false],
    ['http://example.com/jwks.json', false],
    ['http://localhost.example.com/jwks.json', false],
    ['http://127.0.0.1.example.com/jwks.json', false],
    ['http://localhost@example.com/jwks.json', false],
    ['http://10.0.0.1/jwks.json', false],
    ['http://0.0.0.0/jwks.json', false],
    ['file:///etc/passwd', false],
    ['not an address', false],
  ])('is %j on this machine: %s', (uri, expected) => {
    expect(isHttpOnLoopback(uri)).toBe(expected);
  });

  it('is refused for an address elsewhere', async () => {
    await expect(createJwksFetcher().fetch('http://jwks.invalid/jwks.json')).rejects.toThrow(/http:/);
  });
});

describe('fetching from this machine', () => {
  const fetchFrom = async (status: number, body: string, headers: Record<string, string> = {}): Promise<string> => {
    const server = createServer(({ url }, response) => {
      if (url === '/elsewhere') response.end('{"keys":["of somebody else"]}');
      else response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      return Buffer.from(await createJwksFetcher().fetch(`http://127.0.0.1:${port}/jwks.json`)).toString();
    } finally {
      server.close();
      server.closeAllConnections();
    }
  };

  it('answers with the bytes', async () => {
    expect(await fetchFrom(200, '{"keys":[]}')).toBe('{"keys":[]}');
  });

  it('fails for any status but 200', async () => {
    await expect(fetchFrom(404, '')).rejects.toThrow('Status code is 404, expected 200');
  });

  it('follows no redirect', async () => {
    await expect(fetchFrom(302, '', { Location: '/elsewhere' })).rejects.toThrow();
  });

  it('fails for a key set above 150 kB', async () => {
    await expect(fetchFrom(200, 'x'.repeat(150_001))).rejects.toThrow('more than 150000 bytes');
  });
});
