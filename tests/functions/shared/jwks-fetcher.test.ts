/** Where public keys are taken from. */
import { createJwksFetcher, isHttpOnLoopback } from '../../../functions/shared/jwks-fetcher.ts';
import { startTokenIssuer } from '../../conformance/token-issuer.ts';

describe('plain http for a key set', () => {
  it.each([
    ['http://localhost:8084/pool/.well-known/jwks.json', true],
    ['http://127.0.0.1:8084/jwks.json', true],
    ['http://[::1]:8084/jwks.json', true],
    ['https://localhost/jwks.json', false],
    ['http://example.com/jwks.json', false],
    ['http://localhost.example.com/jwks.json', false],
    ['http://127.0.0.1.example.com/jwks.json', false],
    ['http://localhost@example.com/jwks.json', false],
    ['http://10.0.0.1/jwks.json', false],
    ['https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc/.well-known/jwks.json', false],
  ])('is %j on this machine: %s', (uri, expected) => {
    expect(isHttpOnLoopback(uri)).toBe(expected);
  });

  it('is refused from elsewhere', async () => {
    await expect(createJwksFetcher().fetch('http://jwks.invalid/jwks.json')).rejects.toThrow(/http/);
  });

  it('is taken from this machine', async () => {
    const issuer = await startTokenIssuer();
    const bytes = await createJwksFetcher().fetch(issuer.jwksUri);
    expect(JSON.parse(Buffer.from(bytes).toString()).keys).toHaveLength(1);
    await issuer.close();
  });
});
