/** Reads serverless.yml and resources/tables.yml for tests: what each function is given and may do, and the tables. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { parse, type ScalarTag } from 'yaml';

export interface FunctionBlock {
  readonly description: string;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly iamRoleStatements?: readonly Statement[];
  readonly events?: readonly { readonly httpApi?: HttpEvent }[];
}

interface HttpEvent {
  readonly method: string;
  readonly path: string;
  readonly authorizer?: { readonly name: string };
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** CloudFormation's short forms, as the logical id that they speak of: `!GetAtt BooksTable.Arn` is BooksTable. */
const customTags: ScalarTag[] = [
  { tag: '!Ref', resolve: (text) => text },
  { tag: '!GetAtt', resolve: (text) => text.replace(/\.Arn$/, '') },
  { tag: '!Sub', resolve: (text) => text.replace(/\$\{(\w+)\.Arn\}/g, '$1') },
];

/** CreateTable takes some of it otherwise, and some not at all. */
type TableProperties = CreateTableCommandInput & {
  readonly TimeToLiveSpecification?: unknown;
  readonly PointInTimeRecoverySpecification?: unknown;
};

const root = join(__dirname, '../..');
const readYaml = (file: string) => parse(readFileSync(join(root, file), 'utf8'), { customTags, merge: true });

let blocks: Readonly<Record<string, FunctionBlock>> | undefined;

/** Kept, since each call of a function is checked against it. */
export function readFunctionBlocks(): Readonly<Record<string, FunctionBlock>> {
  blocks ??= readYaml('serverless.yml').functions as Readonly<Record<string, FunctionBlock>>;
  return blocks;
}

/** Such as `dynamodb:GetItem BooksTable`. */
export function readRights(functionName: string): readonly string[] {
  const statements = readFunctionBlocks()[functionName]?.iamRoleStatements ?? [];
  return statements.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${resource}`)),
  );
}

/** The file of a function: placeOrder is functions/orders/place-order.ts. */
export function findFunctionFile(functionName: string): string {
  const name = `${functionName.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
  const nouns = readdirSync(join(root, 'functions'));
  const files = nouns.map((noun) => join(root, 'functions', noun, name));
  const found = files.find((file) => readdirSync(join(file, '..')).includes(name));
  if (found === undefined) throw new Error(`There is no functions/*/${name}.`);
  return found;
}

/** Each table under its logical id. */
export function readTables(): readonly CreateTableCommandInput[] {
  const resources: Record<string, { Properties: TableProperties }> = readYaml('resources/tables.yml').Resources;
  return Object.entries(resources).map(([TableName, { Properties }]) => {
    const { TimeToLiveSpecification: _ttl, PointInTimeRecoverySpecification: _backup, ...creation } = Properties;
    const { StreamSpecification, DeletionProtectionEnabled: _perStage, ...definition } = creation;
    const stream = StreamSpecification && { StreamSpecification: { ...StreamSpecification, StreamEnabled: true } };
    return { ...definition, ...stream, TableName };
  });
}
