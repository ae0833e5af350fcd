/** The text of a secret as the template describes it: written out, or made by GenerateSecretString's rules. */

import { type ResourceFacts, stableId } from './identities/identity.ts';
import { isMembers, type Members } from './template.ts';

const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** A made secret is the same at every start with the same seed: whoever was told it once can go on using it. */
export function secretText(secret: ResourceFacts): string {
  const written = secret.property('SecretString');
  if (typeof written === 'string') return written;
  const rules = secret.property('GenerateSecretString');
  if (!isMembers(rules)) return '';
  const password = makePassword(secret, rules);
  if (typeof rules.GenerateStringKey !== 'string' || typeof rules.SecretStringTemplate !== 'string') return password;
  const template: unknown = JSON.parse(rules.SecretStringTemplate);
  return JSON.stringify({ ...(isMembers(template) ? template : {}), [rules.GenerateStringKey]: password });
}

function makePassword(secret: ResourceFacts, rules: Members): string {
  const excluded = String(rules.ExcludeCharacters ?? '');
  const kinds = [
    isOn(rules.ExcludeLowercase) ? '' : 'abcdefghijklmnopqrstuvwxyz',
    isOn(rules.ExcludeUppercase) ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    isOn(rules.ExcludeNumbers) ? '' : '0123456789',
    isOn(rules.ExcludePunctuation) ? '' : PUNCTUATION,
    isOn(rules.IncludeSpace) ? ' ' : '',
  ]
    .map((kind) => [...kind].filter((character) => !excluded.includes(character)).join(''))
    .filter((kind) => kind !== '');
  const length = Number(rules.PasswordLength ?? 32);
  const needed = String(rules.RequireEachIncludedType ?? true) === 'true' && length >= kinds.length ? kinds : [];
  for (let attempt = 0; ; attempt++) {
    const password = stableId(secret, kinds.join(''), length, `secret-${secret.environment.secretSeed}-${attempt}`);
    const holds = (kind: string) => [...password].some((character) => kind.includes(character));
    if (needed.every(holds)) return password;
  }
}

function isOn(flag: unknown): boolean {
  return String(flag) === 'true';
}
