/**
 * `npm run bench -- gateway`: the REST API's speed beside serverless-offline, beside the bare database engine, and with
 * nobody watching. All sides run at the same time in processes of their own and are asked in turns.
 */

import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildShop } from './build-shop.ts';
import { startPeer } from './gateway/peer.ts';
import { measureRendering, type RenderTimes, readListBooksTemplate } from './gateway/render.ts';
import type { Servers } from './gateway/servers.ts';
import type { LoadOrder } from './load.ts';
import type { BenchOptions } from './main.ts';
import { type Program, startProgram } from './program.ts';
import { atLeast, atMost, type Finding, type Report, type Table } from './report.ts';
import { type Measurement, measureInRounds, type Schedule, type Side, summarise } from './rounds.ts';
import { medianRatio } from './statistics.ts';

type Request = Omit<LoadOrder, 'durationInMs'>;

const HELLO_FOLDER = '.build/bench/hello';
// Ours and theirs still get faster after several seconds, as V8 optimises them.
const FULL: Schedule = { rounds: 41, roundInMs: 300, warmUpInMs: 7_000 };
const SHORT: Schedule = { rounds: 3, roundInMs: 300, warmUpInMs: 800 };
/** A few per cent show only in many rounds. */
const toFineSchedule = ({ rounds, roundInMs, warmUpInMs }: Schedule): Schedule => ({
  rounds: rounds * 5,
  roundInMs: roundInMs / 3,
  warmUpInMs,
});

export async function benchGateway({ isShort }: BenchOptions): Promise<Report> {
  const shopTemplate = await build();
  const stops: (() => Promise<void>)[] = [];
  const start = (file: string, ...args: string[]): Program => {
    const program = startProgram(file, args);
    stops.push(program.stop);
    return program;
  };
  try {
    const servers = start('bench/gateway/servers.ts', shopTemplate, HELLO_FOLDER);
    const places = (await servers.ask('Where are you?')) as Servers;
    const proxy = start('bench/gateway/bare-proxy.ts', places.dynamoDb);
    const proxyOrigin = String(await proxy.ask('Where are you?'));
    const peer = await startPeer(HELLO_FOLDER);
    if (typeof peer !== 'string') stops.push(peer.stop);
    const rendering = await timeRendering(places, shopTemplate);
    const sides = createSides(start('bench/load.ts'), places, proxyOrigin, typeof peer === 'string' ? undefined : peer);
    const results = await measureGroups(sides, isShort ? SHORT : FULL);
    const rounds = (side: Side) => results.get(side) ?? [];
    return toReport(places.engine, sides, rounds, rendering, typeof peer === 'string' ? [peer] : []);
  } finally {
    await Promise.all(stops.map((stop) => stop()));
  }
}

/** Builds what `npm start` builds, and compiles the service that both gateways run. Gives the shop's template. */
async function build(): Promise<string> {
  const templateFile = await buildShop();
  cpSync('bench/gateway/hello', HELLO_FOLDER, { recursive: true });
  const cli = resolve('node_modules/serverless/bin/serverless.js');
  const { status, stderr } = spawnSync(process.execPath, [cli, 'package'], { cwd: HELLO_FOLDER, encoding: 'utf8' });
  if (status !== 0) throw new Error(`bench/gateway/hello could not be packaged: ${stderr}`);
  return templateFile;
}

async function timeRendering({ dynamoDb, booksTable }: Servers, shopTemplate: string): Promise<RenderTimes> {
  const { origin, path, method, headers, body } = askEngine(dynamoDb, 'Scan', toScan(booksTable));
  const reply = await fetch(`${origin}${path}`, { method, headers, body: body ?? null });
  return measureRendering(readListBooksTemplate(shopTemplate), await reply.text());
}

interface Sides {
  readonly peer?: Side;
  readonly lambda: Side;
  readonly recorded: Side;
  readonly unrecorded: Side;
  readonly engineQuery: Side;
  readonly proxyQuery: Side;
  readonly gatewayQuery: Side;
  readonly engineScan: Side;
  readonly proxyScan: Side;
  readonly gatewayScan: Side;
}

function createSides(
  load: Program,
  { shop, hello, helloUnrecorded, dynamoDb, booksTable }: Servers,
  proxy: string,
  peer: { readonly name: string; readonly origin: string } | undefined,
): Sides {
  const side = (name: string, request: Request): Side => ({
    name,
    measure: async (durationInMs) => (await load.ask({ ...request, durationInMs })) as Measurement,
  });
  const query = toQuery(booksTable);
  return {
    ...(peer && { peer: side(peer.name, get(peer.origin, '/dev/hello/world')) }),
    lambda: side('this gateway', get(hello, '/dev/hello/world')),
    recorded: side('this gateway', get(hello, '/dev/hello/world')),
    unrecorded: side('this gateway without records', get(helloUnrecorded, '/dev/hello/world')),
    engineQuery: side('Query, straight to the engine', askEngine(dynamoDb, 'Query', query)),
    proxyQuery: side('Query, through a bare proxy', askEngine(proxy, 'Query', query)),
    gatewayQuery: side('GET /categories/science/books', get(shop, '/dev/categories/science/books?limit=20')),
    engineScan: side('Scan, straight to the engine', askEngine(dynamoDb, 'Scan', toScan(booksTable))),
    proxyScan: side('Scan, through a bare proxy', askEngine(proxy, 'Scan', toScan(booksTable))),
    gatewayScan: side('GET /books', get(shop, '/dev/books?limit=20')),
  };
}

