/** Reads the compiled template, with local addresses in place of AWS's. */

import { readFileSync } from 'node:fs';
import { createCloudFrontSupport } from './cloudfront/support.ts';
import { dynamoDbSupport } from './dynamodb/support.ts';
import { eventSourceSupport } from './event-source/support.ts';
import { httpApiSupport } from './http-api/template/support.ts';
import { createLambdaSupport } from './lambda/support.ts';
import { listAddresses, type Place, type Ports } from './main-ports.ts';
import { accountSupport, listPlayedServices } from './main-support.ts';
import { createRestApiSupport } from './rest-api/template/support.ts';
import { type AddressEntry, createAddressBook } from './stack/addresses.ts';
import { StackError } from './stack/errors.ts';
import { withLocalAddresses } from './stack/local-stack.ts';
import { readStack, type Stack } from './stack/stack.ts';
import { formatSupport, reportSupport } from './stack/support.ts';
import { storefrontSupport } from './storefront/hosting.ts';
import { userPoolSupport } from './user-pool/support.ts';
import { webSocketApiSupport } from './websocket-api/template/support.ts';

export const REGION = 'us-east-1';
/** The account that AWS's own examples use. */
export const ACCOUNT_ID = '123456789012';

export interface LocalTemplate {
  readonly stack: Stack;
  readonly addresses: readonly AddressEntry[];
  /** What of the template runs here, has no effect or is not supported, for people to read. */
  readonly support: string;
}

export interface TemplateSource extends Place {
  readonly templateFile: string;
  /** Where the functions' deployment packages lie. */
  readonly artifactFolder: string;
  readonly stackName: string;
  readonly secretSeed?: string | undefined;
}

/** Throws StackError, which names the place in the template that can't be read. */
export function readLocalTemplate(source: TemplateSource, ports: Ports): LocalTemplate {
  const { templateFile, stackName, artifactFolder, secretSeed } = source;
  const template = readJson(templateFile);
  const stack = readStack(template, { stackName, region: REGION, accountId: ACCOUNT_ID, secretSeed });
  const addresses = listAddresses(stack, ports, source);
  const playedServices = listPlayedServices(stack);
  const addressBook = createAddressBook(addresses);
  const runsHere = (host: string) => addressBook.toLocal(`https://${host}`) !== `https://${host}`;
  const apis = [...createRestApiSupport((it) => playedServices.has(it)), httpApiSupport, webSocketApiSupport];
  const compute = [...createLambdaSupport(artifactFolder), eventSourceSupport];
  const tables = [
    ...apis,
    ...compute,
    userPoolSupport,
    dynamoDbSupport,
    accountSupport,
    ...createCloudFrontSupport(runsHere),
    storefrontSupport,
  ];
  const support = formatSupport(reportSupport(stack, tables));
  return { stack: withLocalAddresses(stack, addressBook), addresses, support };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StackError(
      'InvalidTemplate',
      `The template can't be read: ${error instanceof Error ? error.message : error}`,
      file,
    );
  }
}
