/** A clock that is put forward and back while the shop runs: what ends by the clock ends as it should, and nothing else does. */

import { setTimeout as wait } from 'node:timers/promises';
import { type Account, signInAsReader, signInAsStaff } from '../accounts.ts';
import { ask } from './ask.ts';
import { type Bystander, startBystander } from './bystander.ts';
import { type Chatter, enterChat } from './chatter.ts';
import { countStatuses, type FaultResult, findWrongs, formatStatuses } from './fault.ts';
import type { FaultyShop } from './shop.ts';

export interface ClockOptions {
  /** From the true time, one after the other. */
  readonly offsetsInHours: readonly number[];
  /** Whether the limit of the health holds: 20 requests a second, after 40 at once. */
  readonly isThrottled: boolean;
}

const HOUR_MS = 3_600_000;
const TOKEN_MS = HOUR_MS;
const ID_TIME_LENGTH = 10;
/** Between messages there has to be a new second. */
const SECOND_MS = 1_100;
const MESSAGES_PER_SECOND = 5;
const BURST = 40;
const PER_SECOND = 20;

interface Before {
  readonly reader: Account;
  readonly staff: Account;
}

interface Found {
  readonly statuses: readonly number[];
  readonly messageIds: readonly string[];
  readonly problems: readonly string[];
}

export async function putClock(shop: FaultyShop, { offsetsInHours, isThrottled }: ClockOptions): Promise<FaultResult> {
  const { RestApiUrl: url = '', StorefrontUrl: storefront = '' } = shop.outputs;
  const before = { reader: await signInAsReader(shop.outputs), staff: await signInAsStaff(shop.outputs) };
  // Whoever asks much is refused where limits hold.
  const bystander: Bystander = await startBystander(
    isThrottled ? [`${storefront}/`] : [`${url}/health`, `${url}/books/dracula`],
  );
  const found: Found[] = [];
  for (const hours of offsetsInHours) {
    await shop.putClock(hours * HOUR_MS);
    found.push(await lookAround(shop, before, hours));
    if (isThrottled) found.push(await findThrottling(url, hours));
  }
  await shop.putClock(0);
  const seen = await bystander.stop();
  const messageIds = found.flatMap((it) => it.messageIds);
  const fault = `a clock that is put to ${offsetsInHours.map(toText).join(', ')}${isThrottled ? ', with limits' : ''}`;
  return {
    fault,
    bystander: seen,
    outcome: formatStatuses(countStatuses(found.flatMap(({ statuses }) => statuses))),
    problems: [
      ...found.flatMap(({ problems }) => problems),
      ...(new Set(messageIds).size === messageIds.length ? [] : ['Two messages have the same id.']),
      ...findWrongs(seen, fault),
    ],
  };
}

const toText = (hours: number): string => `${hours > 0 ? '+' : ''}${hours} h`;

/** Asks for one thing of each kind, as somebody who is new and as somebody who has been there for long. */
async function lookAround(shop: FaultyShop, { reader, staff }: Before, hours: number): Promise<Found> {
  const { RestApiUrl: url = '', HttpApiUrl: httpUrl = '' } = shop.outputs;
  const [newReader, newStaff] = [await signInAsReader(shop.outputs), await signInAsStaff(shop.outputs)];
  const isOver = hours * HOUR_MS >= TOKEN_MS;
  // A token from the future is not valid yet, where anybody looks.
  const ofHttpApi = isOver || hours < 0 ? 401 : 200;
  const cart = { method: 'PUT', body: { quantity: 1 } } as const;
  const expectations: readonly (readonly [what: string, status: number, asked: ReturnType<typeof ask>])[] = [
    ['the health', 200, ask(`${url}/health`)],
    ['a page of books', 200, ask(`${url}/books?limit=5`)],
    ['a search', 200, ask(`${url}/search?q=dracula`)],
    ['a cart with a new token', 200, ask(`${url}/cart/dracula`, { ...cart, token: newReader.token })],
    ['a wishlist with a new token', 200, ask(`${httpUrl}/wishlist`, { token: newReader.accessToken })],
    ['orders for new staff', 200, ask(`${url}/admin/orders?status=placed`, { token: newStaff.token })],
    ['a cart with the old token', isOver ? 401 : 200, ask(`${url}/cart`, { token: reader.token })],
    ['a wishlist with the old token', ofHttpApi, ask(`${httpUrl}/wishlist`, { token: reader.accessToken })],
    ['orders for the old staff', isOver ? 401 : 200, ask(`${url}/admin/orders?status=placed`, { token: staff.token })],
  ];
  const answers = await Promise.all(expectations.map(([, , asked]) => asked));
  const wrong = answers.flatMap(({ status, text }, index) => {
    const [what = '', expected] = expectations[index] ?? [];
    return status === expected
      ? []
      : [`At ${toText(hours)}, ${what} was ${status} ${text.slice(0, 100)}, not ${expected}.`];
  });
  const chat = await findChat(shop, newReader, hours);
  const journal = await findJournal(shop, hours);
  return {
    statuses: answers.map(({ status }) => status),
    messageIds: chat.messageIds,
    problems: [...wrong, ...chat.problems, ...journal],
  };
}

