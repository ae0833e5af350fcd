/** Speaks to the inspector's server. */

import type { Draft } from './draft.ts';
import { parseHeaderText } from './draft.ts';
import { type Entry, parseEntries, parseEntry } from './entry.ts';
import { toList, toMembers, toNumber, toText } from './members.ts';

export interface Overview {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Where the APIs listen, by type, such as `REST`. */
  readonly origins: ReadonlyMap<string, string>;
}

export interface DetailedEntry {
  readonly entry: Entry;
  readonly detail: unknown;
}

export interface ReplayResult {
  readonly status: number;
  /** Undefined when the API refused it before it began to keep a record. */
  readonly recordId: string | undefined;
}

export class InspectorError extends Error {
  override readonly name = 'InspectorError';
  readonly code: 'unreachable' | 'refused' | 'forgotten';

  constructor(code: InspectorError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export class InspectorClient {
  readonly #base: string;
  readonly #fetch: typeof fetch;

  /** `base` is empty on the inspector's own page. */
  constructor(base: string, fetchIt: typeof fetch = (...args) => fetch(...args)) {
    this.#base = base.replace(/\/$/, '');
    this.#fetch = fetchIt;
  }

  get eventsUrl(): string {
    return `${this.#base}/events`;
  }

  async getOverview(): Promise<Overview> {
    const { items, apis } = toMembers(await this.#ask('/records')) ?? {};
    const origins = toList(apis).flatMap((api) => {
      const { type, origin } = toMembers(api) ?? {};
      return typeof type === 'string' && typeof origin === 'string' ? [[type, origin] as const] : [];
    });
    return { entries: parseEntries(items), origins: new Map(origins) };
  }

  async getEntry(id: string): Promise<DetailedEntry> {
    const answer = await this.#ask(`/records/${encodeURIComponent(id)}`);
    const entry = parseEntry(answer);
    if (entry === undefined) throw new InspectorError('refused', 'The inspector sent something that is no record.');
    return { entry, detail: toMembers(answer)?.detail };
  }

  async clear(): Promise<void> {
    await this.#ask('/records', { method: 'DELETE' });
  }

  /** Throws DraftError for headers that are none. `basedOn` lets the server fill in the secrets that it has shortened. */
  async replay(api: string, draft: Draft, basedOn: string): Promise<ReplayResult> {
    const { method, target, body } = draft;
    const message = { api, method, target, headers: parseHeaderText(draft.headers), body, basedOn };
    const headers = { 'Content-Type': 'application/json' };
    const answer = await this.#ask('/replay', { method: 'POST', headers, body: JSON.stringify(message) });
    const { status, recordId } = toMembers(answer) ?? {};
    return { status: toNumber(status) ?? 0, recordId: toText(recordId) };
  }

  async #ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await this.#send(path, init);
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return body;
    const message = toText(toMembers(body)?.message) ?? `The inspector answered ${response.status}.`;
    throw new InspectorError(response.status === 404 || response.status === 410 ? 'forgotten' : 'refused', message);
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#fetch(this.#base + path, init);
    } catch {
      throw new InspectorError('unreachable', 'The inspector does not answer. Does npm start still run?');
    }
  }
}
