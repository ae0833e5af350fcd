/** Where the storefront's pages may connect to: on AWS and on this machine exactly to what the outputs name. */
import { readFileSync } from 'node:fs';
import { listAddresses, type Ports } from '../../local/main-ports.ts';
import { createAddressBook } from '../../local/stack/addresses.ts';
import { withLocalAddresses } from '../../local/stack/local-stack.ts';
import { readStack } from '../../local/stack/stack.ts';
import { findHosting, toLocalPolicy } from '../../local/storefront/hosting.ts';

const template = JSON.parse(readFileSync('.build/template/cloudformation-template-update-stack.json', 'utf8'));
const compiled = readStack(template, { stackName: 'bookstore-dev', region: 'us-east-1', accountId: '123456789012' });
const ports: Ports = {
  ...{ storefront: 8080, restApi: 8081, httpApi: 8082, webSocketApi: 8083, userPool: 8084, dynamoDb: 8085 },
  ...{ edge: 8086, inspector: 8087 },
};
const addresses = listAddresses(compiled, ports, { host: '127.0.0.1' });
const local = withLocalAddresses(compiled, createAddressBook(addresses));
const policy = findHosting(compiled)?.headers['Content-Security-Policy'] ?? '';
const localPolicy = toLocalPolicy(policy, addresses);

function sourcesOf(text: string, directive: string): readonly string[] {
  const words = text.split(';').map((it) => it.trim().split(/\s+/));
  return words.find(([name]) => name === directive)?.slice(1) ?? [];
}

/** As a browser would, for the origins that are written here. */
function allows(text: string, directive: string, url: string): boolean {
  const { protocol, host } = new URL(url);
  return sourcesOf(text, directive).some((source) => {
    const [scheme = '', name = ''] = source.split('//');
    return scheme === protocol && (name === host || (name.startsWith('*.') && host.endsWith(name.slice(1))));
  });
}

const called = ['ApiUrl', 'HttpApiUrl', 'WebSocketUrl'] as const;

describe('the content security policy', () => {
  it.each(called)('lets pages connect to %s, on AWS and here', (key) => {
    const [onAws, here] = [String(compiled.outputs[key]), String(local.outputs[key])];
    expect([allows(policy, 'connect-src', onAws), allows(localPolicy, 'connect-src', here)]).toEqual([true, true]);
  });

  it('lets pages connect to the user pool, on AWS and here', () => {
    expect(allows(policy, 'connect-src', 'https://cognito-idp.us-east-1.amazonaws.com')).toBe(true);
    expect(allows(localPolicy, 'connect-src', 'http://localhost:8084')).toBe(true);
  });

  it('names the one WebSocket API, and no other', () => {
    const sockets = sourcesOf(policy, 'connect-src').filter((source) => source.startsWith('wss:'));
    expect(sockets).toEqual([new URL(String(compiled.outputs.WebSocketUrl)).origin]);
    expect(sourcesOf(localPolicy, 'connect-src').filter((it) => it.startsWith('ws:'))).toEqual(['ws://localhost:8083']);
  });

  it.each(['ws:', 'wss:', 'http:', 'https:', '*', 'data:', "'unsafe-inline'", "'unsafe-eval'"])(
    'does not say %s',
    (source) => {
      expect([...policy.split(/[\s;]+/), ...localPolicy.split(/[\s;]+/)]).not.toContain(source);
    },
  );

  it('names here only what runs on this machine', () => {
    const origins = addresses.map(({ localOrigin }) => new URL(localOrigin).host);
    const named = sourcesOf(localPolicy, 'connect-src').filter((source) => source !== "'self'");
    expect(named.filter((source) => !origins.includes(new URL(source).host))).toEqual([]);
  });
});

describe('the template', () => {
  it('has no resource that waits for itself, however far round', () => {
    expect(findCircle(template.Resources)).toBeUndefined();
    expect(findCircle({ A: { DependsOn: 'B' }, B: { X: { 'Fn::Sub': '${A.Arn}/${AWS::Region}' } } })).toEqual([
      'A',
      'B',
    ]);
  });
});

/** The logical ids on the way round. */
function findCircle(resources: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const needs = new Map(Object.entries(resources).map(([id, resource]) => [id, listNeeds(resource)]));
  const done = new Set<string>();
  const visit = (id: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(id)) return way.slice(way.indexOf(id));
    if (done.has(id)) return undefined;
    for (const next of needs.get(id) ?? []) {
      const circle = needs.has(next) ? visit(next, [...way, id]) : undefined;
      if (circle) return circle;
    }
    done.add(id);
    return undefined;
  };
  return [...needs.keys()].map((id) => visit(id, [])).find((circle) => circle !== undefined);
}

/** Logical ids, and names that are none. */
function listNeeds(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'DependsOn' || key === 'Ref') return [member].flat().map(String);
    if (key === 'Fn::GetAtt') return [String([member].flat()[0]).split('.')[0] ?? ''];
    const text = key === 'Fn::Sub' ? String([member].flat()[0]) : '';
    const names = [...text.matchAll(/\$\{([\w]+)/g)].map(([, name = '']) => name);
    return [...names, ...listNeeds(member)];
  });
}
