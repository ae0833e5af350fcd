/** Hosts to listen on, as a person may give them. */

import { networkInterfaces } from 'node:os';
import { findAddress, isLoopback, toUrlHost } from '../../../local/server/hosts.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

describe('findAddress', () => {
  it.each(['127.0.0.1', '0.0.0.0'])('takes the address %s as it is', async (address) => {
    expect(await findAddress(address)).toBe(address);
  });

  (hasIpv6 ? it : it.skip)('takes an IPv6 address', async () => {
    expect(await findAddress('::1')).toBe('::1');
  });

  it('takes the IPv4 address of a name that has both kinds', async () => {
    expect(await findAddress('localhost')).toBe('127.0.0.1');
  });

  it.each([
    [
      'an address of somebody else',
      '192.0.2.1',
      'Nothing can listen on 192.0.2.1, which is no address of this machine',
    ],
    ['a name that nobody has', 'shop.invalid', 'Nothing can listen on shop.invalid: that is no host name known here.'],
  ])('refuses %s in a sentence', async (_what, host, sentence) => {
    await expect(findAddress(host)).rejects.toMatchObject({
      code: 'UnknownHost',
      message: expect.stringContaining(sentence),
    });
  });
});

it.each([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.5', false],
])('isLoopback(%j) is %j', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['shop.local', 'shop.local'],
  ['::1', '[::1]'],
])('toUrlHost(%j) is %j', (host, expected) => {
  expect(toUrlHost(host)).toBe(expected);
});
