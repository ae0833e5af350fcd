/** Holds what an API answered and what its backends received against a vector's expectations. */

import { absent, type Difference, type Matcher } from './expectations.ts';
import type { FakeBackends, ReceivedRequest } from './fake-backends.ts';
import { findAt, parseAt, parseJson } from './json-path.ts';
import { headerOf, type Lines, type RawAnswer } from './raw-client.ts';
import { isMembers, type Members, VectorError } from './vectors.ts';

type Check = (expected: unknown, matcher: Matcher) => Difference[];

const ANSWER_KEYS = new Set(['rawHeaderRead']);

/** One answer against `status`, `headers`, `body…` and their kin. */
export function checkAnswer(expect: Members, answer: RawAnswer, matcher: Matcher): Difference[] {
  const checks = answerChecks(answer);
  return Object.entries(expect).flatMap(([key, expected]) => {
    if (ANSWER_KEYS.has(key)) return [];
    const check = checks.get(key);
    if (check === undefined) throw new VectorError(`"expect.${key}" is not known`);
    return check(expected, matcher);
  });
}

function answerChecks({ status, headers, body }: RawAnswer): ReadonlyMap<string, Check> {
  const text = () => body.toString('utf8');
  return new Map<string, Check>([
    [
      'status',
      (expected, { whole }) => whole(`status (the body is ${JSON.stringify(text().slice(0, 300))})`, expected, status),
    ],
    [
      'statusOneOf',
      (expected) => (toList(expected).includes(status) ? [] : [{ path: 'status', expected, actual: status }]),
    ],
    ['headers', (expected, { whole }) => checkHeaders('headers', expected, headers, whole)],
    ['headersAbsent', (expected) => checkHeadersAbsent('headers', expected, headers)],
    ['headerNamesExact', (expected) => checkHeaderNames(expected, headers)],
    ['setCookies', (expected, { whole }) => whole('setCookies', expected, valuesOf(headers, 'set-cookie'))],
    ['bodyText', (expected, { whole }) => whole('body', expected, text())],
    ['bodyJson', (expected, { whole }) => whole('body', expected, parseJson(text()))],
    ['bodyJsonSubset', (expected, { subset }) => subset('body', expected, parseJson(text()))],
    ['bodyBase64', (expected, { whole }) => whole('body (base64)', expected, body.toString('base64'))],
  ]);
}

/** `backend`, `authorizerEvent`, `notInvoked` and `authorizerNotInvoked`, in this order. */
export function checkBackends(expect: Members, fake: FakeBackends, matcher: Matcher): Difference[] {
  const calls = fake.events.length + fake.requests.length;
  return [
    ...(isMembers(expect.backend) ? checkBackend(expect.backend, fake, matcher) : []),
    ...(expect.authorizerEvent === undefined
      ? []
      : matcher.subset('authorizerEvent', expect.authorizerEvent, fake.authorizerEvents.at(-1))),
    ...(expect.notInvoked === true ? absent('backend call', calls === 0 ? undefined : `${calls} calls`) : []),
    ...(expect.authorizerNotInvoked === true ? absent('authorizer call', fake.authorizerEvents.at(-1)) : []),
  ];
}

function checkBackend(expect: Members, fake: FakeBackends, matcher: Matcher): Difference[] {
  const request = fake.requests.at(-1);
  const event = fake.events.at(-1);
  if (request === undefined && event === undefined) return [{ path: 'backend', expected: expect, actual: undefined }];
  const checks = new Map<string, Check>([
    ...(request === undefined ? bodyChecks(Buffer.from(JSON.stringify(event) ?? '')) : requestChecks(request)),
    ...eventChecks(event, expect),
  ]);
  return Object.entries(expect).flatMap(([key, expected]) => {
    const check = checks.get(key);
    if (check === undefined) throw new VectorError(`"expect.backend.${key}" is not known or does not fit the backend`);
    return check(expected, matcher);
  });
}

