/** `npm run conformance -- FILE… [--only ID]`: runs recorded cases of API Gateway's behaviour against the code that `npm start` runs. */

import { parseArgs } from 'node:util';
import type { Difference } from './expectations.ts';
import { type Outcome, printReport } from './report.ts';
import { runHttp } from './run-http.ts';
import { runRest } from './run-rest.ts';
import { runVtl } from './run-vtl.ts';
import { runWs } from './run-ws.ts';
import { runWsRouteKey } from './run-ws-route-key.ts';
import { startTokenIssuer, type TokenIssuer } from './token-issuer.ts';
import { readVectors, type Vector, VectorError } from './vectors.ts';

type Run = (vector: Vector, issuer: TokenIssuer) => Promise<Difference[]> | Difference[];

const RUNS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['vtl', runVtl],
  ['rest', runRest],
  ['http', runHttp],
  ['ws', runWs],
  ['ws-route-key', runWsRouteKey],
]);
const CONCURRENCY = 4;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', multiple: true } },
  });
  if (positionals.length === 0) throw new VectorError('Which file? npm run conformance -- FILE… [--only ID]');
  const vectors = positionals
    .flatMap(readVectors)
    .filter(({ id }) => values.only === undefined || values.only.includes(id));
  if (vectors.length === 0) throw new VectorError('There is no such vector');
  const issuer = await startTokenIssuer();
  const outcomes = await runAll(vectors, issuer);
  await issuer.close();
  console.log(printReport(outcomes));
  return outcomes.some(({ verdict }) => verdict === 'failed') ? 1 : 0;
}

/** A few at a time; the outcomes stand in the order of the vectors. */
async function runAll(vectors: readonly Vector[], issuer: TokenIssuer): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = vectors.entries();
  const work = async (): Promise<void> => {
    for (const [index, vector] of queue) outcomes[index] = await run(vector, issuer);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return outcomes;
}

async function run(vector: Vector, issuer: TokenIssuer): Promise<Outcome> {
  const runKind = RUNS.get(vector.kind);
  if (runKind === undefined) return { vector, verdict: 'unsupported' };
  try {
    const differences = await runKind(vector, issuer);
    return differences.length === 0 ? { vector, verdict: 'passed' } : { vector, verdict: 'failed', differences };
  } catch (error) {
    return { vector, verdict: 'failed', error };
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof VectorError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
