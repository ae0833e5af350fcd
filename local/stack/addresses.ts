/** Rewrites addresses on AWS, as outputs and function environments hold them, to where the same thing runs locally. */

export interface AddressEntry {
  /** Such as `a1b2c3d4e5.execute-api.us-east-1.amazonaws.com`. */
  readonly awsHost: string;
  /** Such as `http://127.0.0.1:8081`, or `ws://…` where the AWS address is `wss://…`. */
  readonly localOrigin: string;
}

export interface AddressBook {
  /** Every URL in the text whose host is known gets the local origin and keeps its path; all else stays. */
  toLocal(text: string): string;
}

/** Scheme, host and port; the host ends where no host name can go on. */
const ORIGIN = /\b(https|wss|http|ws):\/\/([a-z0-9.-]+)(?::(\d+))?/gi;
const STANDARD_PORTS: ReadonlyMap<string, string> = new Map([
  ['http', '80'],
  ['https', '443'],
  ['ws', '80'],
  ['wss', '443'],
]);

export function createAddressBook(entries: readonly AddressEntry[]): AddressBook {
  const origins = new Map(entries.map(({ awsHost, localOrigin }) => [awsHost.toLowerCase(), new URL(localOrigin)]));
  return {
    toLocal: (text) =>
      text.replace(ORIGIN, (origin, scheme: string, host: string, port: string | undefined) => {
        const local = origins.get(host.toLowerCase());
        const isElsewhere = port !== undefined && port !== STANDARD_PORTS.get(scheme.toLowerCase());
        return local === undefined || isElsewhere ? origin : `${toLocalScheme(scheme, local)}//${local.host}`;
      }),
  };
}

/** A WebSocket API is reached under both families (`wss:` by clients, `https:` for @connections): the text's one stays. */
function toLocalScheme(scheme: string, local: URL): string {
  const family = scheme.toLowerCase().startsWith('ws') ? 'ws' : 'http';
  return local.protocol === 'https:' || local.protocol === 'wss:' ? `${family}s:` : `${family}:`;
}
