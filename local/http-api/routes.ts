/** Finds the route of a request: fixed segments beat variables, variables beat greedy ones, and `$default` comes last. */

import { emptyMap } from '../api-gateway/request-parameters.ts';
import { createRouter } from '../api-gateway/router.ts';

export interface FoundRoute<T> {
  readonly target: T;
  /** Still encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

export type RouteFinder<T> = (path: string, httpMethod: string) => FoundRoute<T> | undefined;

/** Source: "Create routes for HTTP APIs in API Gateway". */
export function createRouteFinder<T>(
  routes: readonly { readonly routeKey: string; readonly target: T }[],
): RouteFinder<T> {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const routables = routes.flatMap(({ routeKey, target }) => {
    const [httpMethod, resourcePath] = routeKey.split(/ +/, 2);
    return httpMethod === undefined || resourcePath === undefined ? [] : [{ httpMethod, resourcePath, target }];
  });
  const find = createRouter(routables, { trailingSlashCounts: true });
  return (path, httpMethod) =>
    find(path, httpMethod) ?? (fallback && { target: fallback.target, pathParameters: emptyMap() });
}
