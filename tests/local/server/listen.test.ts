import { type ChildProcess, spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { closeServer } from '../../../local/server/close.ts';
import { checkPorts, isPortTaken, listen } from '../../../local/server/listen.ts';
import { findListeningSockets, findPortHolder, parseLsof } from '../../../local/server/port-holder.ts';

const host = '127.0.0.1';
const open: http.Server[] = [];
const children: ChildProcess[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => closeServer(server)));
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const aServer = async (port = 0, at = host) => {
  const server = http.createServer((_request, response) => response.end('ok'));
  const opened = await listen(server, { port, host: at, what: 'REST API' });
  open.push(server);
  return opened;
};

/** A port that another process listens on. */
const aForeignPort = async (): Promise<{ port: number; pid: number }> => {
  const code = `const s = require('net').createServer(); s.listen(0, '${host}', () => console.log(s.address().port))`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const port = await new Promise<number>((resolve) => child.stdout?.once('data', (data) => resolve(Number(data))));
  return { port, pid: child.pid ?? 0 };
};

describe('listen', () => {
  it('gives the port that it opened', async () => {
    const port = await aServer();
    expect(port).toBeGreaterThan(0);
    expect(await (await fetch(`http://${host}:${port}`)).text()).toBe('ok');
  });

  it('says which process holds a port that is taken', async () => {
    const { port, pid } = await aForeignPort();
    await expect(aServer(port)).rejects.toMatchObject({
      code: 'PortTaken',
      message: `Port ${port} (REST API) is taken by node (pid ${pid}).\nStop it, or choose other ports: npm start -- --port 9080`,
    });
  });

  it('may be tried again with the same server', async () => {
    const { port } = await aForeignPort();
    const server = http.createServer();
    await expect(listen(server, { port, host, what: 'REST API' })).rejects.toThrow('is taken by');
    open.push(server);
    expect(await listen(server, { port: 0, host, what: 'REST API' })).toBeGreaterThan(0);
  });

  it('passes other refusals on', async () => {
    await expect(aServer(0, '192.0.2.1')).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
  });
});

describe('checkPorts', () => {
  it('is content with free ports, and leaves them free', async () => {
    const port = await aServer();
    await Promise.all(open.splice(0).map((server) => closeServer(server)));
    await checkPorts(
      [
        { port, what: 'storefront' },
        { port: 0, what: 'any' },
      ],
      host,
    );
    expect(await isPortTaken(port, host)).toBe(false);
  });

  it('names all that are taken, each with its holder', async () => {
    const own = await aServer();
    const foreign = await aForeignPort();
    const uses = [
      { port: own, what: 'storefront' },
      { port: foreign.port, what: 'REST API' },
    ];
    await expect(checkPorts(uses, host)).rejects.toMatchObject({
      code: 'PortTaken',
      message: expect.stringMatching(
        new RegExp(
          `^Port ${own} \\(storefront\\) is taken by \\S+ \\(pid ${process.pid}\\)\\.\n` +
            `Port ${foreign.port} \\(REST API\\) is taken by node \\(pid ${foreign.pid}\\)\\.\nStop them, or`,
        ),
      ),
    });
  });
});

describe('findPortHolder', () => {
  it('finds a process on IPv6', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
    const { port } = server.address() as net.AddressInfo;
    expect(await findPortHolder(port)).toMatchObject({ pid: process.pid });
    server.close();
  });

  it('finds nobody at a port that nobody listens on', async () => {
    expect(await findPortHolder(1)).toBeUndefined();
  });

  it('reads the sockets in state LISTEN out of /proc/net/tcp', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0',
      '   1: 0100007F:1F91 0100007F:C000 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 100 0 0 10 0',
      '   2: 0100007F:1F92 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4713 1 0 100 0 0 10 0',
    ].join('\n');
    expect(findListeningSockets(table, 8081)).toEqual(['socket:[4711]']);
  });

  it.each([
    ['p4711\ncnode\nf23\n', { name: 'node', pid: 4711 }],
    ['p4711\n', { name: 'a process', pid: 4711 }],
    ['', undefined],
  ])('reads lsof: %j', (output, holder) => {
    expect(parseLsof(output)).toEqual(holder);
  });
});

describe('closeServer', () => {
  const elapsed = async (action: () => Promise<void>) => {
    const start = performance.now();
    await action();
    return performance.now() - start;
  };

  it('does not wait for idle keep-alive connections', async () => {
    const server = http.createServer((_request, response) => response.end('ok'));
    const port = await listen(server, { port: 0, host, what: 'test' });
    const agent = new http.Agent({ keepAlive: true });
    await new Promise<void>((resolve) => {
      http.get({ port, host, agent }, (response) => response.resume().on('end', resolve));
    });
    expect(await elapsed(() => closeServer(server))).toBeLessThan(500);
    agent.destroy();
  });

  it('lets a running request end', async () => {
    const server = http.createServer((_request, response) => setTimeout(() => response.end('late'), 200));
    const port = await listen(server, { port: 0, host, what: 'test' });
    const answer = fetch(`http://${host}:${port}`).then((response) => response.text());
    await new Promise((resolve) => setTimeout(resolve, 50));
    await closeServer(server);
    expect(await answer).toBe('late');
  });

  it('cuts a request off that takes longer than the grace period', async () => {
    const server = http.createServer(() => {});
    const port = await listen(server, { port: 0, host, what: 'test' });
    const answer = fetch(`http://${host}:${port}`);
    answer.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await elapsed(() => closeServer(server, 100))).toBeLessThan(1000);
    await expect(answer).rejects.toThrow();
  });

  it('has nothing to do for a server that is not open', async () => {
    await closeServer(http.createServer());
  });
});
