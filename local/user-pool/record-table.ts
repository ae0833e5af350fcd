/** The records of one kind in the log, by id. */

import type { RecordLog } from './record-log.ts';

export interface RecordTable<T> {
  find(id: string): T | undefined;
  put(id: string, record: T): void;
  delete(id: string): void;
  /** In the order in which they were first put. */
  list(): readonly (readonly [id: string, record: T])[];
}

/** What is on the disk under `prefix` was written by this table, so it is taken for a T. */
export function createRecordTable<T>(log: RecordLog, prefix: string): RecordTable<T> {
  const own = [...log.records].filter(([key]) => key.startsWith(prefix));
  const records = new Map(own.map(([key, record]) => [key.slice(prefix.length), record as T]));
  return {
    find: (id) => records.get(id),
    put: (id, record) => {
      records.set(id, record);
      log.put(prefix + id, record);
    },
    delete: (id) => {
      records.delete(id);
      log.delete(prefix + id);
    },
    list: () => [...records],
  };
}
