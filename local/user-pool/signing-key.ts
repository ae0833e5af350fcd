/** The key pair with which a pool signs its tokens: made once, kept in a file that only its owner may read. */

import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  /** The public half, as `/.well-known/jwks.json` shows it. */
  readonly jwk: Readonly<Record<'alg' | 'e' | 'kid' | 'kty' | 'n' | 'use', string>>;
}

export async function loadSigningKey(path: string): Promise<SigningKey> {
  if (!existsSync(path)) await createKeyFile(path);
  const privateKey = createPrivateKey(readFileSync(path));
  const { n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const id = createHash('sha256').update(n).digest('base64');
  return { id, privateKey, jwk: { alg: 'RS256', e, kid: id, kty: 'RSA', n, use: 'sig' } };
}

async function createKeyFile(path: string): Promise<void> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, privateKey, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
