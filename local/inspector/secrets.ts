/** Shortens secrets before anything is shown: enough is left to tell two of them apart, too little to use one. */

/** Of headers, parameters and JSON members alike, in any letter case. */
const SECRET_NAME =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie|sec-websocket-protocol|(?:x-)?api[-_]?key|usageidentifierkey|confirmationcode|secret(?:hash)?|session|[\w-]*(?:password|secret|token))$/i;
/** Where the next page starts is no secret, and people want to see it. */
const PUBLIC_NAME = /^(?:next|starting)token$/i;

const JSON_WEB_TOKEN = /(?<![\w-])eyJ[\w-]{6,}\.[\w-]+\.[\w-]*/g;
/** A member of a JSON text, also inside a JSON string (`\"`): its name, and a text or a list of texts. */
const MEMBER = /(\\?")([\w-]{1,60})(\\?"\s*:\s*)(\[[^\]]{0,4096}\]|\\?"(?:[^"\\]|\\[^"])*)/g;
const PARAMETER = /([?&])([\w-]{1,60})=([^&#\s"]+)/g;
const TEXT_IN_LIST = /(\\?")((?:[^"\\]|\\[^"])+)(\\?")/g;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !PUBLIC_NAME.test(name);
}

/** `eyJraWQiOi…` with its length; short secrets vanish whole. */
export function shorten(secret: string): string {
  const shown = secret.length >= 24 ? secret.slice(0, 6) : '';
  return `${shown}…[${secret.length} characters]`;
}

/** A text with the secrets in it shortened. */
export function withoutSecrets(text: string): string {
  return text
    .replace(MEMBER, (whole, open, name, colon, value) =>
      isSecretName(name) ? `${open}${name}${colon}${hideValue(value)}` : whole,
    )
    .replace(PARAMETER, (whole, mark, name, value) => (isSecretName(name) ? `${mark}${name}=${shorten(value)}` : whole))
    .replace(JSON_WEB_TOKEN, shorten);
}

/** A JSON text without its closing quote, or a list of them. */
function hideValue(value: string): string {
  if (value.startsWith('[')) {
    return value.replace(TEXT_IN_LIST, (_whole, open, text, close) => open + shorten(text) + close);
  }
  const [, quote = '', text = ''] = /^(\\?")(.*)$/s.exec(value) ?? [];
  return text === '' ? value : quote + shorten(text);
}
