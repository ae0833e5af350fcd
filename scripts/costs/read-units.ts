/** Reads the table of docs/units.md: what each operation costs in DynamoDB. */

export interface Units {
  readonly reads: number;
  readonly writes: number;
}

const ROW = /^\| (.*?) \| (.*?) \|.*\| ([\d.]+) \| ([\d.]+) \|$/gm;

/** Throws for an operation that the table does not have. */
export function readUnits(page: string): (operation: string, circumstances: string) => Units {
  const rows = new Map<string, Units>();
  for (const [, operation = '', circumstances = '', reads, writes] of page.matchAll(ROW)) {
    rows.set(toKey(operation, circumstances), { reads: Number(reads), writes: Number(writes) });
  }
  return (operation, circumstances) => {
    const units = rows.get(toKey(operation, circumstances));
    if (units === undefined) throw new Error(`docs/units.md has no row "${operation}", "${circumstances}".`);
    return units;
  };
}

function toKey(operation: string, circumstances: string): string {
  return `${operation.replaceAll('`', '').trim()} / ${circumstances.trim()}`;
}
