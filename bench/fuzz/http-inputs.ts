/** Generates requests for the REST API and the HTTP API. What depends on who sends them stands in double braces. */

import fc from 'fast-check';
import { aBody, aGoodValue, type Body, hostileBody } from './bodies.ts';
import { aPageToken, encode, hostileHeaderValue, hostileName, hostileSegment, hostileText, toJson } from './hostile.ts';
import type { Parameter, Route, Scheme } from './routes.ts';

export interface HttpInput {
  readonly api: Route['api'];
  /** The route that was meant: a damaged path or another method leads elsewhere. */
  readonly route: string;
  readonly method: string;
  /** Below the stage. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Body;
  /** First puts something into the cart, and looks at it. */
  readonly fillsCart: boolean;
}

/** The books that are there to be played with. */
export interface Shelves {
  /** For readers. */
  readonly reading: readonly string[];
  /** For staff: by title. They may go and come back. */
  readonly staffTitles: readonly string[];
  readonly staffBooks: readonly string[];
  /** Of the catalogue that every shop begins with. */
  readonly seeded: readonly string[];
  /** That nobody asks for. */
  readonly quiet: readonly string[];
  readonly origin: string;
}

const weighted = <T>(...choices: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<T>])[]) =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
const just = <const T>(value: T): fc.Arbitrary<T> => fc.constant(value);

export function anHttpInput(routes: readonly Route[], shelves: Shelves): fc.Arbitrary<HttpInput> {
  return fc.oneof(...routes.map((route) => aRequest(route, shelves)));
}

function aRequest(route: Route, shelves: Shelves): fc.Arbitrary<HttpInput> {
  const { api, name, method } = route;
  return fc
    .record({
      method: weighted([95, just(method)], [5, fc.constantFrom('OPTIONS', 'PATCH', 'POST', 'DELETE', 'PUT', 'GET')]),
      path: aPath(route, shelves),
      query: aQuery(route, shelves),
      headers: someHeaders(route, shelves),
      body: aRequestBody(route, shelves),
    })
    .map(({ query, path, body, headers, ...rest }) => ({
      ...{ api, route: name, ...rest },
      target: query === '' ? path : `${path}?${query}`,
      headers: headers.flat(),
      ...(body !== undefined && { body }),
      fillsCart: name === 'POST /orders',
    }));
}

function aPath({ path, parameters, scheme }: Route, shelves: Shelves): fc.Arbitrary<string> {
  const inPath = parameters.filter((it) => it.in === 'path');
  const values = fc.tuple(
    ...inPath.map((it) => weighted([86, aGoodSegment(it, scheme, shelves)], [14, hostileSegment])),
  );
  const whole = values.map((texts) =>
    inPath.reduce((text, { name }, index) => text.replace(`{${name}}`, () => texts[index] ?? ''), path),
  );
  const damage = fc.tuple(whole, fc.constantFrom('/', '//', '/x', '/..', '?', ';', '/%2e%2e/health', '.json'));
  return weighted([96, whole], [4, damage.map(([text, end]) => text + end)]);
}

function aGoodSegment({ name, schema }: Parameter, scheme: Scheme, shelves: Shelves): fc.Arbitrary<string> {
  if (name === 'orderId')
    return scheme === 'staff' ? just('{{orderId}}') : fc.constantFrom('{{orderId}}', '{{strangersOrder}}');
  if (name === 'userId') return just('{{userId}}');
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (scheme === 'staff') return fc.constantFrom(...shelves.staffBooks);
  return weighted(
    [6, fc.constantFrom(...shelves.reading)],
    [3, fc.constantFrom(...shelves.seeded)],
    [1, just('no-such')],
  );
}

function aQuery({ parameters }: Route, shelves: Shelves): fc.Arbitrary<string> {
  const declared = parameters.filter((it) => it.in === 'query');
  const pairs = declared.map((it) =>
    weighted<string | undefined>(
      [it.name === 'q' ? 90 : 40, aGoodQueryValue(it, shelves).map((value) => `${it.name}=${value}`)],
      [30, just(undefined)],
      [12, hostileSegment.map((value) => `${it.name}=${value}`)],
      [3, fc.tuple(hostileSegment, hostileSegment).map(([a, b]) => `${it.name}=${a}&${it.name}=${b}`)],
      [2, fc.constantFrom(it.name, `${it.name}=`, `${it.name.toUpperCase()}=1`, `${it.name}[]=1`)],
    ),
  );
  const strange = fc.tuple(hostileName.map(encode), hostileSegment).map(([name, value]) => `${name}=${value}`);
  const more = weighted<string | undefined>([9, just(undefined)], [1, strange]);
  return fc.tuple(...pairs, more).map((all) => all.filter((it) => it !== undefined).join('&'));
}

function aGoodQueryValue({ name, schema }: Parameter, { reading, seeded }: Shelves): fc.Arbitrary<string> {
  if (name === 'nextToken') return aPageToken([...reading, ...seeded.slice(0, 5)]).map(encode);
  if (name === 'limit') return fc.integer({ min: 1, max: 20 }).map(String);
  if (name === 'day') return fc.constantFrom('{{today}}', '2026-02-28', '2026-02-30');
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  return fc.oneof(fc.constantFrom('love', 'the', 'jane aus', 'x', 'fuzz'), hostileText).map(encode);
}

type Header = readonly [name: string, value: string];

