/** Turns AWS::Lambda::EventSourceMapping resources into mappings; those that can't run here are left out. */

import type { Stack, StackResource } from '../stack/stack.ts';
import type { EventSourceMapping } from './definition.ts';
import { type Pattern, parsePattern } from './filter.ts';

const STREAM = /^arn:[^:]+:dynamodb:([^:]+):[^:]*:table\/([^/]+)\/stream\/.+$/;
const QUEUE = /^arn:[^:]+:sqs:/;

export function readEventSourceMappings(stack: Stack): readonly EventSourceMapping[] {
  const resources = stack.resources('AWS::Lambda::EventSourceMapping');
  return resources.filter(({ properties }) => findObstacle(properties) === undefined).map(toMapping);
}

/** Why a mapping with these properties can't run here; undefined when it can. */
export function findObstacle(properties: StackResource['properties']): string | undefined {
  if (!STREAM.test(String(properties.EventSourceArn))) return 'only streams of DynamoDB tables are read here';
  const window = numberOf(properties.TumblingWindowInSeconds);
  if (window !== undefined && window > 0) return 'state is not carried over tumbling windows here';
  try {
    readPatterns(properties.FilterCriteria);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Undefined unless it is a queue. */
export function findQueue({ DestinationConfig }: StackResource['properties']): string | undefined {
  const destination = membersOf(membersOf(DestinationConfig).OnFailure).Destination;
  return QUEUE.test(String(destination)) ? String(destination) : undefined;
}

/** The defaults are those of "Lambda parameters for Amazon DynamoDB event source mappings"; -1 stands for no limit. */
function toMapping({ logicalId, properties }: StackResource): EventSourceMapping {
  const streamArn = String(properties.EventSourceArn);
  const [, region = '', tableName = ''] = STREAM.exec(streamArn) ?? [];
  const queue = findQueue(properties);
  const responseTypes = properties.FunctionResponseTypes;
  return {
    ...{ id: logicalId, streamArn, tableName, region },
    functionName: String(properties.FunctionName),
    isEnabled: isTrue(properties.Enabled, true),
    startingPosition: properties.StartingPosition === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
    batchSize: numberOf(properties.BatchSize) ?? 100,
    batchingWindowMs: (numberOf(properties.MaximumBatchingWindowInSeconds) ?? 0) * 1000,
    parallelizationFactor: numberOf(properties.ParallelizationFactor) ?? 1,
    maxRetryAttempts: toLimit(properties.MaximumRetryAttempts),
    maxRecordAgeMs: toLimit(properties.MaximumRecordAgeInSeconds) * 1000,
    bisectsOnError: isTrue(properties.BisectBatchOnFunctionError, false),
    reportsItemFailures: Array.isArray(responseTypes) && responseTypes.includes('ReportBatchItemFailures'),
    patterns: readPatterns(properties.FilterCriteria),
    ...(queue !== undefined && { onFailure: queue }),
  };
}

function readPatterns(criteria: unknown): readonly Pattern[] {
  const filters = membersOf(criteria).Filters;
  return (Array.isArray(filters) ? filters : []).map((filter) => parsePattern(String(membersOf(filter).Pattern)));
}

function toLimit(value: unknown): number {
  const limit = numberOf(value) ?? -1;
  return limit < 0 ? Number.POSITIVE_INFINITY : limit;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** CloudFormation takes numbers and truth values written as texts too. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function isTrue(value: unknown, byDefault: boolean): boolean {
  return value === undefined ? byDefault : String(value) === 'true';
}
