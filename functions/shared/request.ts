/** Reading the events of REST and WebSocket APIs. */

type Event = { readonly headers: Readonly<Record<string, string | undefined>> | null };

/** Clients and HTTP/2 differ in the letter case of header names, and API Gateway passes names on as they came. */
export function findHeader({ headers }: Event, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
