/** Renders a mapping template as API Gateway would, for tests. */

import { compileTemplate } from '../../local/vtl/template.ts';
import { readTemplate } from '../../resources/mapping-templates.cjs';

export interface Given {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly header?: Readonly<Record<string, string>>;
  /** The payload: an object is sent as JSON. */
  readonly body?: unknown;
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface Rendered {
  readonly text: string;
  /** The text as JSON; throws when it is none. */
  readonly json: unknown;
  /** The status that the template set, if it did. */
  readonly status: unknown;
}

export const stageVariables = {
  booksTable: 'Books',
  reviewsTable: 'ReviewsTable',
  cartsTable: 'CartsTable',
  ordersTable: 'OrdersTable',
  allowedOrigin: 'https://shop.example',
};

export function render(name: string, given: Given): Rendered {
  const context = { requestOverride: {}, responseOverride: {} as { status?: unknown }, ...given.context };
  const text = compileTemplate(readTemplate(name, 'mapping-templates')).render({
    body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body ?? {}),
    params: { path: given.path ?? {}, querystring: given.query ?? {}, header: given.header ?? {} },
    context,
    stageVariables,
  });
  return {
    text,
    get json() {
      return JSON.parse(text);
    },
    status: context.responseOverride.status,
  };
}

/** What `$context` holds behind the user pool authorizer. */
export const asCaller = (sub: string, httpMethod = 'GET') => ({ httpMethod, authorizer: { claims: { sub } } });

/** Texts that have broken templates before: each must stay a text. */
export const hostileTexts: readonly string[] = [
  '"',
  "'",
  '\\',
  '\\"',
  '"}, "TableName": "Orders", "x": {"y": "',
  '", "Select": "COUNT',
  '$context.identity',
  '$input.body',
  '#set($limit = 5)',
  '#foreach($i in [1..9])x#end',
  '##',
  '#*',
  '${stageVariables.booksTable}',
  'line\nbreak',
  'return\r\ntab\t',
  '\u0000\u0001\u001f\u007f',
  '\u2028\u2029',
  '</script><img src=x onerror=alert(1)>',
  '日本語 – “quotes”',
  '😀👩‍👩‍👧',
  '\ud800',
  '%22%7D',
  '__proto__',
  'constructor',
  'x'.repeat(2000),
];
