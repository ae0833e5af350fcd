/** What a mapping template can see of one request: made on first use, shared by both of its templates. */

import { toSingleValues } from '../api-gateway/request-parameters.ts';
import type { TemplateScope } from '../vtl/scope.ts';
import type { Exchange } from './exchange.ts';
import type { Payload } from './payload.ts';

type Params = TemplateScope['params'];

export type ScopeFactory = (body: Payload) => TemplateScope;

export function createScopeFactory(exchange: Exchange): ScopeFactory {
  let params: Params | undefined;
  return (body) => {
    params ??= {
      path: exchange.parameters.path,
      querystring: toSingleValues(exchange.parameters.querystring),
      header: toSingleValues(exchange.parameters.header),
    };
    return { body: body.text, params, context: exchange.context, stageVariables: exchange.stageVariables };
  };
}
