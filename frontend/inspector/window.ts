/** Which rows of a long list have to exist, given what is in sight. */

export interface RowWindow {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const SPARE_ROWS = 6;

export function toRowWindow(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const last = Math.ceil((Math.max(0, scrollTop) + height) / rowHeight);
  const end = Math.min(count, last + SPARE_ROWS);
  return { start: Math.max(0, Math.min(first - SPARE_ROWS, end)), end };
}
