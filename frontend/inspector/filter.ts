/** Which entries the list shows. */

import type { Entry } from './entry.ts';
import { toFamily, toRemark, toStatusClass, toTitle, toVerb } from './entry-words.ts';

export interface Filter {
  /** Words that must all occur, in any letter case. */
  readonly text: string;
  /** The first figure of the status; empty for all. */
  readonly statusClass: string;
  /** As toFamily names it; empty for all. */
  readonly family: string;
}

export const everything: Filter = { text: '', statusClass: '', family: '' };

export function createMatcher({ text, statusClass, family }: Filter): (entry: Entry) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (entry) => {
    if (family !== '' && toFamily(entry) !== family) return false;
    if (statusClass !== '' && toStatusClass(entry) !== statusClass) return false;
    if (words.length === 0) return true;
    const parts = [
      toVerb(entry),
      toTitle(entry),
      entry.status ?? '',
      toRemark(entry),
      entry.refusedBy ?? '',
      entry.connectionId ?? '',
      toFamily(entry),
    ];
    const searched = parts.join(' ').toLowerCase();
    return words.every((word) => searched.includes(word));
  };
}
