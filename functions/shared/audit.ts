/** Writes down which member of staff did what, as a line in the function's log. */
import type { Caller } from './caller.ts';

export function writeAuditLine(staff: Caller, action: string, details: Readonly<Record<string, unknown>>): void {
  console.log({ action, staff: staff.userId, ...details });
}
