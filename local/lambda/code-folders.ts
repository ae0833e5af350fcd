/** Where the functions' packages are unpacked, each once. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isRunning } from '../server/process-identity.ts';
import { unpackArtifact } from './artifact.ts';
import type { FunctionDefinition } from './definition.ts';

export interface CodeFolders {
  /** Gives the folder with the function's code; the same one for as long as the definition is in use. */
  unpack(definition: FunctionDefinition): Promise<string>;
  /** Removes what was unpacked, unless it went to a folder that the caller named. */
  remove(): Promise<void>;
}

const PREFIX = 'local-lambda-';

export function createCodeFolders(cacheFolder: string | undefined, temporaryFolder = os.tmpdir()): CodeFolders {
  const unpacked = new WeakMap<FunctionDefinition, Promise<string>>();
  let temporary: Promise<string> | undefined;
  const getRoot = (): Promise<string> => {
    if (cacheFolder !== undefined) return Promise.resolve(cacheFolder);
    temporary ??= removeOrphans(temporaryFolder).then(() =>
      mkdtemp(path.join(temporaryFolder, `${PREFIX}${process.pid}-`)),
    );
    return temporary;
  };
  return {
    unpack: (definition) => {
      const known = unpacked.get(definition);
      if (known !== undefined) return known;
      const folder = getRoot().then((root) => unpackArtifact(definition.artifact, root));
      unpacked.set(definition, folder);
      // A package that is missing now may be there for the next event.
      folder.catch(() => unpacked.delete(definition));
      return folder;
    },
    remove: async () => {
      if (temporary !== undefined) await rm(await temporary, { recursive: true, force: true });
    },
  };
}

/** A process that was killed left its folder behind. */
async function removeOrphans(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-')[0] : undefined);
    // What belongs to somebody else can't be removed, and needn't be.
    if (pid > 0 && !isRunning(pid)) await rm(path.join(folder, name), { recursive: true }).catch(() => {});
  }
}
