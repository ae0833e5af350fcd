/** The browser's storage, or a forgetful stand-in where the visitor's settings forbid it. */

export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** `kind` names a property of `window`. Merely reading it throws when storage is blocked. */
export function openStorage(kind: 'localStorage' | 'sessionStorage'): TextStorage {
  try {
    const storage = globalThis[kind];
    storage.setItem('storage-check', '');
    storage.removeItem('storage-check');
    return storage;
  } catch (error) {
    console.info(`Not remembering anything: ${kind} is not available.`, error);
    return createMemoryStorage();
  }
}

export function createMemoryStorage(): TextStorage {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}
