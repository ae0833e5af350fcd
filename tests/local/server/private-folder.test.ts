/** Folders of one's own, and places where there can be none. */

import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePrivateFolder } from '../../../local/server/private-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'private-'));
afterAll(() => rmSync(folder, { recursive: true }));
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('makePrivateFolder', () => {
  it('makes it with those above it, for their owner alone', () => {
    const path = join(folder, 'a/b/c');
    makePrivateFolder(path);
    expect(['a', 'a/b', 'a/b/c'].map((name) => modeOf(join(folder, name)))).toEqual([0o700, 0o700, 0o700]);
  });

  it('leaves one alone that is there', () => {
    const path = join(folder, 'open');
    mkdirSync(path);
    const mode = modeOf(path);
    makePrivateFolder(path);
    expect(modeOf(path)).toBe(mode);
  });

  it('refuses a file, what is below a file, and a link that leads nowhere', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    symlinkSync(join(folder, 'gone'), join(folder, 'link'));
    expect(() => makePrivateFolder(file)).toThrow('EEXIST');
    expect(() => makePrivateFolder(join(file, 'below'))).toThrow('ENOTDIR');
    expect(() => makePrivateFolder(join(folder, 'link'))).toThrow('EEXIST');
  });

  (existsSync('/proc/self') ? it : it.skip)('gives up where the system makes no folders', () => {
    expect(() => makePrivateFolder('/proc/state/of/mine')).toThrow('ENOENT');
  });
});
