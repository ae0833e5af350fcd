/** What came back, by route, and what should not have come back. */

/** As on the chat, where there are no numbers: what is done is a 200, what is refused a 400, what fails a 500. */
export type Status = number;

export interface RouteCount {
  readonly route: string;
  readonly inputs: number;
  readonly done: number;
  readonly refused: number;
  readonly failed: number;
}

export class Counts {
  readonly problems: string[] = [];
  readonly #statuses = new Map<string, Map<Status, number>>();

  constructor(routes: readonly string[]) {
    for (const route of routes) this.#statuses.set(route, new Map());
  }

  count(route: string, status: Status): void {
    const statuses = this.#statuses.get(route);
    if (statuses === undefined) throw new Error(`There is no route ${route}.`);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }

  complain(what: string, input: string): void {
    this.problems.push(`${what}: ${input}`);
  }

  toRoutes(): readonly RouteCount[] {
    return [...this.#statuses].map(([route, statuses]) => {
      const sum = (from: number, to: number) =>
        [...statuses].reduce((total, [status, count]) => (status >= from && status < to ? total + count : total), 0);
      return { route, inputs: sum(0, 600), done: sum(100, 400), refused: sum(400, 500), failed: sum(500, 600) };
    });
  }
}
