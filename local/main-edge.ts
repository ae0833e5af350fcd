/** Starts what stands in front of an API: the template's distribution, on a port of its own. */

import { findDistribution, findViewerRequest } from './cloudfront/distribution.ts';
import { startCloudFront } from './cloudfront/start-cloudfront.ts';
import { createViewerFunction } from './cloudfront/viewer-function.ts';
import { type Ports, toLocalOrigin } from './main-ports.ts';
import type { LocalTemplate } from './main-template.ts';
import { createAddressBook } from './stack/addresses.ts';
import type { Stack } from './stack/stack.ts';

export interface EdgeSetting {
  readonly ports: Ports;
  readonly host: string;
  readonly log: (line: string) => void;
}

export interface RunningEdge {
  replace(template: LocalTemplate): void;
  close(): Promise<void>;
}

/** Undefined when the template has none, or one in front of what doesn't run here. Throws PortTakenError. */
export async function startEdge(
  template: LocalTemplate,
  { ports, host, log }: EdgeSetting,
): Promise<RunningEdge | undefined> {
  const toOptions = (of: LocalTemplate) => findEdge(of, (line) => log(`edge: ${line}`));
  const options = toOptions(template);
  if (options === undefined) return undefined;
  const cloudFront = await startCloudFront({ ...options, port: ports.edge, host });
  return {
    replace: (changed) => {
      const next = toOptions(changed);
      if (next) cloudFront.replace(next);
      else log('The template has no edge any more: start again to be without it.');
    },
    close: cloudFront.close,
  };
}

function findEdge({ stack, addresses }: LocalTemplate, log: (line: string) => void) {
  const distribution = findDistribution(stack);
  const address = `https://${distribution?.originHost}`;
  const origin = createAddressBook(addresses).toLocal(address);
  return distribution === undefined || origin === address ? undefined : { distribution, origin, log };
}

/** What the function of a static site's distribution makes of a path; undefined when it has none. */
export function createRewrite(stack: Stack, logicalId: string | undefined, log: (line: string) => void) {
  const distribution = stack.findResource(logicalId ?? '');
  const code = distribution && findViewerRequest(stack, distribution);
  if (distribution === undefined || code === undefined) return undefined;
  const domainName = String(distribution.attribute('DomainName'));
  const run = createViewerFunction({ code, distributionId: distribution.physicalId, domainName, log });
  return async (target: string): Promise<string> => {
    const verdict = await run({ method: 'GET', target, headers: [] }, '127.0.0.1');
    if ('request' in verdict) return verdict.request.target;
    throw new Error('Here a static site answers with files alone, not with what its CloudFront function makes up.');
  };
}

/** The address of the edge, for people to read. */
export function listEdges({ stack }: LocalTemplate, ports: Ports, host: string) {
  return findDistribution(stack) ? [{ what: 'Edge', url: toLocalOrigin(host, ports.edge) }] : [];
}
