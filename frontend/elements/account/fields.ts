/** What the forms of the account share: reading fields, and the address that was typed last. */
import type { Shop } from '../../shop.ts';

// In the tab's storage and not in the address, where it would end up in histories and logs.
const storageKey = 'email';
const noteKey = 'note at the door';

export function getField(event: SubmitEvent, name: string): string {
  const form = event.currentTarget;
  if (!(form instanceof HTMLFormElement)) throw new TypeError('The event does not come from a form.');
  const value = new FormData(form).get(name);
  // Spaces may be part of a password.
  return typeof value === 'string' ? (name === 'password' ? value : value.trim()) : '';
}

export function rememberEmail({ storage }: Shop, email: string): void {
  storage.setItem(storageKey, email);
}

export function findEmail({ storage }: Shop): string {
  return storage.getItem(storageKey) ?? '';
}

/** For the sign-in page, which comes next. */
export function leaveNote({ storage }: Shop, note: string): void {
  storage.setItem(noteKey, note);
}

/** Undefined when there is none, or it was read already. */
export function takeNote({ storage }: Shop): string | undefined {
  const note = storage.getItem(noteKey) ?? undefined;
  storage.removeItem(noteKey);
  return note;
}
