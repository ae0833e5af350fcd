import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unpackArtifact } from '../../../local/lambda/artifact.ts';
import { aZip } from './service-under-test.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'artifact-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unpack = (content: Uint8Array | string, name = 'a.zip') => {
  const artifact = path.join(folder, name);
  writeFileSync(artifact, content);
  return unpackArtifact(artifact, path.join(folder, 'cache'));
};

describe('unpackArtifact', () => {
  it('writes the files of the package', async () => {
    const target = await unpack(aZip({ 'index.mjs': 'export {};', 'data/a/b.txt': 'é' }));
    expect(readFileSync(path.join(target, 'index.mjs'), 'utf8')).toBe('export {};');
    expect(readFileSync(path.join(target, 'data/a/b.txt'), 'utf8')).toBe('é');
  });

  it('adds a package.json, but keeps the one of the package', async () => {
    const plain = await unpack(aZip({ 'index.js': '' }));
    const own = await unpack(aZip({ 'package.json': '{"type":"module"}' }));
    expect(readFileSync(path.join(plain, 'package.json'), 'utf8')).toBe('{}\n');
    expect(readFileSync(path.join(own, 'package.json'), 'utf8')).toBe('{"type":"module"}');
  });

  it('gives the same content the same folder and other content another', async () => {
    const first = await unpack(aZip({ 'a.js': '1' }));
    const same = await unpack(readFileSync(path.join(folder, 'a.zip')), 'b.zip');
    const other = await unpack(aZip({ 'a.js': '2' }));
    expect(same).toBe(first);
    expect(other).not.toBe(first);
  });

  it('may unpack the same content several times at once', async () => {
    const zip = aZip({ 'a.js': '1' });
    const folders = await Promise.all(['a', 'b', 'c'].map((name) => unpack(zip, name)));
    expect(new Set(folders).size).toBe(1);
    expect(readdirSync(path.join(folder, 'cache'))).toHaveLength(1);
  });

  it.each([
    ['climbs out', '../evil.js'],
    ['climbs out later', 'a/../../evil.js'],
    ['is absolute', '/tmp/evil.js'],
    ['is absolute on Windows', 'C:/evil.js'],
    ['has backslashes', '..\\evil.js'],
    ['has a null byte', 'a\0.js'],
  ])('refuses an entry that %s, and writes nothing', async (_what, name) => {
    await expect(unpack(aZip({ 'ok.js': '', [name]: 'evil' }))).rejects.toMatchObject({
      code: 'InvalidZipFileException',
      message: expect.stringContaining('lies outside of the package'),
    });
    expect(existsSync(path.join(folder, 'cache'))).toBe(false);
    expect(existsSync(path.join(folder, 'evil.js'))).toBe(false);
  });

  it.each([
    ['something else', 'no zip'],
    ['nothing', ''],
    ['half a zip', aZip({ 'a.js': 'x'.repeat(1000) }).slice(0, 60)],
  ])('refuses %s', async (_what, content) => {
    await expect(unpack(content)).rejects.toMatchObject({ code: 'InvalidZipFileException' });
  });

  it('refuses more than 250 MB', async () => {
    const zip = Buffer.from(aZip({ 'a.js': 'x' }));
    // The size that the central directory claims.
    zip.writeUInt32LE(262_144_001, zip.lastIndexOf('PK\x01\x02') + 24);
    await expect(unpack(zip)).rejects.toMatchObject({ message: expect.stringContaining('262144000') });
  });
});