/** Those that are compared with one another are asked in turns; caches would be cold with all of them in one round. */
async function measureGroups(sides: Sides, schedule: Schedule): Promise<ReadonlyMap<Side, readonly Measurement[]>> {
  const { peer, lambda, recorded, unrecorded, engineQuery, proxyQuery, gatewayQuery } = sides;
  return new Map([
    ...(await measureInRounds([...(peer ? [peer] : []), lambda], schedule)),
    ...(await measureInRounds([recorded, unrecorded], toFineSchedule(schedule))),
    ...(await measureInRounds([engineQuery, proxyQuery, gatewayQuery], schedule)),
    ...(await measureInRounds([sides.engineScan, sides.proxyScan, sides.gatewayScan], schedule)),
  ]);
}

const get = (origin: string, path: string): Request => ({ origin, path, method: 'GET', headers: {} });

const toScan = (booksTable: string) => ({ TableName: booksTable, Limit: 20 });

const toQuery = (booksTable: string) => ({
  TableName: booksTable,
  IndexName: 'byCategory',
  KeyConditionExpression: 'category = :category',
  ExpressionAttributeValues: { ':category': { S: 'science' } },
  Limit: 20,
});

function askEngine(origin: string, action: string, input: unknown): Request {
  const scope = '20200101/us-east-1/dynamodb/aws4_request';
  const headers = {
    'Content-Type': 'application/x-amz-json-1.0',
    'X-Amz-Target': `DynamoDB_20120810.${action}`,
    'X-Amz-Date': '20200101T000000Z',
    Authorization: `AWS4-HMAC-SHA256 Credential=local/${scope}, SignedHeaders=host, Signature=0`,
  };
  return { origin, path: '/', method: 'POST', headers, body: JSON.stringify(input) };
}

type RoundsOf = (side: Side) => readonly Measurement[];

function toReport(
  engine: string,
  sides: Sides,
  rounds: RoundsOf,
  rendering: RenderTimes,
  notes: readonly string[],
): Report {
  const { peer, lambda, recorded, unrecorded, engineQuery, proxyQuery, gatewayQuery } = sides;
  const { engineScan, proxyScan, gatewayScan } = sides;
  const lambdaSides = [...(peer ? [peer] : []), lambda];
  const { medianInMicroseconds, p99InMicroseconds, books, fieldsPerBook } = rendering;
  return {
    tables: [
      toTable('A Lambda proxy route', lambdaSides, peer ?? lambda, rounds),
      toTable('What keeping records costs', [unrecorded, recorded], unrecorded, rounds),
      toTable(`20 books of a category, ${engine}`, [engineQuery, proxyQuery, gatewayQuery], engineQuery, rounds),
      toTable(`20 of all books, ${engine}`, [engineScan, proxyScan, gatewayScan], engineScan, rounds),
      {
        title: `Rendering the response template of GET /books: ${books} books with ${fieldsPerBook} fields`,
        columns: ['what', 'median µs', 'p99 µs'],
        rows: [['one rendering', medianInMicroseconds, p99InMicroseconds]],
      },
    ],
    findings: [...compareLambda(sides, rounds), ...comparePages(sides, rounds), toRenderingFinding(rendering)],
    notes,
  };
}

function toTable(title: string, sides: readonly Side[], base: Side, rounds: RoundsOf): Table {
  const rows = sides.map((side) => {
    const { requestsPerSecond, p50InMs, p99InMs, failures } = summarise(rounds(side));
    return [side.name, requestsPerSecond, p50InMs, p99InMs, failures, ratio(side, base, rounds)];
  });
  return {
    title: `${title}, 16 connections`,
    columns: ['side', 'requests/s', 'p50 ms', 'p99 ms', 'failed', '× first'],
    rows,
  };
}

function compareLambda({ peer, lambda, recorded, unrecorded }: Sides, rounds: RoundsOf): readonly Finding[] {
  const recording = (1 - ratio(recorded, unrecorded, rounds)) * 100;
  const cost = atMost('Cost of recording while nobody listens', recording, '%', 5);
  if (peer === undefined) return [cost];
  const latency = medianRatio(p99(rounds(lambda)), p99(rounds(peer)));
  return [
    atLeast('Lambda proxy, requests/s against serverless-offline', ratio(lambda, peer, rounds), '×', 4, 5),
    atMost('Lambda proxy, p99 against serverless-offline', latency, '×', 1),
    cost,
  ];
}

function comparePages({ engineQuery, gatewayQuery, engineScan, gatewayScan }: Sides, rounds: RoundsOf): Finding[] {
  const [query, scan] = [ratio(gatewayQuery, engineQuery, rounds), ratio(gatewayScan, engineScan, rounds)];
  return [
    atLeast('Page of a category against the same Query', query, '×', 0.55, 0.65),
    atLeast('Page of all books against the same Scan', scan, '×', 0.55, 0.65),
  ];
}

const toRenderingFinding = ({ medianInMicroseconds }: RenderTimes): Finding =>
  atMost('Rendering 20 books, median', medianInMicroseconds, 'µs', 300);

const ratio = (of: Side, to: Side, rounds: RoundsOf): number => medianRatio(rate(rounds(of)), rate(rounds(to)));
const rate = (measurements: readonly Measurement[]) => measurements.map((it) => it.requestsPerSecond);
const p99 = (measurements: readonly Measurement[]) => measurements.map((it) => it.p99InMs);
