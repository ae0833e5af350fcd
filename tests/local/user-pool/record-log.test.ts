/** The store: what was flushed is there after a stop, a torn last line is not. */

import { execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openRecordLog } from '../../../local/user-pool/record-log.ts';
import { aFolder, cleanUp } from './a-user-pool.ts';

afterEach(cleanUp);

const aPath = () => join(aFolder(), 'state', 'users.jsonl');

/** Gives what the program prints; of the signal that comes with a limit it hears nothing, so that its writes merely fail. */
function runWithoutRoom(path: string): readonly string[] {
  const program = [process.execPath, 'scripts/run.mjs', 'tests/local/user-pool/without-room.ts', path];
  const printed = execFileSync('sh', ['-c', 'trap "" XFSZ && exec "$0" "$@"', ...program], { encoding: 'utf8' });
  return printed.trim().split('\n');
}

describe('the record log', () => {
  it('remembers what was put and forgets what was deleted', async () => {
    const path = aPath();
    const log = await openRecordLog(path);
    log.put('a', { n: 1 });
    log.put('b', [2]);
    log.put('a', { n: 3 });
    log.delete('b');
    log.put('c', 'line\nbreak');
    await log.close();

    const again = await openRecordLog(path);

    expect([...again.records]).toEqual([
      ['a', { n: 3 }],
      ['c', 'line\nbreak'],
    ]);
    await again.close();
  });

  it('has everything on the disk that was flushed', async () => {
    const path = aPath();
    const log = await openRecordLog(path);
    for (let n = 0; n < 50; n++) {
      log.put(`key-${n}`, n);
      if (n % 2 === 0) void log.flush();
    }
    await log.flush();

    const lines = readFileSync(path, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(50);
    await log.close();
  });

  it('drops a last line that was not written to its end', async () => {
    const path = aPath();
    const log = await openRecordLog(path);
    log.put('a', 1);
    await log.close();
    appendFileSync(path, '["b",{"half":');

    const again = await openRecordLog(path);
    again.put('c', 3);
    await again.close();

    expect(readFileSync(path, 'utf8')).toBe('["a",1]\n["c",3]\n');
  });

  it('goes on after a write for which there was no room, and loses nothing of before and after', () => {
    const path = aPath();
    expect(runWithoutRoom(path)).toEqual(['a is stored', 'b: EFBIG', 'c: EFBIG', 'b and c are stored', 'd is stored']);
    expect(readFileSync(path, 'utf8')).toBe('["a",1]\n["b",2]\n["c",3]\n["d",4]\n');
    expect(readdirSync(dirname(path))).toEqual(['users.jsonl']);
  });

  it('refuses a file with a damaged line', async () => {
    const path = join(aFolder(), 'users.jsonl');
    writeFileSync(path, '["a",1]\nnonsense\n["b",2]\n');

    await expect(openRecordLog(path)).rejects.toMatchObject({
      code: 'StoreDamaged',
      message: expect.stringContaining(`${path}:2 is damaged`),
    });
  });

  it('does not grow for ever, and loses nothing when it starts its file afresh', async () => {
    const path = aPath();
    const log = await openRecordLog(path);
    for (let n = 0; n < 12_000; n++) {
      log.put(`key-${n % 10}`, n);
      if (n % 100 === 0) await Promise.race([log.flush(), undefined]);
      if (n % 1000 === 0) await log.flush();
    }
    await log.flush();

    expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(7000);
    await log.close();
    const again = await openRecordLog(path);
    expect([...again.records.values()]).toEqual(Array.from({ length: 10 }, (_, digit) => 11_990 + digit));
    await again.close();
  });
});
