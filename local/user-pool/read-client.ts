/** Reads an app client. */

import type { StackResource } from '../stack/stack.ts';
import type { AttributeRule, ClientDefinition } from './definition.ts';
import { isTrue, type Members, membersOf, numberOf, textsOf } from './properties.ts';
import { STANDARD_NAMES } from './read-schema.ts';

const DEFAULT_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];
/** The names of before 2019 mean the same. */
const OLD_FLOWS: ReadonlyMap<string, string> = new Map([
  ['ADMIN_NO_SRP_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'],
  ['USER_PASSWORD_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
]);
const SECONDS: ReadonlyMap<string, number> = new Map([
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3600],
  ['days', 86_400],
]);

export function readClient(resource: StackResource, schema: ReadonlyMap<string, AttributeRule>): ClientDefinition {
  const { physicalId: id, properties } = resource;
  const { ReadAttributes, WriteAttributes } = properties;
  const writable = WriteAttributes === undefined ? [...STANDARD_NAMES] : textsOf(WriteAttributes);
  return {
    id,
    ...(isTrue(properties.GenerateSecret) && { secret: String(resource.attribute('ClientSecret')) }),
    authFlows: readFlows(properties.ExplicitAuthFlows),
    hidesUserExistence: properties.PreventUserExistenceErrors === 'ENABLED',
    revokesTokens: isTrue(properties.EnableTokenRevocation, true),
    accessTokenSeconds: toSeconds(properties, 'AccessToken', 'hours', 3600),
    idTokenSeconds: toSeconds(properties, 'IdToken', 'hours', 3600),
    refreshTokenSeconds: toSeconds(properties, 'RefreshToken', 'days', 30 * 86_400),
    readableAttributes: ReadAttributes === undefined ? STANDARD_NAMES : new Set(textsOf(ReadAttributes)),
    // A new user must be able to give what the pool asks for.
    writableAttributes: new Set([
      ...writable,
      ...[...schema].filter(([, rule]) => rule.isRequired).map(([name]) => name),
    ]),
  };
}

/** Clients with only old names may refresh too; with new ones, refreshing has to be allowed by name. */
function readFlows(flows: unknown): ReadonlySet<string> {
  if (flows === undefined) return new Set(DEFAULT_FLOWS);
  const names = textsOf(flows);
  const isOld = names.some((name) => OLD_FLOWS.has(name));
  const renamed = names.map((name) => OLD_FLOWS.get(name) ?? name);
  return new Set(isOld ? [...renamed, 'ALLOW_REFRESH_TOKEN_AUTH'] : renamed);
}

function toSeconds(properties: Members, token: string, unitByDefault: string, secondsByDefault: number): number {
  const number = numberOf(properties[`${token}Validity`]) ?? 0;
  const unit = String(membersOf(properties.TokenValidityUnits)[token] ?? unitByDefault);
  return number === 0 ? secondsByDefault : number * (SECONDS.get(unit) ?? 1);
}
