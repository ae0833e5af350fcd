/** Finds the method for a path: fixed segments beat parameters, parameters beat greedy ones, and a dead end backtracks. */

import { emptyMap } from './request-parameters.ts';

export interface Route<T> {
  readonly target: T;
  /** Still encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

export interface Routable<T> {
  readonly resourcePath: string;
  readonly httpMethod: string;
  readonly target: T;
}

interface Leaf<T> {
  readonly parameterNames: readonly string[];
  readonly target: T;
}

interface Node<T> {
  readonly fixed: Map<string, Node<T>>;
  parameter?: Node<T>;
  greedy?: Node<T>;
  readonly methods: Map<string, Leaf<T>>;
}

const createNode = <T>(): Node<T> => ({ fixed: new Map(), methods: new Map() });

export type Router<T> = (path: string, httpMethod: string) => Route<T> | undefined;

export interface RouterOptions {
  /** Takes a trailing slash for an empty last segment, as HTTP APIs do; otherwise it is none. */
  readonly trailingSlashCounts?: boolean;
}

export function createRouter<T>(
  routables: readonly Routable<T>[],
  { trailingSlashCounts = false }: RouterOptions = {},
): Router<T> {
  const toSegments = trailingSlashCounts ? toAllSegments : toFilledSegments;
  const root = createNode<T>();
  for (const routable of routables) insert(root, routable, toSegments(routable.resourcePath));
  return (path, httpMethod) => {
    const values: string[] = [];
    const leaf = findLeaf(root, toSegments(path), 0, httpMethod, values);
    return leaf && { target: leaf.target, pathParameters: toParameters(leaf.parameterNames, values) };
  };
}

const toAllSegments = (path: string): readonly string[] => (path === '/' ? [] : path.slice(1).split('/'));

/** A trailing slash is no segment; empty segments elsewhere are. */
function toFilledSegments(path: string): readonly string[] {
  const end = path.endsWith('/') ? path.length - 1 : path.length;
  return end <= 1 ? [] : path.slice(1, end).split('/');
}

function insert<T>(root: Node<T>, { httpMethod, target }: Routable<T>, segments: readonly string[]): void {
  const parameterNames: string[] = [];
  let node = root;
  for (const segment of segments) {
    const name = /^\{([^}+]+)\+?\}$/.exec(segment)?.[1];
    if (name !== undefined) parameterNames.push(name);
    node = childFor(node, segment, name !== undefined);
  }
  node.methods.set(httpMethod, { parameterNames, target });
}

function childFor<T>(node: Node<T>, segment: string, isParameter: boolean): Node<T> {
  if (!isParameter) {
    const child = node.fixed.get(segment) ?? createNode<T>();
    node.fixed.set(segment, child);
    return child;
  }
  const kind = segment.endsWith('+}') ? 'greedy' : 'parameter';
  const child = node[kind] ?? createNode<T>();
  node[kind] = child;
  return child;
}

function findLeaf<T>(
  node: Node<T>,
  segments: readonly string[],
  depth: number,
  httpMethod: string,
  values: string[],
): Leaf<T> | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.methods.get(httpMethod) ?? node.methods.get('ANY');
  const fixed = node.fixed.get(segment);
  const exact = fixed && findLeaf(fixed, segments, depth + 1, httpMethod, values);
  return exact ?? findByParameter(node, segments, depth, httpMethod, values);
}

function findByParameter<T>(
  node: Node<T>,
  segments: readonly string[],
  depth: number,
  httpMethod: string,
  values: string[],
): Leaf<T> | undefined {
  const filled = values.length;
  const segment = segments[depth] ?? '';
  if (node.parameter && segment !== '') {
    values.push(segment);
    const leaf = findLeaf(node.parameter, segments, depth + 1, httpMethod, values);
    if (leaf) return leaf;
    values.length = filled;
  }
  const greedy = node.greedy?.methods.get(httpMethod) ?? node.greedy?.methods.get('ANY');
  if (greedy) values.push(segments.slice(depth).join('/'));
  return greedy;
}

function toParameters(names: readonly string[], values: readonly string[]): Record<string, string> {
  const parameters = emptyMap<string>();
  for (let index = 0; index < names.length; index += 1) parameters[names[index] ?? ''] = values[index] ?? '';
  return parameters;
}
