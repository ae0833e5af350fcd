/** Shortens secrets before anything is shown: enough is left to tell two of them apart, too little to use one. */

const SECRET_HEADERS = new Set([
  'authorization',
  'cookie',
  'sec-websocket-protocol',
  'set-cookie',
  'x-amz-security-token',
  'x-api-key',
]);
const JSON_WEB_TOKEN = /\beyJ[\w-]{6,}\.[\w-]+\.[\w-]*/g;
/** A member of a JSON text, also inside a JSON string (`\"`), whose name says that its value is a secret. */
const SECRET_MEMBER =
  /(\\?"(?:[\w-]*password|[\w-]*secret|\w*token|apiKey|api_key|x-api-key|authorization|confirmationCode)\\?"\s*:\s*\\?")((?:[^"\\]|\\[^"])+)/gi;
const SECRET_PARAMETER = /([?&](?:[\w-]*token|password|secret|code|api_?key)=)([^&#\s"]+)/gi;
/** Where the next page starts is no secret, and people want to see it. */
const PUBLIC_NAME = /nextToken/i;

export function isSecretHeader(name: string): boolean {
  return SECRET_HEADERS.has(name.toLowerCase());
}

/** `eyJraWQiOi…` with its length; short secrets vanish whole. */
export function shorten(secret: string): string {
  const shown = secret.length >= 24 ? secret.slice(0, 6) : '';
  return `${shown}…[${secret.length} characters]`;
}

/** A text with the secrets in it shortened. */
export function withoutSecrets(text: string): string {
  return text.replace(JSON_WEB_TOKEN, shorten).replace(SECRET_MEMBER, hideValue).replace(SECRET_PARAMETER, hideValue);
}

function hideValue(whole: string, name: string, value: string): string {
  if (PUBLIC_NAME.test(name) || value.includes('…[')) return whole;
  return name + shorten(value);
}
