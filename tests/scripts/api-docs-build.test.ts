/** The contract that is shown to the public: all of the routes, and nothing of how they are built. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const published = JSON.parse(readFileSync('.build/storefront/api-docs/openapi.json', 'utf8'));
const contract = parse(readFileSync('openapi.yml', 'utf8'), { merge: true });

const listRoutes = ({ paths }: { paths: Readonly<Record<string, object>> }) =>
  Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));

function listKeys(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...listKeys(member)]);
}

describe('/api-docs/openapi.json', () => {
  it('has every route of openapi.yml', () => {
    expect(listRoutes(published).length).toBeGreaterThan(15);
    expect(listRoutes(published)).toEqual(listRoutes(contract));
  });

  it('has every schema, parameter and response', () => {
    expect(listKeys(published.components.schemas)).toEqual(listKeys(contract.components.schemas));
    expect(Object.keys(published.components.parameters)).toEqual(Object.keys(contract.components.parameters));
    expect(Object.keys(published.components.responses)).toEqual(Object.keys(contract.components.responses));
  });

  it('has nothing that only AWS reads', () => {
    expect(listKeys(contract).filter((key) => key.startsWith('x-')).length).toBeGreaterThan(20);
    expect(listKeys(published).filter((key) => key.startsWith('x-'))).toEqual([]);
    expect(JSON.stringify(published)).not.toMatch(/arn:|\.vtl|Fn::|execute-api|dynamodb:action/);
  });

  it('names no server: the page does', () => {
    expect(published.servers).toBeUndefined();
  });
});
