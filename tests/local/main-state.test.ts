/** What the state folder keeps beside the data. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetState, takeSecretSeed, writeApiKeys } from '../../local/main-state.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the seed of secrets', () => {
  it('is the same at every start', () => {
    expect(takeSecretSeed(folder, false)).toBe(takeSecretSeed(folder, false));
  });

  it('is another one in every folder, and after a reset', () => {
    const other = mkdtempSync(join(tmpdir(), 'state-'));
    const seeds = [takeSecretSeed(folder, false), takeSecretSeed(folder, true), takeSecretSeed(other, false)];
    rmSync(other, { recursive: true });
    expect(new Set(seeds).size).toBe(3);
    expect(seeds).toEqual(Array(3).fill(expect.stringMatching(/^[\da-f]{64}$/)));
  });

  it('stays when the data is forgotten: the reset that forgets it has renewed the seed', () => {
    writeFileSync(join(folder, 'outputs.json'), '{}');
    const seed = takeSecretSeed(folder, true);
    forgetState(folder);
    expect(readdirSync(folder)).toEqual(['secret-seed']);
    expect(takeSecretSeed(folder, false)).toBe(seed);
  });
});

describe('the values of API keys', () => {
  const file = () => join(folder, 'api-keys.json');

  it('are there for the user alone', () => {
    writeApiKeys(folder, { a1b2c3d4e5: 'the-key-of-a-partner' });
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ a1b2c3d4e5: 'the-key-of-a-partner' });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('are gone when the template has none any more', () => {
    writeApiKeys(folder, { a1b2c3d4e5: 'the-key-of-a-partner' });
    writeApiKeys(folder, {});
    expect(existsSync(file())).toBe(false);
  });
});
