/** Who may import whom. Each row is a folder and the only places of this repository that its files may import from. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';

const layers = [
  // folder               may import from
  ['functions/accounts', ['functions/accounts', 'functions/shared']],
  ['functions/books', ['functions/books', 'functions/shared']],
  ['functions/cart', ['functions/cart', 'functions/shared']],
  ['functions/chat', ['functions/chat', 'functions/shared']],
  ['functions/orders', ['functions/orders', 'functions/shared']],
  ['functions/reviews', ['functions/reviews', 'functions/shared']],
  ['functions/search', ['functions/search', 'functions/shared']],
  ['functions/shared', ['functions/shared']],
  ['functions/wishlist', ['functions/wishlist', 'functions/shared']],
  ['local/stack', ['local/stack', 'local/server']],
  ['local/server', ['local/server']],
  ['local/vtl', ['local/vtl']],
  ['local/dynamodb', ['local/dynamodb', 'local/stack', 'local/server']],
  ['local/event-source', ['local/event-source', 'local/stack', 'local/server']],
  ['local/lambda', ['local/lambda', 'local/stack', 'local/server']],
  ['local/api-gateway', ['local/api-gateway', 'local/stack', 'local/server']],
  ['local/rest-api', ['local/rest-api', 'local/api-gateway', 'local/stack', 'local/server', 'local/vtl']],
  ['local/http-api', ['local/http-api', 'local/api-gateway', 'local/stack', 'local/server', 'local/vtl']],
  ['local/websocket-api', ['local/websocket-api', 'local/api-gateway', 'local/stack', 'local/server', 'local/vtl']],
  ['local/cloudfront', ['local/cloudfront', 'local/api-gateway', 'local/stack', 'local/server']],
  ['local/inspector', ['local/inspector', 'local/stack', 'local/server']],
  ['local/storefront', ['local/storefront', 'local/stack', 'local/server']],
  ['local/user-pool', ['local/user-pool', 'local/stack', 'local/server']],
  ['frontend', ['frontend']],
] as const;

describe('layers', () => {
  it.each(layers)('%s imports only from %j', (folder, allowed) => {
    const strangers = importsBelow(folder).filter(({ target }) => !allowed.some((place) => isIn(place, target)));
    expect(strangers).toEqual([]);
  });

  it('knows every folder of the layers', () => {
    const folders = ['functions', 'local'].flatMap((parent) => folderNames(parent).map((name) => `${parent}/${name}`));
    expect(folders.filter((folder) => !layers.some(([known]) => known === folder))).toEqual([]);
  });

  it('lets only local/main.ts and the code that it is made of wire services together', () => {
    const outside = sourcesBelow('local').filter((file) => !layers.some(([folder]) => isIn(folder, file)));
    expect(outside.filter((file) => !file.startsWith('local/main'))).toEqual([]);
  });

  it('lets no function import another function', () => {
    const functionFiles = importsBelow('functions').filter(({ target }) => exportsHandler(target));
    expect(functionFiles).toEqual([]);
  });

  it('leaves no "if local" in a function', () => {
    const local = /localhost|127\.0\.0\.1|IS_LOCAL|IS_OFFLINE/;
    const suspects = sourcesBelow('functions').filter((file) => local.test(readFileSync(file, 'utf8')));
    // It tells by the address alone what never leaves a machine, any machine.
    expect(suspects).toEqual(['functions/shared/jwks-fetcher.ts']);
  });

  it('gives the frontend nothing but types from the generated file', () => {
    const fromTypes = importsBelow('frontend').filter(({ target }) => target === 'frontend/api-types.ts');
    expect(fromTypes.length).toBeGreaterThan(0);
    expect(fromTypes.filter(({ statement }) => !statement.startsWith('import type'))).toEqual([]);
  });
});

interface Import {
  readonly file: string;
  readonly statement: string;
  readonly target: string;
}

/** With names, for its effects alone, or while the program runs. */
const IMPORT = /(?:^|\n)(?:(?:import|export)[^;'"]*from |import |[^\n]*\bimport\()'(\.[^']+)'/g;

function importsBelow(folder: string): readonly Import[] {
  return sourcesBelow(folder).flatMap((file) => {
    const statements = readFileSync(file, 'utf8').matchAll(IMPORT);
    return [...statements].map(([statement, path = '']) => ({
      file,
      statement: statement.trim(),
      target: normalize(join(file, '..', path)),
    }));
  });
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function folderNames(parent: string): readonly string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function isIn(folder: string, file: string): boolean {
  return file.startsWith(`${folder}/`);
}

function exportsHandler(file: string): boolean {
  return /export const handler\b/.test(readFileSync(file, 'utf8'));
}
