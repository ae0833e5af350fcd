/** The port itself: who may call, how, and what comes back on the wire. */

import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { aUserPool, cleanUp, PASSWORD, STOREFRONT, type TestPool } from './a-user-pool.ts';

afterEach(cleanUp);

const SERVICE = 'AWSCognitoIdentityProviderService';
const SIGNED =
  'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0';

function post({ service }: TestPool, operation: string, input: unknown, headers: Record<string, string> = {}) {
  return fetch(service.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': `${SERVICE}.${operation}`, ...headers },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });
}

/** fetch would not send another Host. */
function statusWithHost({ service }: TestPool, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(
      { port: service.port, host: '127.0.0.1', path: '/x/.well-known/jwks.json', headers: { host } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on('error', reject)
      .end();
  });
}

describe('the protocol', () => {
  it('answers a refusal as AWS does', async () => {
    const pool = await aUserPool();

    const response = await post(pool, 'InitiateAuth', {
      ClientId: pool.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'nobody@example.com', PASSWORD },
    });

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(response.headers.get('x-amzn-errortype')).toBe('NotAuthorizedException:');
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[\da-f-]{36}$/);
    expect(await response.json()).toEqual({
      __type: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });

  it.each([
    ['an unknown operation', 'SetUICustomization', {}, {}, 400, 'UnknownOperationException'],
    ['a body that is no JSON', 'SignUp', '{', {}, 400, 'SerializationException'],
    ['a body that is no object', 'SignUp', '[]', {}, 400, 'SerializationException'],
    ['a missing member', 'SignUp', {}, {}, 400, 'InvalidParameterException'],
    ['a member of another type', 'SignUp', { ClientId: 5 }, {}, 400, 'InvalidParameterException'],
    ['attributes that are no list', 'UpdateUserAttributes', { AccessToken: 5 }, {}, 400, 'InvalidParameterException'],
    [
      'an unsigned call of an administrator',
      'ListUsers',
      { UserPoolId: 'x' },
      {},
      400,
      'MissingAuthenticationTokenException',
    ],
    [
      'a call with another kind of authorization',
      'ListUsers',
      { UserPoolId: 'x' },
      { Authorization: 'Bearer x' },
      400,
      'IncompleteSignatureException',
    ],
    ['an unknown pool', 'ListUsers', { UserPoolId: 'x' }, { Authorization: SIGNED }, 400, 'ResourceNotFoundException'],
    [
      'a body that is too large',
      'SignUp',
      JSON.stringify({ x: 'x'.repeat(20_000_000) }),
      {},
      413,
      'RequestEntityTooLargeException',
    ],
  ])('refuses %s', async (_what, operation, input, headers, status, type) => {
    const pool = await aUserPool();

    const response = await post(pool, operation, input, headers as Record<string, string>);

    expect({ status: response.status, type: (await response.json()).__type }).toEqual({ status, type });
  });

  it('publishes keys and configuration of its pools only', async () => {
    const pool = await aUserPool();

    const keys = await (await fetch(`${pool.issuer}/.well-known/jwks.json`)).json();
    expect(keys).toEqual({
      keys: [{ alg: 'RS256', e: 'AQAB', kid: expect.any(String), kty: 'RSA', n: expect.any(String), use: 'sig' }],
    });
    const configuration = await (await fetch(`${pool.issuer}/.well-known/openid-configuration`)).json();
    expect(configuration).toMatchObject({ issuer: pool.issuer, jwks_uri: `${pool.issuer}/.well-known/jwks.json` });
    expect((await fetch(`${pool.service.url}/us-east-1_other/.well-known/jwks.json`)).status).toBe(404);
    expect(pool.service.findIssuer(`arn:aws:cognito-idp:us-east-1:123456789012:userpool/${pool.poolId}`)).toEqual({
      issuer: pool.issuer,
      jwksUri: `${pool.issuer}/.well-known/jwks.json`,
    });
    expect(pool.service.findIssuer('arn:aws:cognito-idp:us-east-1:123456789012:userpool/other')).toBeUndefined();
  });
});

describe('a browser', () => {
  it('may call from the storefront', async () => {
    const pool = await aUserPool();

    const preflight = await fetch(pool.service.url, {
      method: 'OPTIONS',
      headers: {
        Origin: STOREFRONT,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,x-amz-target',
      },
    });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(STOREFRONT);
    expect(preflight.headers.get('access-control-allow-headers')?.split(',')).toEqual(
      expect.arrayContaining(['content-type', 'x-amz-target', 'x-amz-user-agent', 'amz-sdk-request']),
    );
    const refused = await post(pool, 'SignUp', {}, { Origin: STOREFRONT });
    expect(refused.headers.get('access-control-allow-origin')).toBe(STOREFRONT);
    expect(refused.headers.get('vary')).toBe('Origin');
  });

  it('may not call from anywhere else', async () => {
    const pool = await aUserPool();

    const response = await post(pool, 'SignUp', {}, { Origin: 'https://evil.example' });

    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await response.json()).__type).toBe('ForbiddenException');
  });

  it.each([
    ['localhost', 404],
    ['127.0.0.1', 404],
    ['evil.example', 403],
  ])('that calls the port %s gets %i', async (name, status) => {
    const pool = await aUserPool();

    expect(await statusWithHost(pool, `${name}:${pool.service.port}`)).toBe(status);
  });
});

describe('the state folder', () => {
  it('holds no password, no code and no token, in files that only their owner may read', async () => {
    const pool = await aUserPool();
    await pool.join();
    await pool.signUp('new@example.com');
    const { AccessToken, IdToken, RefreshToken } = await pool.signIn();
    const file = join(pool.stateFolder, 'users.jsonl');

    const text = readFileSync(file, 'utf8');
    for (const secret of [PASSWORD, AccessToken, IdToken, RefreshToken, RefreshToken.split('.')[1] ?? '']) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain(`"${pool.lastCode()}"`);
    for (const name of [file, join(pool.stateFolder, `${pool.poolId}.key.pem`)]) {
      expect(statSync(name).mode & 0o077).toBe(0);
    }
  });
});
