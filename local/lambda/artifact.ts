/** Unpacks a function's deployment package into a folder named by the hash of its content. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { unreadableArtifact } from './lambda-error.ts';
import { maxUnpackedBytes } from './limits.ts';

/** Gives the folder's absolute path. A folder that is there is complete, because it appears by a rename. */
export async function unpackArtifact(artifact: string, cacheFolder: string): Promise<string> {
  const zip = await readFile(artifact).catch((error: Error) => {
    throw unreadableArtifact(artifact, error.message);
  });
  const folder = path.join(path.resolve(cacheFolder), createHash('sha256').update(zip).digest('hex'));
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${randomUUID()}`;
  await writeFiles(draft, readEntries(artifact, zip));
  await rename(draft, folder).catch(async (error: Error) => {
    await rm(draft, { recursive: true, force: true });
    // Another unpacking of the same content may have been faster.
    if (!existsSync(folder)) throw unreadableArtifact(artifact, error.message);
  });
  return folder;
}

function readEntries(artifact: string, zip: Uint8Array): [string, Uint8Array][] {
  let unpackedBytes = 0;
  try {
    const entries = unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        if (!isInside(name)) throw new Error(`the entry ${JSON.stringify(name)} lies outside of the package`);
        unpackedBytes += originalSize;
        if (unpackedBytes > maxUnpackedBytes) throw new Error(`unpacked it exceeds ${maxUnpackedBytes} bytes`);
        return !name.endsWith('/');
      },
    });
    return Object.entries(entries);
  } catch (error) {
    throw unreadableArtifact(artifact, error instanceof Error ? error.message : String(error));
  }
}

function isInside(name: string): boolean {
  return name !== '' && !/^\/|^[A-Za-z]:|[\\\0]/.test(name) && !name.split('/').includes('..');
}

async function writeFiles(folder: string, entries: [string, Uint8Array][]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of entries) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  // Without it Node.js would look above for a package.json, and take index.js for the kind that it names.
  const packageFile = path.join(folder, 'package.json');
  if (!existsSync(packageFile)) await writeFile(packageFile, '{}\n');
}
