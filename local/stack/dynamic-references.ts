/** Replaces `{{resolve:secretsmanager:…}}` in property values by the secret that the same template declares. */

import { StackError } from './errors.ts';
import { isMembers, type Members } from './template.ts';

/** Finds the text of a secret by its name or ARN; undefined when the template declares no such secret. */
export type FindSecret = (id: string) => string | undefined;

const REFERENCE = /\{\{resolve:([a-z-]+):([^{}]*)\}\}/g;

export function resolveDynamicReferences(value: unknown, findSecret: FindSecret, where: string): unknown {
  if (typeof value === 'string') return value.includes('{{resolve:') ? resolveText(value, findSecret, where) : value;
  if (Array.isArray(value)) {
    return value.map((item, index) => resolveDynamicReferences(item, findSecret, `${where}.${index}`));
  }
  if (!isMembers(value)) return value;
  const resolved = Object.entries(value).map(([name, member]) => [
    name,
    resolveDynamicReferences(member, findSecret, `${where}.${name}`),
  ]);
  return Object.fromEntries(resolved);
}

function resolveText(text: string, findSecret: FindSecret, where: string): string {
  return text.replace(REFERENCE, (reference, service: string, rest: string) => {
    if (service === 'secretsmanager') return resolveSecret(rest, findSecret, where);
    const message = `${reference} can't be looked up on this machine; only secrets of the same template can`;
    throw new StackError('UnsupportedDynamicReference', message, where);
  });
}

/** The rest reads `<secret id>:SecretString:<json key>:…`; an ARN as the id holds six colons of its own. */
function resolveSecret(rest: string, findSecret: FindSecret, where: string): string {
  const parts = rest.split(':');
  const idLength = parts[0] === 'arn' ? 7 : 1;
  const id = parts.slice(0, idLength).join(':');
  const [, jsonKey = ''] = parts.slice(idLength);
  const secret = findSecret(id);
  if (secret === undefined) {
    throw new StackError('UnsupportedDynamicReference', `The template declares no secret ${id}`, where);
  }
  if (jsonKey === '') return secret;
  const value = parseSecret(secret)[jsonKey];
  if (typeof value === 'string') return value;
  throw new StackError('UnsupportedDynamicReference', `The secret ${id} has no text under the key ${jsonKey}`, where);
}

function parseSecret(secret: string): Members {
  try {
    const parsed: unknown = JSON.parse(secret);
    return isMembers(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
