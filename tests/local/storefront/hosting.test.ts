import { allowConnection } from '../../../local/storefront/hosting.ts';

describe('one more origin to connect to', () => {
  it.each([
    ["default-src 'self'; connect-src 'self' https://a", "default-src 'self'; connect-src http://x 'self' https://a"],
    ["connect-src 'self'", "connect-src http://x 'self'"],
    ["default-src 'self'; x-connect-src 'self'", "default-src 'self'; x-connect-src 'self'"],
  ])('%s', (policy, expected) => {
    expect(allowConnection(policy, 'http://x')).toBe(expected);
  });
});
