/** Where the functions' packages are unpacked, each once. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unpackArtifact } from './artifact.ts';
import type { FunctionDefinition } from './definition.ts';

export interface CodeFolders {
  /** Gives the folder with the function's code; the same one for as long as the definition is in use. */
  unpack(definition: FunctionDefinition): Promise<string>;
  /** Removes what was unpacked, unless it went to a folder that the caller named. */
  remove(): Promise<void>;
}

export function createCodeFolders(cacheFolder: string | undefined): CodeFolders {
  const unpacked = new WeakMap<FunctionDefinition, Promise<string>>();
  let temporary: Promise<string> | undefined;
  const getRoot = (): Promise<string> => {
    if (cacheFolder !== undefined) return Promise.resolve(cacheFolder);
    temporary ??= mkdtemp(path.join(os.tmpdir(), 'local-lambda-'));
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
