/** Sends broken clients to all ports at once, and looks at what becomes of the stack and of everybody else. */

import { setTimeout as wait } from 'node:timers/promises';
import { untilTrue } from './ask.ts';
import { type BrokenClient, type Door, doors, type Sizes } from './broken-clients.ts';
import { startBystander } from './bystander.ts';
import { countStatuses, type FaultResult, findWrongs, formatStatuses } from './fault.ts';
import type { FaultyShop } from './shop.ts';

const BACK_WITHIN_MS = 10_000;
const MEMORY_ALLOWANCE_MB = 300;
/** So that others have the time to notice. */
const LEAST_MS = 200;

export async function sendBroken(shop: FaultyShop, broken: BrokenClient, sizes: Sizes): Promise<FaultResult> {
  const { RestApiUrl: url = '', StorefrontUrl: storefront = '' } = shop.outputs;
  const bystander = await startBystander([`${url}/health`, `${url}/books?limit=5`, `${storefront}/`]);
  const before = { descriptors: shop.descriptors(), memory: shop.memoryInMb() };
  const acting = doors.map(async (door) => ({ door, statuses: await broken.act(portOf(shop, door), sizes) }));
  const [seenAtDoors] = await Promise.all([Promise.all(acting), wait(LEAST_MS)]);
  const seen = await bystander.stop();
  const isBack = () =>
    shop.descriptors() <= before.descriptors && shop.memoryInMb() < before.memory + MEMORY_ALLOWANCE_MB;
  const backInMs = await untilTrue(BACK_WITHIN_MS, isBack);
  const leakedDescriptors = Math.max(0, shop.descriptors() - before.descriptors);
  return {
    fault: broken.what,
    bystander: seen,
    outcome: formatDoors(seenAtDoors),
    backInMs,
    leakedDescriptors,
    problems: [
      ...seenAtDoors.flatMap(({ door, statuses }) => findUnexpected(broken, door, statuses)),
      ...findWrongs(seen, broken.what),
      ...(backInMs === undefined
        ? [
            `After ${broken.what} ${leakedDescriptors} descriptors are open, and ${shop.memoryInMb() - before.memory} MB more taken.`,
          ]
        : []),
    ],
  };
}

function findUnexpected({ what, expected }: BrokenClient, door: Door, statuses: readonly number[]): readonly string[] {
  const others = statuses.filter((status) => !expected[door].includes(status));
  return others.length === 0 ? [] : [`The ${door} answered ${formatStatuses(countStatuses(others))} to ${what}.`];
}

function formatDoors(seen: readonly { readonly door: Door; readonly statuses: readonly number[] }[]): string {
  const texts = seen.map(({ statuses }) => formatStatuses(countStatuses(statuses)) || 'none');
  const isAlike = new Set(texts).size === 1;
  return isAlike ? `${texts[0]} at each` : texts.map((text, index) => `${seen[index]?.door}: ${text}`).join('; ');
}

function portOf({ outputs }: FaultyShop, door: Door): number {
  const urls = {
    'REST API': outputs.RestApiUrl,
    'HTTP API': outputs.HttpApiUrl,
    'WebSocket API': outputs.WebSocketUrl,
    storefront: outputs.StorefrontUrl,
  };
  return Number(new URL(urls[door] ?? '').port);
}
