/** How long the response template of GET /books takes to render, measured in this process. */

import { readFileSync } from 'node:fs';
import { compileTemplate } from '../../local/vtl/template.ts';
import { median, percentile } from '../statistics.ts';

export interface RenderTimes {
  readonly medianInMicroseconds: number;
  readonly p99InMicroseconds: number;
  readonly books: number;
  readonly fieldsPerBook: number;
}

const WARM_UP = 2_000;
const SAMPLES = 4_000;

/** `page` is DynamoDB's reply to a Scan. */
export function measureRendering(template: string, page: string): RenderTimes {
  const { render } = compileTemplate(template);
  const scope = { body: page, params: { path: {}, querystring: {}, header: {} }, context: {}, stageVariables: {} };
  const { items } = JSON.parse(render(scope)) as { items: object[] };
  for (let run = 0; run < WARM_UP; run++) render(scope);
  const times = Array.from({ length: SAMPLES }, () => {
    const startedAt = performance.now();
    render(scope);
    return (performance.now() - startedAt) * 1000;
  });
  return {
    medianInMicroseconds: median(times),
    p99InMicroseconds: percentile(times, 0.99),
    books: items.length,
    fieldsPerBook: Object.keys(items[0] ?? {}).length,
  };
}

/** As it stands in the compiled template, with its parts inlined. */
export function readListBooksTemplate(templateFile: string): string {
  const { Resources } = JSON.parse(readFileSync(templateFile, 'utf8'));
  const { paths } = Resources.RestApi.Properties.Body;
  return paths['/books'].get['x-amazon-apigateway-integration'].responses.default.responseTemplates['application/json'];
}
