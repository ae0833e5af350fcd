/** Prints what a conformance run found: each failure, a table per area, and the sum as the last line. */

import { type Difference, printDifference } from './expectations.ts';
import type { Vector } from './vectors.ts';

export type Outcome =
  | { readonly vector: Vector; readonly verdict: 'passed' | 'unsupported' }
  | { readonly vector: Vector; readonly verdict: 'failed'; readonly differences: readonly Difference[] }
  | { readonly vector: Vector; readonly verdict: 'failed'; readonly error: unknown };

const CONFIDENCES = ['high', 'medium', 'low'] as const;
const COLUMNS = ['area', 'passed', 'failed', ...CONFIDENCES.map((confidence) => `failed ${confidence}`)];

export function printReport(outcomes: readonly Outcome[]): string {
  const passed = outcomes.filter(({ verdict }) => verdict === 'passed').length;
  const failed = outcomes.filter(({ verdict }) => verdict === 'failed').length;
  return [
    ...outcomes.flatMap((outcome) => (outcome.verdict === 'failed' ? [printFailure(outcome)] : [])),
    printTable(outcomes),
    ...printUnsupported(outcomes),
    `${passed} passed, ${failed} failed`,
  ].join('\n');
}

function printFailure(outcome: Outcome & { readonly verdict: 'failed' }): string {
  const { vector } = outcome;
  const reasons = 'error' in outcome ? [printError(outcome.error)] : outcome.differences.map(printDifference);
  const title = `✗ ${vector.id}  [${vector.kind}, ${vector.area}, ${vector.confidence}]  ${vector.title}`;
  return [title, ...reasons.map((reason) => `    ${reason}`), ''].join('\n');
}

const printError = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message).replaceAll('\n', '\n    ') : String(error);

function printTable(outcomes: readonly Outcome[]): string {
  const counted = outcomes.filter(({ verdict }) => verdict !== 'unsupported');
  const areas = [...new Set(counted.map(({ vector }) => vector.area))].sort();
  const rows = areas.map((area) =>
    toRow(
      area,
      counted.filter(({ vector }) => vector.area === area),
    ),
  );
  const table = [COLUMNS, ...rows];
  const widths = COLUMNS.map((_column, index) => Math.max(...table.map((row) => (row[index] ?? '').length)));
  const print = (row: readonly string[]): string =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ');
  return `${table.map(print).join('\n')}\n`;
}

function toRow(area: string, outcomes: readonly Outcome[]): string[] {
  const failed = outcomes.filter(({ verdict }) => verdict === 'failed');
  const counts = [
    outcomes.length - failed.length,
    failed.length,
    ...CONFIDENCES.map((confidence) => failed.filter(({ vector }) => vector.confidence === confidence).length),
  ];
  return [area, ...counts.map(String)];
}

function printUnsupported(outcomes: readonly Outcome[]): string[] {
  const kinds = outcomes.flatMap(({ verdict, vector }) => (verdict === 'unsupported' ? [vector.kind] : []));
  const counts = [...new Set(kinds)].map((kind) => `${kinds.filter((other) => other === kind).length} of kind ${kind}`);
  return kinds.length === 0 ? [] : [`Not supported yet, counted neither way: ${counts.join(', ')}`];
}