function requestChecks({ method, target, headers, body }: ReceivedRequest): [string, Check][] {
  const [path = '', query = ''] = target.split(/\?(.*)/s);
  return [
    ['method', (expected, { whole }) => whole('backend.method', expected, method)],
    ['path', (expected, { whole }) => whole('backend.path', expected, path)],
    ['query', (expected, { whole }) => whole('backend.query', expected, toQuery(query))],
    ['headers', (expected, { whole }) => checkHeaders('backend.headers', expected, headers, whole)],
    ['headersAbsent', (expected) => checkHeadersAbsent('backend.headers', expected, headers)],
    ...bodyChecks(body),
  ];
}

function bodyChecks(body: Buffer): [string, Check][] {
  const json = () => parseJson(body.toString('utf8'));
  return [
    ['bodyText', (expected, { whole }) => whole('backend.body', expected, body.toString('utf8'))],
    ['bodyJson', (expected, { whole }) => whole('backend.body', expected, json())],
    ['bodyBase64', (expected, { whole }) => whole('backend.body (base64)', expected, body.toString('base64'))],
    [
      'bodyJsonPathAsJson',
      (expected, { whole }) =>
        Object.entries(isMembers(expected) ? expected : {}).flatMap(([path, value]) =>
          whole(`backend.body ${path}`, value, findAt(parseAt(json(), path), path)),
        ),
    ],
  ];
}

function eventChecks(event: unknown, expect: Members): [string, Check][] {
  const members = isMembers(event) ? event : {};
  const headers = isMembers(members.headers) ? members.headers : {};
  return [
    ['event', (expected, { subset }) => subset('event', expected, event)],
    ['eventKeysExact', (expected, { whole }) => whole('event keys', sorted(expected), sorted(Object.keys(members)))],
    [
      'eventKeysAbsent',
      (expected) => toList(expected).flatMap((path) => absent(`event.${path}`, findAt(event, String(path)))),
    ],
    [
      'eventHeadersAbsent',
      (expected) => {
        const names = toList(expected).map(String);
        const spelled = names.filter((name) => isExpectedInOtherCasing(name, expect));
        const others = names.filter((name) => !spelled.includes(name));
        return [
          ...spelled.flatMap((name) => absent(`event.headers.${name}`, headers[name])),
          ...checkHeadersAbsent('event.headers', others, toLines(headers)),
        ];
      },
    ],
  ];
}

/** `Header2` beside an expected `header2` means that spelling alone. */
function isExpectedInOtherCasing(name: string, { event }: Members): boolean {
  const expected = isMembers(event) && isMembers(event.headers) ? Object.keys(event.headers) : [];
  return expected.some((other) => other !== name && other.toLowerCase() === name.toLowerCase());
}

const toLines = (headers: Members): Lines => Object.entries(headers).map(([name, value]) => [name, String(value)]);

function checkHeaders(path: string, expected: unknown, headers: Lines, whole: Matcher['whole']): Difference[] {
  const members = Object.entries(isMembers(expected) ? expected : {});
  return members.flatMap(([name, value]) => whole(`${path}.${name}`, value, headerOf(headers, name.toLowerCase())));
}

/** Names in any casing. */
function checkHeadersAbsent(path: string, expected: unknown, headers: Lines): Difference[] {
  return toList(expected).flatMap((name) => absent(`${path}.${name}`, headerOf(headers, String(name).toLowerCase())));
}

function checkHeaderNames(expected: unknown, headers: Lines): Difference[] {
  const names = headers.map(([name]) => name);
  return toList(expected).flatMap((name) =>
    names.includes(String(name)) ? [] : [{ path: 'header names', expected: name, actual: names }],
  );
}

const valuesOf = (headers: Lines, lowerCaseName: string): string[] =>
  headers.filter(([name]) => name.toLowerCase() === lowerCaseName).map(([, value]) => value);

function toQuery(query: string): Record<string, string[]> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]));
}

const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const sorted = (names: unknown): unknown[] => [...toList(names)].sort();
