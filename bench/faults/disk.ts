/** A disk that is full for a while: nobody can write, all can read, and nothing that was acknowledged is lost. */

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createScratchFolder } from '../scratch-folder.ts';
import { untilTrue } from './ask.ts';
import { type Bystander, startBystander } from './bystander.ts';
import { countStatuses, type FaultResult, findWrongs, formatStatuses } from './fault.ts';
import { type FullDisk, seenBy } from './full-disk.ts';
import { type FaultyShop, startFaultyShop } from './shop.ts';
import { type SigningUp, startSigningUp } from './signing-up.ts';
import { startWriters, type Writers } from './writers.ts';

export interface DiskOptions {
  readonly people: number;
  readonly fullMs: number;
}

const BACK_WITHIN_MS = 20_000;
const WORK_MS = 300;
const FULL_WITHIN_MS = 15_000;

/** Starts a shop of its own, fills its disk, makes room again, and looks what a kill and a start leave of it all. */
export async function fillDisk(disk: FullDisk, { people, fullMs }: DiskOptions): Promise<FaultResult> {
  const folder = createScratchFolder();
  const stateFolder = join(folder, 'state');
  let shop = await startFaultyShop({ unthrottled: true, folder, launcher: disk.launcher(stateFolder) });
  try {
    const { RestApiUrl: url = '', StorefrontUrl: storefront = '' } = shop.outputs;
    const writers = await startWriters(shop.outputs, people);
    const signingUp = startSigningUp(shop.outputs);
    const bystander = await startBystander([
      `${url}/health`,
      `${url}/books/dracula`,
      `${url}/search?q=dracula`,
      storefront,
    ]);
    await wait(WORK_MS);
    const makeRoom = disk.fill(shop, stateFolder);
    await wait(fullMs);
    // Both go on for as long as there is room in what their own files have taken already.
    const isFull = () => signingUp.counts.failed > 0 && (!disk.isForEngine || count503(writers) > people);
    await untilTrue(FULL_WITHIN_MS, isFull);
    const [failedWrites, failedSignUps] = [count503(writers), signingUp.counts.failed];
    makeRoom();
    const backInMs = await untilWritten(writers, signingUp);
    await Promise.all([writers.stop(), signingUp.stop()]);
    const result = await report(disk, { writers, signingUp, bystander, backInMs });
    shop = await killAndRestart(shop, folder, stateFolder);
    return {
      ...result,
      problems: [
        ...result.problems,
        ...(failedWrites > 0 === disk.isForEngine ? [] : [`${failedWrites} writes failed because of ${disk.what}.`]),
        ...(failedSignUps > 0 ? [] : [`No sign-up failed because of ${disk.what}.`]),
        ...(await findLost(writers, signingUp)).map((lost) => `After a kill -9 and a start: ${lost}`),
      ],
    };
  } finally {
    await shop.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const count503 = ({ statuses }: Writers): number => statuses.filter((status) => status === 503).length;

/** How long it took until carts, reviews and accounts could be stored again. */
function untilWritten({ statuses }: Writers, { counts }: SigningUp): Promise<number | undefined> {
  const [writesBefore, accountsBefore] = [statuses.length, counts.done];
  const isWritten = () => statuses.slice(writesBefore).filter((status) => status === 200).length > 10;
  return untilTrue(BACK_WITHIN_MS, () => isWritten() && counts.done > accountsBefore);
}

const findLost = async (writers: Writers, signingUp: SigningUp): Promise<readonly string[]> => [
  ...(await writers.findLost()),
  ...(await signingUp.findLost()),
];

/** What is on the program's own disk goes with it: a copy of it stays. */
async function killAndRestart(shop: FaultyShop, folder: string, stateFolder: string): Promise<FaultyShop> {
  const copy = join(folder, 'copy');
  cpSync(seenBy(shop.pid, stateFolder), copy, { recursive: true });
  await shop.kill();
  rmSync(stateFolder, { recursive: true, force: true });
  cpSync(copy, stateFolder, { recursive: true });
  return shop.restart();
}

interface Filling {
  readonly writers: Writers;
  readonly signingUp: SigningUp;
  readonly bystander: Bystander;
  readonly backInMs: number | undefined;
}

async function report({ what }: FullDisk, { writers, signingUp, bystander, backInMs }: Filling): Promise<FaultResult> {
  const seen = await bystander.stop();
  const { done, failed } = signingUp.counts;
  return {
    fault: what,
    bystander: seen,
    outcome: `writes: ${formatStatuses(countStatuses(writers.statuses))}; accounts: ${done}, and ${failed} times 500`,
    backInMs,
    problems: [
      ...writers.oddities,
      ...signingUp.oddities,
      ...findWrongs(seen, what),
      ...(backInMs === undefined ? [`Writes did not work again ${BACK_WITHIN_MS} ms after ${what}.`] : []),
      ...(await findLost(writers, signingUp)),
    ],
  };
}
