/** What of the built storefront goes into the bucket, in which order, and how long browsers may keep it. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { contentTypeOf } from '../../local/server/mime-types.ts';

export interface StorefrontFile {
  /** Its path on the site, such as `assets/main-XC6HCSUR.js`. */
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** Names with a hash never change what they stand for. */
const HASHED = /(?:^|\/)assets\/.+-[A-Z0-9]{8}\.\w+$/;
const FOR_A_YEAR = 'public, max-age=31536000, immutable';
const FOR_A_DAY = 'public, max-age=86400';
/** Asked for anew at each visit. */
const NEVER = 'no-cache';
const NAMES_OTHERS = /(?:^|\/)index\.html$|^outputs\.json$/;

/** `outputs.json` is made of the stack's outputs. Files that name others come last: what they name is there by then. */
export function listStorefrontFiles(
  folder: string,
  outputs: Readonly<Record<string, string>>,
): readonly StorefrontFile[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const files = names.map((key) => toFile(key, readFileSync(join(folder, key))));
  const publicOutputs = `${JSON.stringify(toPublicOutputs(outputs), undefined, 2)}\n`;
  const all = [
    ...files.filter(({ key }) => key !== 'outputs.json'),
    toFile('outputs.json', Buffer.from(publicOutputs)),
  ];
  return all.sort((one, other) => rank(one) - rank(other) || one.key.localeCompare(other.key));
}

/** Addresses, and what a page needs to sign in: names of buckets and tables are nobody's business. */
export function toPublicOutputs(outputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const isPublic = (name: string) => /Url$/.test(name) || ['Region', 'UserPoolId', 'UserPoolClientId'].includes(name);
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => isPublic(name)));
}

function toFile(key: string, body: Buffer): StorefrontFile {
  return { key, body, contentType: contentTypeOf(key), cacheControl: toCacheControl(key) };
}

function toCacheControl(key: string): string {
  if (HASHED.test(key)) return FOR_A_YEAR;
  return NAMES_OTHERS.test(key) ? NEVER : FOR_A_DAY;
}

function rank({ key }: StorefrontFile): number {
  if (key === 'index.html') return 3;
  if (key === 'outputs.json') return 2;
  return NAMES_OTHERS.test(key) ? 1 : 0;
}
