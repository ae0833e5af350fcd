/** Notices writes to the engine's files, so that streams need not be looked at all the time. */

import { watch } from 'node:fs';

export type OnWrite = (listener: () => void) => () => void;

/** Undefined where the system can't watch a folder. Reads change no file; a write may be noticed a moment too early. */
export function watchWrites(dataFolder: string): { readonly onWrite: OnWrite; close(): void } | undefined {
  const listeners = new Set<() => void>();
  try {
    const watcher = watch(dataFolder, { persistent: false }, (_event, name) => {
      if (name?.includes('.db')) for (const listener of listeners) listener();
    });
    watcher.on('error', () => watcher.close());
    const onWrite: OnWrite = (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    return { onWrite, close: () => watcher.close() };
  } catch {
    return undefined;
  }
}
