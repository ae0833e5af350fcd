/** What people, pages and other programs are told of where the local services are. */

import { listApis } from './main-apis.ts';
import { listEdges } from './main-edge.ts';
import { type Place, type Ports, toDynamoDbOrigin, toLocalOrigin } from './main-ports.ts';
import type { LocalTemplate } from './main-template.ts';
import { isLoopback, toUrlHost } from './server/hosts.ts';
import type { UserPoolService } from './user-pool/start-user-pool.ts';

export function localOutputs(
  ports: Ports,
  host: string,
  dynamoDbEndpoint: string,
  userPool: UserPoolService | undefined,
): Record<string, string> {
  return {
    ...(userPool && { UserPoolEndpoint: userPool.url }),
    DynamoDbEndpoint: dynamoDbEndpoint,
    InspectorUrl: toLocalOrigin(host, ports.inspector),
  };
}

/** The storefront's pages and the inspector's own may read what others sent; no other site may. */
export function reachOf({ storefront, inspector, restApi, httpApi }: Ports, host: string) {
  const hosts = ['localhost', '127.0.0.1', '[::1]', toUrlHost(host)];
  return {
    host,
    port: inspector,
    allowedHosts: hosts.map((name) => `${name}:${inspector}`),
    allowedOrigins: hosts.flatMap((name) => [`http://${name}:${storefront}`, `http://${name}:${inspector}`]),
    apis: [
      { type: 'REST', origin: toLocalOrigin(host, restApi) },
      { type: 'HTTP', origin: toLocalOrigin(host, httpApi) },
    ],
  };
}

export function listForPeople(ports: Ports, place: Place, template: LocalTemplate) {
  const { stack } = template;
  const { host } = place;
  const pools = stack.resources('AWS::Cognito::UserPool').slice(0, 1);
  return [
    { what: 'Storefront', url: toLocalOrigin(host, ports.storefront) },
    ...listApis(stack, ports, host),
    ...listEdges(template, ports, host),
    ...pools.map(() => ({ what: 'User pool', url: toLocalOrigin(host, ports.userPool) })),
    { what: 'DynamoDB', url: toDynamoDbOrigin(place, ports) },
    { what: 'Inspector', url: toLocalOrigin(host, ports.inspector) },
  ];
}

export function listWarnings({ host, dynamoDbEndpoint }: Place, reset: boolean): readonly string[] {
  return [
    ...(isLoopback(host)
      ? []
      : [`Warning: ${host} is open to the network, and so are this database and its user pool's keys.`]),
    ...(reset && dynamoDbEndpoint
      ? [`--reset leaves the database at ${dynamoDbEndpoint} (DYNAMODB_ENDPOINT) alone.`]
      : []),
  ];
}
