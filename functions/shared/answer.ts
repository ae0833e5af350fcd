/** What a REST proxy function answers, before the route adds its headers. */

export type Headers = Readonly<Record<string, string>>;

export type Answer = {
  readonly statusCode: number;
  readonly headers: Headers;
  readonly body: string;
};

export function json(statusCode: number, body: unknown, headers: Headers = {}): Answer {
  return { statusCode, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
