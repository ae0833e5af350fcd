/** Waits for what a step of a WebSocket script is to bring about, and says what did not come. */

import { setTimeout as delay } from 'node:timers/promises';
import { checkAnswer } from './check-rest.ts';
import { absent, type Difference, type Matcher } from './expectations.ts';
import type { FakeFunctions, Invocation } from './fake-functions.ts';
import { findAt, parseJson } from './json-path.ts';
import type { RawAnswer } from './raw-client.ts';
import { isMembers, type Members, VectorError } from './vectors.ts';
import type { WsClient } from './ws-client.ts';

export interface StepOutcome {
  readonly client: WsClient;
  /** How many frames had come before the step. */
  readonly framesBefore: number;
  readonly http?: RawAnswer;
}

export interface Since {
  readonly invocations: number;
  readonly authorizerEvents: number;
}

/** How long something may take to come, and how long it takes to believe that it does not. */
const PATIENCE_MS = 3_000;
const QUIET_MS = 150;

interface Step {
  readonly outcome: StepOutcome;
  readonly fake: FakeFunctions;
  readonly since: Since;
  readonly matcher: Matcher;
}

type Check = (expected: unknown, step: Step) => Promise<Difference[]> | Difference[];

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  [
    'connected',
    (expected, { outcome, matcher }) => matcher.whole('connected', expected, outcome.client.rejectStatus === undefined),
  ],
  [
    'rejectStatus',
    (expected, { outcome, matcher }) => matcher.whole('rejectStatus', expected, outcome.client.rejectStatus),
  ],
  ['invoked', checkInvoked],
  ['frames', checkFrames],
  ['closed', checkClosed],
  ['http', (expected, { outcome, matcher }) => checkHttp(expected, outcome, matcher)],
  [
    'authorizerEvent',
    (expected, { fake, matcher }) => matcher.subset('authorizerEvent', expected, fake.authorizerEvents.at(-1)),
  ],
  [
    'handlerManage',
    (expected, { fake, matcher }) => matcher.subset('handlerManage', expected, { status: fake.handlerStatuses.at(-1) }),
  ],
  ['notInvoked', (expected, step) => (expected === true ? checkNotInvoked(step) : [])],
  ['noFrame', (expected, step) => (expected === true ? checkNoFrame(step) : [])],
  [
    'authorizerNotInvoked',
    (expected, { fake, since }) =>
      expected === true ? absent('authorizer call', fake.authorizerEvents[since.authorizerEvents]) : [],
  ],
]);

export async function checkStep(
  expect: Members,
  outcome: StepOutcome,
  fake: FakeFunctions,
  since: Since,
  matcher: Matcher,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  // What is to come is waited for before what is not to come.
  const order = [...CHECKS.keys()];
  const keys = Object.keys(expect).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  for (const key of keys) {
    const check = CHECKS.get(key);
    if (check === undefined) throw new VectorError(`"expect.steps[].${key}" is not known`);
    differences.push(...(await check(expect[key], { outcome, fake, since, matcher })));
  }
  return differences;
}

async function waitFor<T>(find: () => T | undefined): Promise<T | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = find();
    if (found !== undefined || Date.now() > deadline) return found;
    await delay(5);
  }
}

async function checkInvoked(expected: unknown, { fake, since, matcher }: Step): Promise<Difference[]> {
  const { route, event, eventKeysAbsent, eventEqualPaths } = isMembers(expected) ? expected : {};
  const calls = () => fake.invocations.slice(since.invocations);
  const call: Invocation | undefined = await waitFor(() => calls().find((one) => one.route === route));
  if (call === undefined) return [{ path: 'invoked', expected: route, actual: calls().map((one) => one.route) }];
  return [
    ...(event === undefined ? [] : matcher.subset('event', event, call.event)),
    ...toList(eventKeysAbsent).flatMap((path) => absent(`event.${path}`, findAt(call.event, String(path)))),
    ...toList(eventEqualPaths).flatMap((pair) => {
      const [first, second] = toList(pair).map(String);
      return matcher.whole(`event.${first}`, findAt(call.event, second ?? ''), findAt(call.event, first ?? ''));
    }),
  ];
}

async function checkFrames(expected: unknown, { outcome, matcher }: Step): Promise<Difference[]> {
  const wanted = toList(expected);
  const frames = () => outcome.client.frames.slice(outcome.framesBefore);
  await waitFor(() => (frames().length >= wanted.length ? true : undefined));
  return wanted.flatMap((one, index) => {
    const frame = frames()[index];
    const { text, jsonExact, textPattern } = isMembers(one) ? one : {};
    if (frame === undefined) return [{ path: `frames[${index}]`, expected: one, actual: undefined }];
    return [
      ...(text === undefined ? [] : matcher.whole(`frames[${index}]`, text, frame)),
      ...(jsonExact === undefined ? [] : matcher.whole(`frames[${index}]`, jsonExact, parseJson(frame))),
      ...(textPattern === undefined ? [] : matcher.whole(`frames[${index}]`, `@regex:${textPattern}`, frame)),
    ];
  });
}

async function checkClosed(expected: unknown, { outcome, matcher }: Step): Promise<Difference[]> {
  const code = await waitFor(outcome.client.closeCode);
  if (code === undefined) return [{ path: 'closed', expected, actual: 'still open' }];
  return matcher.subset('closed', expected, { code });
}

function checkHttp(expected: unknown, { http }: StepOutcome, matcher: Matcher): Difference[] {
  if (http === undefined) return [{ path: 'http', expected, actual: undefined }];
  return checkAnswer(isMembers(expected) ? expected : {}, http, matcher);
}

/** The end of the connection may be told; nothing else. */
async function checkNotInvoked({ fake, since }: Step): Promise<Difference[]> {
  await delay(QUIET_MS);
  const call = fake.invocations.slice(since.invocations).find(({ route }) => route !== '$disconnect');
  return absent('invocation', call?.route);
}

async function checkNoFrame({ outcome }: Step): Promise<Difference[]> {
  await delay(QUIET_MS);
  return absent('frame', outcome.client.frames[outcome.framesBefore]);
}

const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
