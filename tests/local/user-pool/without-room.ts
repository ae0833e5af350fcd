/** A program that keeps a record log while its files can't grow, which is the nearest to a full disk that it can have for itself. */

import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { openRecordLog } from '../../../local/user-pool/record-log.ts';

const path = process.argv[2] ?? '';
const limitFiles = (bytes: string) => execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);

const log = await openRecordLog(path);
const store = (what: string): Promise<void> =>
  log.flush().then(
    () => console.log(`${what} stored`),
    ({ code }) => console.log(`${what}: ${code}`),
  );

log.put('a', 1);
await store('a is');
// The next line fails in its middle.
limitFiles(String(statSync(path).size + 5));
log.put('b', 2);
await store('b');
log.put('c', 3);
await store('c');
limitFiles('unlimited');
await store('b and c are');
log.put('d', 4);
await store('d is');
limitFiles('5');
log.put('e', 5);
await log.close();
