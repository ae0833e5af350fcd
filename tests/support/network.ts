/** A network of a browser's own, which can be lost: a proxy behind a cable. WebSockets go through it like all else. */
import { createServer as createProxy, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect as connectTcp, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export class Network {
  readonly #proxy = createProxy(forward).on('connect', openTunnel);
  readonly #cable = createServer((near) => this.#connect(near));
  readonly #ends = new Set<Socket>();
  #isCut = false;

  /** The address of the proxy. */
  async start(): Promise<string> {
    await listen(this.#proxy);
    return `http://127.0.0.1:${await listen(this.#cable)}`;
  }

  /** Bytes stop without a word, in both directions: nobody is told. */
  cut(): void {
    this.#isCut = true;
  }

  /** Both ends notice it, and nobody gets through until it is mended. */
  tear(): void {
    this.#isCut = true;
    this.#endAll();
  }

  /** For new connections: what was lost stays lost. */
  mend(): void {
    this.#endAll();
    this.#isCut = false;
  }

  stop(): void {
    this.tear();
    this.#cable.close();
    this.#proxy.close();
    this.#proxy.closeAllConnections();
  }

  #connect(near: Socket): void {
    const far = connectTcp(toPort(this.#proxy), '127.0.0.1');
    const ways = [
      [near, far],
      [far, near],
    ] as const;
    for (const [from, to] of ways) {
      this.#ends.add(from);
      from.on('error', () => from.destroy());
      from.on('data', (data) => this.#isCut || to.write(data));
      from.on('close', () => {
        this.#ends.delete(from);
        to.destroy();
      });
    }
  }

  #endAll(): void {
    for (const end of this.#ends) end.destroy();
  }
}

function forward(asked: IncomingMessage, answer: ServerResponse): void {
  const { method, url = '', headers } = asked;
  const passed = request(url, { method, headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  passed.on('error', () => answer.destroy());
  asked.pipe(passed);
}

function openTunnel({ url = '' }: IncomingMessage, near: Duplex): void {
  const { hostname, port } = new URL(`http://${url}`);
  const far = connectTcp(Number(port || 80), hostname, () => near.write('HTTP/1.1 200 Connection established\r\n\r\n'));
  far.on('error', () => near.destroy());
  near.on('error', () => far.destroy());
  near.on('close', () => far.destroy());
  far.pipe(near).pipe(far);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return toPort(server);
}

const toPort = (server: Server): number => (server.address() as AddressInfo).port;
