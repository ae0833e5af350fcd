/** The tokens that the user pool hands out, and what the ID token says of its owner. */

export interface Tokens {
  /** For the REST API. */
  readonly idToken: string;
  /** For the HTTP API. */
  readonly accessToken: string;
  /** For new tokens of the two other kinds. */
  readonly refreshToken: string | undefined;
  /** By this device's clock. */
  readonly expiresAtMs: number;
}

export interface Reader {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Whether to offer the pages of staff. What staff may do is decided by the API. */
  readonly isStaff: boolean;
}

const staffGroup = 'admins';

/** `result` is Cognito's AuthenticationResult; undefined when it is none. */
export function parseTokens(result: unknown, nowMs: number): Tokens | undefined {
  const idToken = findText(result, 'IdToken');
  const accessToken = findText(result, 'AccessToken');
  const expiresIn = find(result, 'ExpiresIn');
  if (idToken === undefined || accessToken === undefined || typeof expiresIn !== 'number') return undefined;
  const refreshToken = findText(result, 'RefreshToken');
  return { idToken, accessToken, refreshToken, expiresAtMs: nowMs + expiresIn * 1000 };
}

/** What toText wrote; undefined for anything else. */
export function parseStoredTokens(text: string | null): Tokens | undefined {
  const stored = parseJson(text ?? '');
  const idToken = findText(stored, 'idToken');
  const accessToken = findText(stored, 'accessToken');
  const refreshToken = findText(stored, 'refreshToken');
  const expiresAtMs = find(stored, 'expiresAtMs');
  if (idToken === undefined || accessToken === undefined || typeof expiresAtMs !== 'number') return undefined;
  return { idToken, accessToken, refreshToken, expiresAtMs };
}

/** Reads the claims without checking the signature: they only choose what the page shows. Undefined for no ID token. */
export function findReader(idToken: string): Reader | undefined {
  const claims = parseJson(decode(idToken.split('.')[1] ?? ''));
  const userId = findText(claims, 'sub');
  if (userId === undefined) return undefined;
  const email = findText(claims, 'email') ?? '';
  const groups = find(claims, 'cognito:groups');
  const isStaff = Array.isArray(groups) && groups.includes(staffGroup);
  return { userId, name: findText(claims, 'name') ?? email, email, isStaff };
}

/** base64url of UTF-8; atob knows neither. */
function decode(part: string): string {
  try {
    const bytes = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    return '';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function find(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function findText(value: unknown, name: string): string | undefined {
  const text = find(value, name);
  return typeof text === 'string' && text !== '' ? text : undefined;
}
