/** The `format` names of JSON Schema draft 4. Every other name is ignored, as API Gateway does. */

import { isIPv4, isIPv6 } from 'node:net';

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:?\d\d)$/i;
const HOSTNAME_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const ATOM = /^[^\s@"(),:;<>[\\\]]+$/;

export const DRAFT4_FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)),
  email: isEmail,
  hostname: isHostname,
  ipv4: isIPv4,
  ipv6: isIPv6,
  uri: isUri,
  regex: isRegex,
};

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && ATOM.test(text.slice(0, at)) && isHostname(text.slice(at + 1));
}

function isHostname(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => HOSTNAME_LABEL.test(label));
}

/** Relative references count too: the validator that API Gateway uses takes whatever java.net.URI takes. */
function isUri(text: string): boolean {
  return !/[\s<>"{}|\\^`]/.test(text);
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