/** Five messages a second and no more, whatever second it is, with ids of that time. */
async function findChat(shop: FaultyShop, { token }: Account, hours: number): Promise<Omit<Found, 'statuses'>> {
  const chatter = await enterChat(shop.outputs.WebSocketUrl ?? '', token);
  try {
    return await chatAtLength(chatter, hours);
  } finally {
    chatter.leave();
  }
}

async function chatAtLength(chatter: Chatter, hours: number): Promise<Omit<Found, 'statuses'>> {
  const startedAt = performance.now();
  const tooMany = await chatter.say(MESSAGES_PER_SECOND * 3);
  const mostSeconds = Math.ceil((performance.now() - startedAt) / 1000) + 1;
  await wait(SECOND_MS);
  const again = await chatter.say(1);
  const messageIds = [...tooMany.messageIds, ...again.messageIds];
  const late = messageIds.filter((id) => Math.abs(readTime(id) - (Date.now() + hours * HOUR_MS)) > 60_000);
  const isBounded = tooMany.messageIds.length <= MESSAGES_PER_SECOND * mostSeconds && tooMany.refusals.every(isLimit);
  return {
    messageIds,
    problems: [
      ...(isBounded
        ? []
        : [`At ${toText(hours)}, the chat took ${tooMany.messageIds.length}, and said ${tooMany.refusals}.`]),
      ...(again.messageIds.length === 1 ? [] : [`At ${toText(hours)}, the chat did not recover: ${again.refusals}.`]),
      ...late.map((id) => `At ${toText(hours)}, a message has the id ${id}.`),
    ],
  };
}

const isLimit = (code: string): boolean => code === 'TooManyMessages';

/** Milliseconds in Crockford's base 32. */
function readTime(ulid: string): number {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  return [...ulid.slice(0, ID_TIME_LENGTH)].reduce((time, letter) => time * 32 + alphabet.indexOf(letter), 0);
}

interface Entry {
  readonly kind: string;
  readonly atMs: number;
  readonly durationInMs?: number;
}

/** The newest entries of the inspector are of this time, and took no time that can't be. */
async function findJournal({ outputs }: FaultyShop, hours: number): Promise<readonly string[]> {
  const { status, text } = await ask(`${outputs.InspectorUrl}/records`);
  if (status !== 200) return [`At ${toText(hours)}, the inspector answered ${status}.`];
  const { items } = JSON.parse(text) as { readonly items: readonly Entry[] };
  const newest = items.slice(0, 10);
  const odd = newest.filter(
    ({ atMs, durationInMs = 0 }) =>
      Math.abs(atMs - (Date.now() + hours * HOUR_MS)) > 60_000 || durationInMs < 0 || durationInMs > 60_000,
  );
  return [
    ...(newest.length > 0 ? [] : [`At ${toText(hours)}, the inspector has nothing.`]),
    ...odd.map((entry) => `At ${toText(hours)}, the inspector has ${JSON.stringify(entry)}.`),
  ];
}

/** The limits neither open nor lock up. */
async function findThrottling(url: string, hours: number): Promise<Found> {
  const startedAt = performance.now();
  const answers = await Promise.all(Array.from({ length: BURST * 3 }, () => ask(`${url}/health`)));
  const seconds = (performance.now() - startedAt) / 1000;
  const statuses = answers.map(({ status }) => status);
  const admitted = statuses.filter((status) => status === 200).length;
  await wait(SECOND_MS);
  const { status: later } = await ask(`${url}/health`);
  const most = BURST + PER_SECOND * seconds + 1;
  const isRight = admitted > 0 && admitted <= most && statuses.every((status) => status === 200 || status === 429);
  return {
    statuses,
    messageIds: [],
    problems: [
      ...(isRight
        ? []
        : [`At ${toText(hours)}, ${formatStatuses(countStatuses(statuses))} were answered, of at most ${most}.`]),
      ...(later === 200 ? [] : [`At ${toText(hours)}, the limit was still ${later} a second later.`]),
    ],
  };
}