function someHeaders(route: Route, { origin }: Shelves): fc.Arbitrary<Header[][]> {
  const own = route.parameters.filter((it) => it.in === 'header').map(({ name }) => aHeaderOfItsOwn(name));
  const strange = fc.array(fc.tuple(fc.constantFrom(...STRANGE), hostileHeaderValue), { maxLength: 3 });
  return fc.tuple(
    anAuthorization(route.scheme),
    weighted<Header[]>(
      [92, just([['Origin', origin]])],
      [8, hostileHeaderValue.map((value): Header[] => [['Origin', value]])],
    ),
    aContentType(route),
    weighted<Header[]>([80, just([])], [20, strange]),
    ...own,
  );
}

/** Not among them: what changes how HTTP itself is read. */
const STRANGE = [
  ...[
    'Accept',
    'Accept-Encoding',
    'Accept-Language',
    'Cookie',
    'Range',
    'If-None-Match',
    'If-Modified-Since',
    '__proto__',
  ],
  ...[
    'X-HTTP-Method-Override',
    'X-Forwarded-For',
    'X-Amz-Target',
    'X-Amz-Date',
    'X-Api-Key',
    'Cache-Control',
    'Forwarded',
  ],
  ...['Authorization', 'Content-Type', 'X-Amzn-Trace-Id', 'Content-Encoding', 'constructor', 'X-Amzn-Requestid'],
] as const;

const named = (name: string, value: string): Header[] => [[name, value]];

function aHeaderOfItsOwn(name: string): fc.Arbitrary<Header[]> {
  const good =
    name === 'If-Match'
      ? fc.constantFrom('"1"', '"2"', '"3"', '1')
      : weighted([8, fc.uuid()], [1, just('the-same-key-again')]);
  const spelling = fc.constantFrom(name, name.toLowerCase(), name.toUpperCase());
  return weighted(
    [85, fc.tuple(spelling, good).map(([it, value]) => named(it, value))],
    [10, fc.tuple(spelling, hostileHeaderValue).map(([it, value]) => named(it, value))],
    [3, just([])],
    [
      2,
      fc.tuple(good, hostileHeaderValue).map(([one, two]): Header[] => [
        [name, one],
        [name, two],
      ]),
    ],
  );
}

function anAuthorization(scheme: Scheme): fc.Arbitrary<Header[]> {
  if (scheme === 'open')
    return weighted<Header[]>([8, just([])], [2, badCredentials.map((it) => named('Authorization', it))]);
  const right = { reader: '{{id}}', staff: '{{staff}}', accessToken: '{{access}}' }[scheme];
  const wrong = scheme === 'accessToken' ? '{{id}}' : '{{access}}';
  const token = weighted(
    [90, just(right)],
    [6, just(wrong)],
    [6, just('{{expired}}')],
    [6, just(scheme === 'staff' ? '{{id}}' : scheme === 'reader' ? '{{otherId}}' : '{{otherAccess}}')],
    [2, fc.constantFrom('{{refresh}}', '{{unsigned}}')],
  );
  const form = weighted([92, just('Bearer ')], [8, fc.constantFrom('', 'bearer ', 'Bearer  ', 'Basic ', 'Bearer\t')]);
  return weighted(
    [92, fc.tuple(form, token).map(([start, it]) => named('Authorization', start + it))],
    [4, just([])],
    [8, badCredentials.map((it) => named('Authorization', it))],
  );
}

const badCredentials = fc.oneof(
  fc.constantFrom(
    'Bearer',
    'Bearer x',
    'null',
    'Bearer a.b.c',
    'Bearer e30.e30.',
    'Bearer .',
    'Basic dTpw',
    'Bearer {{id}}x',
  ),
  hostileHeaderValue,
);

function aContentType({ body }: Route): fc.Arbitrary<Header[]> {
  const bad = fc.oneof(
    fc.constantFrom(
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      '',
      '*/*',
      'application/JSON',
    ),
    fc.constantFrom(
      'application/json; charset=utf-8',
      'application/json;charset=utf-16',
      'multipart/form-data; boundary=x',
    ),
    hostileHeaderValue,
  );
  const good: Header[] = body === undefined ? [] : named('Content-Type', 'application/json');
  return weighted<Header[]>([88, just(good)], [9, bad.map((it) => named('Content-Type', it))], [3, just([])]);
}

function aRequestBody({ name, body }: Route, shelves: Shelves): fc.Arbitrary<Body | undefined> {
  if (body === undefined) return weighted<Body | undefined>([95, just(undefined)], [5, hostileBody]);
  if (name === 'POST /orders') {
    const seen = { cartVersion: '@raw:{{cartVersion}}@', totalInCents: '@raw:{{totalInCents}}@' };
    return aBody(weighted<unknown>([7, just(seen)], [1, aGoodValue(body)]));
  }
  // So that books which were deleted come back.
  const title = fc.constantFrom(...shelves.staffTitles);
  const good = aGoodValue(body);
  const onShelf = fc.tuple(good, title).map(([of, text]) => ({ ...(of as object), title: text }));
  return aBody(name === 'POST /admin/books' ? fc.oneof(good, onShelf) : good);
}

/** As short as a person wants to read it, and whole enough to be sent again. */
export function describe({ method, target, headers, body }: HttpInput): string {
  const text = body === undefined ? '' : Buffer.isBuffer(body) ? body.toString('base64') : toJson(body);
  const cut = (it: string) => (it.length > 500 ? `${it.slice(0, 500)}… (${it.length})` : it);
  return `${method} ${cut(target)} ${cut(JSON.stringify(headers))} ${cut(text)}`;
}
