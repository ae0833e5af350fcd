/** Runs one vector of kind `ws-route-key`: evaluates a route selection expression over a message. */

import { compileSelection } from '../../local/websocket-api/selection.ts';
import { createMatcher, type Difference } from './expectations.ts';
import { type Vector, VectorError } from './vectors.ts';

export function runWsRouteKey({ input, expect }: Vector): Difference[] {
  if (typeof input.expression !== 'string') throw new VectorError('"input.expression" must be text');
  if (typeof input.message !== 'string') throw new VectorError('"input.message" must be text');
  return createMatcher().whole('key', expect.key, compileSelection(input.expression)(input.message));
}
