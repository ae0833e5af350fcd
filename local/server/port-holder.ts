/** Finds the process that listens on a TCP port, so that a taken port can be told from a broken one. */
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface PortHolder {
  readonly name: string;
  readonly pid: number;
}

/** Undefined when it cannot be told, such as for the process of another user. */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  if (process.platform === 'linux') return findOnLinux(port);
  if (process.platform === 'darwin') return findByLsof(port);
  return undefined;
}

async function findOnLinux(port: number): Promise<PortHolder | undefined> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(readOrNothing));
  const sockets = new Set(tables.flatMap((table) => findListeningSockets(table, port)));
  if (sockets.size === 0) return undefined;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    if (await hasSocket(pid, sockets)) {
      return { name: (await readOrNothing(`/proc/${pid}/comm`)).trim() || 'a process', pid: Number(pid) };
    }
  }
  return undefined;
}

/** The links `socket:[inode]` of the rows in state LISTEN, from the columns that proc_net_tcp(5) describes. */
export function findListeningSockets(table: string, port: number): string[] {
  const listening = '0A';
  return table
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/\s+/))
    .filter(([, address, , state]) => state === listening && parseInt(address?.split(':')[1] ?? '', 16) === port)
    .map((columns) => `socket:[${columns[9]}]`);
}

async function hasSocket(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  // The process may belong to somebody else, or be gone by now.
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  for (const file of files) {
    if (sockets.has(await readlink(`/proc/${pid}/fd/${file}`).catch(() => ''))) return true;
  }
  return false;
}

async function findByLsof(port: number): Promise<PortHolder | undefined> {
  const run = promisify(execFile)('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
  const { stdout } = await run.catch(() => ({ stdout: '' }));
  return parseLsof(stdout);
}

/** Reads `lsof -Fpc`: a line that begins with p has the process id, one with c the command's name. */
export function parseLsof(output: string): PortHolder | undefined {
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  return pid === undefined ? undefined : { name: /^c(.+)$/m.exec(output)?.[1] ?? 'a process', pid: Number(pid) };
}

async function readOrNothing(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
