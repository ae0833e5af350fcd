/** Which service has which port, and which AWS host names it stands for. */

import { findDistribution } from './cloudfront/distribution.ts';
import { toUrlHost } from './server/hosts.ts';
import { checkPorts } from './server/listen.ts';
import type { AddressEntry } from './stack/addresses.ts';
import type { Stack, StackResource } from './stack/stack.ts';
import { findHosting } from './storefront/hosting.ts';

export interface Ports {
  readonly storefront: number;
  readonly restApi: number;
  readonly httpApi: number;
  readonly webSocketApi: number;
  readonly userPool: number;
  readonly dynamoDb: number;
  readonly edge: number;
  readonly inspector: number;
}

/** What the addresses of the local services depend on. */
export interface Place {
  readonly host: string;
  /** A DynamoDB that runs already. */
  readonly dynamoDbEndpoint?: string | undefined;
}

/** Throws PortTakenError, which names who holds a port. */
export async function claimPorts(first: number, { host, dynamoDbEndpoint }: Place): Promise<Ports> {
  const ports = {
    ...{ storefront: first, restApi: first + 1, httpApi: first + 2, webSocketApi: first + 3 },
    ...{ userPool: first + 4, dynamoDb: first + 5, edge: first + 6, inspector: first + 7 },
  };
  const uses = [
    { port: ports.storefront, what: 'storefront' },
    { port: ports.restApi, what: 'REST API' },
    { port: ports.httpApi, what: 'HTTP API' },
    { port: ports.webSocketApi, what: 'WebSocket API' },
    { port: ports.userPool, what: 'user pool' },
    ...(dynamoDbEndpoint ? [] : [{ port: ports.dynamoDb, what: 'DynamoDB' }]),
    { port: ports.edge, what: 'edge' },
    { port: ports.inspector, what: 'inspector' },
  ];
  await checkPorts(uses, host);
  return ports;
}

/** How this machine is called in addresses: what listens everywhere is called by the name it is reached under here. */
export function toLocalOrigin(host: string, port: number): string {
  const isHere = ['127.0.0.1', '0.0.0.0', '::'].includes(host);
  return `http://${isHere ? 'localhost' : toUrlHost(host)}:${port}`;
}

export function toDynamoDbOrigin({ host, dynamoDbEndpoint }: Place, ports: Ports): string {
  return dynamoDbEndpoint || toLocalOrigin(host, ports.dynamoDb);
}

/** Every AWS host of the template that runs here. */
export function listAddresses(stack: Stack, ports: Ports, place: Place): readonly AddressEntry[] {
  const { host } = place;
  const suffix = stack.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const [hosting, edge] = [findHosting(stack), findDistribution(stack)];
  const edgeHosts = edge ? [edge.domainName, ...edge.aliases] : [];
  const toEntry = ({ physicalId }: StackResource, port: number) => ({
    awsHost: `${physicalId}.execute-api.${stack.region}.${suffix}`,
    localOrigin: toLocalOrigin(host, port),
  });
  return [
    ...(hosting ? [{ awsHost: hosting.domainName, localOrigin: toLocalOrigin(host, ports.storefront) }] : []),
    ...edgeHosts.map((awsHost) => ({ awsHost, localOrigin: toLocalOrigin(host, ports.edge) })),
    ...stack.resources('AWS::ApiGateway::RestApi').map((api) => toEntry(api, ports.restApi)),
    ...stack
      .resources('AWS::ApiGatewayV2::Api')
      .map((api) => toEntry(api, api.properties.ProtocolType === 'WEBSOCKET' ? ports.webSocketApi : ports.httpApi)),
    { awsHost: `cognito-idp.${stack.region}.${suffix}`, localOrigin: toLocalOrigin(host, ports.userPool) },
    { awsHost: `dynamodb.${stack.region}.${suffix}`, localOrigin: toDynamoDbOrigin(place, ports) },
  ];
}
