/** Puts REST APIs on a port: node:http in front of `createRestApi`. */

import type { Backends } from './backends.ts';
import type { StageDefinition } from './definition.ts';
import type { RequestRecord } from './record.ts';

export interface RestApiServerOptions {
  readonly stages: readonly StageDefinition[];
  readonly backends: Backends;
  /** 0 takes any free port. */
  readonly port: number;
  /** Loopback unless said otherwise. */
  readonly host?: string | undefined;
  readonly onRecord?: ((record: RequestRecord) => void) | undefined;
}

export interface RestApiServer {
  readonly port: number;
  /** Without a trailing slash and without a stage. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function startRestApi(_options: RestApiServerOptions): Promise<RestApiServer> {
  throw new Error('not there yet');
}
