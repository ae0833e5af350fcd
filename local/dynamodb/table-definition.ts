/** Turns AWS::DynamoDB::Table resources into the input of CreateTable and UpdateTimeToLive. */

import { StackError } from '../stack/errors.ts';
import type { Stack, StackResource } from '../stack/stack.ts';
import { type Members, parseMembers } from '../stack/template.ts';

export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}

export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: string;
}

export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
  readonly ProvisionedThroughput?: { readonly ReadCapacityUnits: number; readonly WriteCapacityUnits: number };
}

/** CreateTable's input, and with it the time to live, which has an operation of its own. */
export interface TableDefinition {
  readonly TableName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly BillingMode?: string;
  readonly ProvisionedThroughput?: IndexDefinition['ProvisionedThroughput'];
  readonly GlobalSecondaryIndexes?: readonly IndexDefinition[];
  readonly LocalSecondaryIndexes?: readonly IndexDefinition[];
  readonly StreamSpecification?: { readonly StreamEnabled: true; readonly StreamViewType: string };
  readonly TimeToLiveSpecification?: { readonly AttributeName: string; readonly Enabled: boolean };
}

/** Throws StackError (InvalidTemplate) naming the property when one has not the shape that CloudFormation asks for. */
export function readTables(stack: Stack): readonly TableDefinition[] {
  return stack.resources('AWS::DynamoDB::Table').map(toTableDefinition);
}

function toTableDefinition({ logicalId, physicalId, properties }: StackResource): TableDefinition {
  const where = `Resources.${logicalId}.Properties`;
  const indexes = (name: string) =>
    properties[name] === undefined
      ? {}
      : { [name]: parseList(properties, name, where).map(toIndex(`${where}.${name}`)) };
  return {
    TableName: physicalId,
    KeySchema: parseKeySchema(properties, where),
    AttributeDefinitions: parseList(properties, 'AttributeDefinitions', where).map((it, index) => {
      const at = `${where}.AttributeDefinitions.${index}`;
      return { AttributeName: parseText(it, 'AttributeName', at), AttributeType: parseText(it, 'AttributeType', at) };
    }),
    ...(properties.BillingMode === undefined ? {} : { BillingMode: parseText(properties, 'BillingMode', where) }),
    ...toThroughput(properties, where),
    ...indexes('GlobalSecondaryIndexes'),
    ...indexes('LocalSecondaryIndexes'),
    ...toStream(properties, where),
    ...toTimeToLive(properties, where),
  };
}

function toIndex(where: string): (index: unknown, position: number) => IndexDefinition {
  return (index, position) => {
    const at = `${where}.${position}`;
    const members = parseMembers(index, at);
    const projection = parseMembers(members.Projection, `${at}.Projection`);
    return {
      IndexName: parseText(members, 'IndexName', at),
      KeySchema: parseKeySchema(members, at),
      Projection: projection,
      ...toThroughput(members, at),
    };
  };
}

/** The template has the view type only; CreateTable wants to hear that the stream is on. */
function toStream({ StreamSpecification }: Members, where: string): Pick<TableDefinition, 'StreamSpecification'> {
  if (StreamSpecification === undefined) return {};
  const at = `${where}.StreamSpecification`;
  const StreamViewType = parseText(StreamSpecification, 'StreamViewType', at);
  return { StreamSpecification: { StreamEnabled: true, StreamViewType } };
}

function toTimeToLive({ TimeToLiveSpecification }: Members, where: string) {
  if (TimeToLiveSpecification === undefined) return {};
  const members = parseMembers(TimeToLiveSpecification, `${where}.TimeToLiveSpecification`);
  const Enabled = String(members.Enabled) === 'true';
  const AttributeName = String(members.AttributeName ?? '');
  return { TimeToLiveSpecification: { AttributeName, Enabled } };
}

/** Parameters give numbers as texts; DynamoDB wants numbers. */
function toThroughput({ ProvisionedThroughput }: Members, where: string) {
  if (ProvisionedThroughput === undefined) return {};
  const units = parseMembers(ProvisionedThroughput, `${where}.ProvisionedThroughput`);
  const ReadCapacityUnits = Number(units.ReadCapacityUnits);
  const WriteCapacityUnits = Number(units.WriteCapacityUnits);
  return { ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits } };
}

function parseKeySchema(members: Members, where: string): readonly KeyElement[] {
  return parseList(members, 'KeySchema', where).map((element, index) => {
    const at = `${where}.KeySchema.${index}`;
    return { AttributeName: parseText(element, 'AttributeName', at), KeyType: parseText(element, 'KeyType', at) };
  });
}

function parseList(members: Members, name: string, where: string): readonly unknown[] {
  const value = members[name];
  if (Array.isArray(value)) return value;
  throw new StackError('InvalidTemplate', 'Expected a list', `${where}.${name}`);
}

function parseText(value: unknown, name: string, where: string): string {
  const text = parseMembers(value, where)[name];
  if (typeof text === 'string' && text !== '') return text;
  throw new StackError('InvalidTemplate', 'Expected a text that is not empty', `${where}.${name}`);
}
